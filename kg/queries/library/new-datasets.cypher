// title: Datasets that are new in a year
// question: Which datasets were introduced in this year, and how many papers name them by now?
// param year: integer -- A year.
// param limit: integer = 20 -- How many rows at most.

MATCH (p:Paper)-[:INTRODUCES]->(d:Dataset)
WHERE p.year = $year
RETURN DISTINCT d.id AS dataset, d.name AS name, d.papers AS papers, p.id AS paper
ORDER BY papers DESC, dataset, paper
LIMIT $limit
