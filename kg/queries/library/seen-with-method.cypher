// title: What comes with a method
// question: Which methods, datasets, tasks and metrics appear in the papers that use or introduce this method?
// param method: name -- A method: its name, an alias or its id.
// param limit: integer = 20 -- How many rows at most.

MATCH (m:Method)<-[:USES|INTRODUCES]-(p:Paper)
      -[:USES|INTRODUCES|COMPARES_WITH|EVALUATES_ON|ADDRESSES|REPORTS]->(x)
WHERE toLower($method) IN m.lookup AND x.id <> m.id
RETURN x.type AS type, x.id AS entity, x.name AS name, count(DISTINCT p.id) AS papers
ORDER BY papers DESC, entity
LIMIT $limit
