// title: Methods evaluated on a dataset
// question: Which methods do papers use or introduce that evaluate on this dataset, and in which years?
// param dataset: name -- A dataset: its name, an alias or its id.
// param limit: integer = 20 -- How many rows at most.

MATCH (d:Dataset)<-[:EVALUATES_ON]-(p:Paper)-[:USES|INTRODUCES]->(m:Method)
WHERE toLower($dataset) IN d.lookup
RETURN m.id AS method, m.name AS name, count(DISTINCT p.id) AS papers,
       min(p.year) AS first_year, max(p.year) AS last_year
ORDER BY papers DESC, method
LIMIT $limit
