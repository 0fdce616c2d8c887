// title: Who compares with a method
// question: Which papers compare themselves with this method?
// param method: name -- A method: its name, an alias or its id.
// param limit: integer = 20 -- How many rows at most.

MATCH (p:Paper)-[r:COMPARES_WITH]->(m:Method)
WHERE toLower($method) IN m.lookup
RETURN DISTINCT p.id AS paper, p.title AS title, p.year AS year, r.confidence AS confidence
ORDER BY confidence DESC, paper
LIMIT $limit
