// title: All about one paper
// question: What does the graph say about this paper?
// param paper: name -- A paper: its id, arXiv id, DOI or title.

MATCH (a:Paper)-[r]->(x)
WHERE toLower($paper) IN a.lookup
RETURN r.predicate AS predicate, x.type AS type, x.id AS entity, x.name AS name,
       r.confidence AS confidence
ORDER BY predicate, confidence DESC, entity
