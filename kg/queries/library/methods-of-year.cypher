// title: Methods of a year
// question: Which methods do the papers of this year use most?
// param year: integer -- A year.
// param limit: integer = 20 -- How many rows at most.

MATCH (p:Paper)-[:USES]->(m:Method)
WHERE p.year = $year
RETURN m.id AS method, m.name AS name, count(*) AS papers
ORDER BY papers DESC, method
LIMIT $limit
