// title: Papers with code for a task
// question: Which papers about this task have code, and where is it?
// param task: name -- A task: its name, an alias or its id.
// param limit: integer = 20 -- How many rows at most.

MATCH (t:Task)<-[:ADDRESSES]-(p:Paper)-[:HAS_CODE]->(r:Repository)
WHERE toLower($task) IN t.lookup
RETURN DISTINCT p.id AS paper, p.title AS title, p.year AS year, r.name AS repository, r.url AS url
ORDER BY coalesce(year, 0) DESC, paper, repository
LIMIT $limit
