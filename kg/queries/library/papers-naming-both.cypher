// title: Papers that name two things
// question: Which papers speak of both entities, and how?
// param first: name -- One entity: its name, an alias or its id.
// param second: name -- The other entity.
// param limit: integer = 20 -- How many rows at most.

MATCH (a)<-[r]-(p:Paper)-[s]->(b)
WHERE toLower($first) IN a.lookup AND toLower($second) IN b.lookup AND a.id <> b.id
RETURN DISTINCT p.id AS paper, p.title AS title, r.predicate AS first_predicate,
       s.predicate AS second_predicate
ORDER BY paper, first_predicate, second_predicate
LIMIT $limit
