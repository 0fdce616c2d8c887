// title: Who introduced it
// question: Which papers introduce this method, dataset, task or metric?
// param entity: name -- A method, dataset, task, metric …: its name, an alias or its id.
// param limit: integer = 20 -- How many rows at most.

MATCH (p:Paper)-[r:INTRODUCES]->(x)
WHERE toLower($entity) IN x.lookup
RETURN DISTINCT x.id AS introduced, p.id AS paper, p.title AS title, p.date AS date,
       r.confidence AS confidence
ORDER BY confidence DESC, introduced, paper
LIMIT $limit
