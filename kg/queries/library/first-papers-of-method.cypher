// title: First appearance of a method
// question: Which dated papers name this method first?
// param method: name -- A method: its name, an alias or its id.
// param limit: integer = 20 -- How many rows at most.

MATCH (m:Method)<-[:INTRODUCES|USES|COMPARES_WITH|MENTIONS]-(p:Paper)
WHERE toLower($method) IN m.lookup AND p.year IS NOT NULL
RETURN DISTINCT p.id AS paper, p.title AS title, p.date AS date
ORDER BY date, paper
LIMIT $limit
