// title: Papers that use a method on a dataset
// question: Which papers use this method and evaluate on this dataset?
// param method: name -- A method: its name, an alias or its id.
// param dataset: name -- A dataset: its name, an alias or its id.
// param limit: integer = 20 -- How many rows at most.

MATCH (m:Method)<-[:USES]-(p:Paper)-[:EVALUATES_ON]->(d:Dataset)
WHERE toLower($method) IN m.lookup AND toLower($dataset) IN d.lookup
RETURN DISTINCT p.id AS paper, p.title AS title, p.year AS year
ORDER BY coalesce(year, 0) DESC, paper
LIMIT $limit
