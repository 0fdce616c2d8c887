// title: Top methods
// question: Which methods do most papers speak of?
// param limit: integer = 20 -- How many rows at most.

MATCH (x:Method)
RETURN x.id AS method, x.name AS name, x.papers AS papers
ORDER BY papers DESC, method
LIMIT $limit
