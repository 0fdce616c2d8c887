// title: Methods of a task
// question: Which methods do papers about this task use or introduce most?
// param task: name -- A task: its name, an alias or its id.
// param limit: integer = 20 -- How many rows at most.

MATCH (t:Task)<-[:ADDRESSES]-(p:Paper)-[:USES|INTRODUCES]->(m:Method)
WHERE toLower($task) IN t.lookup
RETURN m.id AS method, m.name AS name, count(DISTINCT p.id) AS papers
ORDER BY papers DESC, method
LIMIT $limit
