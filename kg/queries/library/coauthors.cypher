// title: Co-authors
// question: With whom did this author write, and how often?
// param author: name -- An author: the name or id.
// param limit: integer = 20 -- How many rows at most.

MATCH (a:Author)<-[:WRITTEN_BY]-(p:Paper)-[:WRITTEN_BY]->(b:Author)
WHERE toLower($author) IN a.lookup AND b.id <> a.id
RETURN b.id AS coauthor, b.name AS name, count(DISTINCT p.id) AS papers
ORDER BY papers DESC, coauthor
LIMIT $limit
