// title: Metrics of a task
// question: Which metrics do papers about this task report most?
// param task: name -- A task: its name, an alias or its id.
// param limit: integer = 20 -- How many rows at most.

MATCH (t:Task)<-[:ADDRESSES]-(p:Paper)-[:REPORTS]->(m:Metric)
WHERE toLower($task) IN t.lookup
RETURN m.id AS metric, m.name AS name, count(DISTINCT p.id) AS papers
ORDER BY papers DESC, metric
LIMIT $limit
