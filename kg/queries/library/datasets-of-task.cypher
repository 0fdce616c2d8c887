// title: Datasets of a task
// question: On which datasets do papers about this task evaluate most?
// param task: name -- A task: its name, an alias or its id.
// param limit: integer = 20 -- How many rows at most.

MATCH (t:Task)<-[:ADDRESSES]-(p:Paper)-[:EVALUATES_ON]->(d:Dataset)
WHERE toLower($task) IN t.lookup
RETURN d.id AS dataset, d.name AS name, count(DISTINCT p.id) AS papers
ORDER BY papers DESC, dataset
LIMIT $limit
