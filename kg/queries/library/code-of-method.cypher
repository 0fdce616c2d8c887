// title: Code of a method
// question: Which repositories belong to the papers that introduce this method?
// param method: name -- A method: its name, an alias or its id.
// param limit: integer = 20 -- How many rows at most.

MATCH (m:Method)<-[:INTRODUCES]-(p:Paper)-[:HAS_CODE]->(r:Repository)
WHERE toLower($method) IN m.lookup
RETURN DISTINCT r.name AS repository, r.url AS url, p.id AS paper, p.title AS title
ORDER BY repository, paper
LIMIT $limit
