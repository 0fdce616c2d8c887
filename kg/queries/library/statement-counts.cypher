// title: Statements of the graph
// question: How many statements of each predicate are there?

MATCH ()-[r]->()
RETURN r.predicate AS predicate, count(*) AS number
ORDER BY number DESC, predicate
