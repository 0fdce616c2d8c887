// title: The least certain statements
// question: Which statements is the graph least sure of?
// param limit: integer = 20 -- How many rows at most.

MATCH (a)-[r]->(b)
WITH a, r, b ORDER BY r.confidence, r.id LIMIT $limit
RETURN r.confidence AS confidence, a.id AS subject, r.predicate AS predicate, b.id AS object,
       b.name AS name, r.id AS statement
ORDER BY confidence, statement
