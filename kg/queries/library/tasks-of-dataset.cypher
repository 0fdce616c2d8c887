// title: Tasks of a dataset
// question: Which tasks do papers address that evaluate on this dataset?
// param dataset: name -- A dataset: its name, an alias or its id.
// param limit: integer = 20 -- How many rows at most.

MATCH (d:Dataset)<-[:EVALUATES_ON]-(p:Paper)-[:ADDRESSES]->(t:Task)
WHERE toLower($dataset) IN d.lookup
RETURN t.id AS task, t.name AS name, count(DISTINCT p.id) AS papers
ORDER BY papers DESC, task
LIMIT $limit
