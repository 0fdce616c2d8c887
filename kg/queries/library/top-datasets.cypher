// title: Top datasets
// question: Which datasets do most papers speak of?
// param limit: integer = 20 -- How many rows at most.

MATCH (x:Dataset)
RETURN x.id AS dataset, x.name AS name, x.papers AS papers
ORDER BY papers DESC, dataset
LIMIT $limit
