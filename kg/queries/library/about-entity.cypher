// title: All about one entity
// question: How do papers speak of this entity, how many, and from when to when?
// param entity: name -- A method, dataset, task, metric …: its name, an alias or its id.

MATCH (p:Paper)-[r]->(x)
WHERE toLower($entity) IN x.lookup
RETURN x.id AS id, x.name AS name, r.predicate AS predicate, count(DISTINCT p.id) AS papers,
       min(p.year) AS first_year, max(p.year) AS last_year
ORDER BY papers DESC, id, predicate
