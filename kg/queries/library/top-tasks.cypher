// title: Top tasks
// question: Which tasks do most papers speak of?
// param limit: integer = 20 -- How many rows at most.

MATCH (x:Task)
RETURN x.id AS task, x.name AS name, x.papers AS papers
ORDER BY papers DESC, task
LIMIT $limit
