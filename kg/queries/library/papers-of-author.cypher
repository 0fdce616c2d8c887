// title: Papers of an author
// question: Which papers did this author write?
// param author: name -- An author: the name or id.
// param limit: integer = 20 -- How many rows at most.

MATCH (p:Paper)-[:WRITTEN_BY]->(a:Author)
WHERE toLower($author) IN a.lookup
RETURN DISTINCT p.id AS paper, p.title AS title, p.year AS year
ORDER BY coalesce(year, 0) DESC, paper
LIMIT $limit
