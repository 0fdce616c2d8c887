// title: Evidence for what is said
// question: Where does the graph take it from that the first is related to the second?
// param subject: name -- A paper or entity: its name, an alias or its id.
// param object: name -- The entity that it is related to.
// param limit: integer = 20 -- How many rows at most.

MATCH (a)-[r]->(b)
WHERE toLower($subject) IN a.lookup AND toLower($object) IN b.lookup
UNWIND range(0, size(r.quotes) - 1) AS i
RETURN r.predicate AS predicate, r.confidence AS confidence, r.sources[i] AS paper,
       r.fields[i] AS field, r.start_offsets[i] AS start_offset, r.end_offsets[i] AS end_offset,
       r.quotes[i] AS quote, r.extractors[i] AS extractor
ORDER BY predicate, paper, field DESC, start_offset, end_offset, extractor
LIMIT $limit
