// title: Datasets of a method
// question: On which datasets do papers evaluate that use or introduce this method?
// param method: name -- A method: its name, an alias or its id.
// param limit: integer = 20 -- How many rows at most.

MATCH (m:Method)<-[:USES|INTRODUCES]-(p:Paper)-[:EVALUATES_ON]->(d:Dataset)
WHERE toLower($method) IN m.lookup
RETURN d.id AS dataset, d.name AS name, count(DISTINCT p.id) AS papers
ORDER BY papers DESC, dataset
LIMIT $limit
