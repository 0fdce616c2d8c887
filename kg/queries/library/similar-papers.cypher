// title: Papers like this one
// question: Which papers share most methods, datasets, tasks and metrics with this paper?
// param paper: name -- A paper: its id, arXiv id, DOI or title.
// param limit: integer = 20 -- How many rows at most.

MATCH (a:Paper)-[:INTRODUCES|USES|COMPARES_WITH|EVALUATES_ON|ADDRESSES|REPORTS|MENTIONS]->(x)
      <-[:INTRODUCES|USES|COMPARES_WITH|EVALUATES_ON|ADDRESSES|REPORTS|MENTIONS]-(p:Paper)
WHERE toLower($paper) IN a.lookup AND p.id <> a.id
RETURN p.id AS paper, p.title AS title, count(DISTINCT x.id) AS shared
ORDER BY shared DESC, paper
LIMIT $limit
