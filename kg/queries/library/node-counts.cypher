// title: Nodes of the graph
// question: How many nodes of each type are there?

MATCH (n)
RETURN n.type AS type, count(*) AS number
ORDER BY number DESC, type
