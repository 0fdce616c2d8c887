// What `kg load` sets up in a Neo4j database before it writes a graph; safe to run again.
//
// Every node and relationship that kg writes carries the name of its graph in the property
// `graph`, so several graphs, and anything else, can live in one database. A node is identified by
// label, graph and id. Nodes without `graph`, that is everybody else's, are under no constraint.

// One node per graph and id.
CREATE CONSTRAINT IF NOT EXISTS FOR (n:Paper) REQUIRE (n.graph, n.id) IS UNIQUE;
CREATE CONSTRAINT IF NOT EXISTS FOR (n:Method) REQUIRE (n.graph, n.id) IS UNIQUE;
CREATE CONSTRAINT IF NOT EXISTS FOR (n:Dataset) REQUIRE (n.graph, n.id) IS UNIQUE;
CREATE CONSTRAINT IF NOT EXISTS FOR (n:Task) REQUIRE (n.graph, n.id) IS UNIQUE;
CREATE CONSTRAINT IF NOT EXISTS FOR (n:Metric) REQUIRE (n.graph, n.id) IS UNIQUE;
CREATE CONSTRAINT IF NOT EXISTS FOR (n:Repository) REQUIRE (n.graph, n.id) IS UNIQUE;
CREATE CONSTRAINT IF NOT EXISTS FOR (n:Resource) REQUIRE (n.graph, n.id) IS UNIQUE;
CREATE CONSTRAINT IF NOT EXISTS FOR (n:Author) REQUIRE (n.graph, n.id) IS UNIQUE;
CREATE CONSTRAINT IF NOT EXISTS FOR (n:Organization) REQUIRE (n.graph, n.id) IS UNIQUE;
CREATE CONSTRAINT IF NOT EXISTS FOR (n:Venue) REQUIRE (n.graph, n.id) IS UNIQUE;

// Finding nodes by id, and entities by name, in whatever graph.
CREATE INDEX IF NOT EXISTS FOR (n:Paper) ON (n.id);
CREATE INDEX IF NOT EXISTS FOR (n:Method) ON (n.id);
CREATE INDEX IF NOT EXISTS FOR (n:Dataset) ON (n.id);
CREATE INDEX IF NOT EXISTS FOR (n:Task) ON (n.id);
CREATE INDEX IF NOT EXISTS FOR (n:Metric) ON (n.id);
CREATE INDEX IF NOT EXISTS FOR (n:Repository) ON (n.id);
CREATE INDEX IF NOT EXISTS FOR (n:Resource) ON (n.id);
CREATE INDEX IF NOT EXISTS FOR (n:Author) ON (n.id);
CREATE INDEX IF NOT EXISTS FOR (n:Organization) ON (n.id);
CREATE INDEX IF NOT EXISTS FOR (n:Venue) ON (n.id);
CREATE INDEX IF NOT EXISTS FOR (n:Method) ON (n.name);
CREATE INDEX IF NOT EXISTS FOR (n:Dataset) ON (n.name);
CREATE INDEX IF NOT EXISTS FOR (n:Task) ON (n.name);
CREATE INDEX IF NOT EXISTS FOR (n:Metric) ON (n.name);
CREATE INDEX IF NOT EXISTS FOR (n:Repository) ON (n.name);
CREATE INDEX IF NOT EXISTS FOR (n:Resource) ON (n.name);
CREATE INDEX IF NOT EXISTS FOR (n:Author) ON (n.name);
CREATE INDEX IF NOT EXISTS FOR (n:Organization) ON (n.name);
CREATE INDEX IF NOT EXISTS FOR (n:Venue) ON (n.name);
CREATE INDEX IF NOT EXISTS FOR (n:Paper) ON (n.year);

// Words in names, titles and abstracts:
//   CALL db.index.fulltext.queryNodes('kg_text', 'low rank') YIELD node, score
CREATE FULLTEXT INDEX kg_text IF NOT EXISTS
FOR (n:Paper|Method|Dataset|Task|Metric|Repository|Resource|Author|Organization|Venue)
ON EACH [n.name, n.aliases, n.title, n.abstract];
