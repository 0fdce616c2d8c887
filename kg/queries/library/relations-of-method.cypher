// title: What a method builds on and beats
// question: Which methods does this method build on or outperform, and which do so with it?
// param method: name -- A method: its name, an alias or its id.
// param limit: integer = 20 -- How many rows at most.

MATCH (a:Method)-[r:BASED_ON|OUTPERFORMS]->(b:Method)
WHERE toLower($method) IN a.lookup OR toLower($method) IN b.lookup
RETURN DISTINCT a.id AS subject, r.predicate AS predicate, b.id AS object, r.papers AS papers,
       r.confidence AS confidence
ORDER BY papers DESC, subject, predicate, object
LIMIT $limit
