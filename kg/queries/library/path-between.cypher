// title: Path between two entities
// question: What connects two entities: a thing that papers name with the first, and others with the second?
// param first: name -- One entity: its name, an alias or its id.
// param second: name -- The other entity.
// param limit: integer = 20 -- How many rows at most.

MATCH (a)<--(p:Paper)-->(x:Method|Dataset|Task|Metric)
WHERE toLower($first) IN a.lookup AND x.id <> a.id
WITH x, count(DISTINCT p.id) AS papers_with_first
MATCH (x)<--(q:Paper)-->(b)
WHERE toLower($second) IN b.lookup AND x.id <> b.id
WITH x.type AS type, x.id AS via, x.name AS name, papers_with_first,
     count(DISTINCT q.id) AS papers_with_second
RETURN type, via, name, papers_with_first, papers_with_second,
       papers_with_first + papers_with_second AS papers
ORDER BY papers DESC, via
LIMIT $limit
