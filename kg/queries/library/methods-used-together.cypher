// title: Methods used together
// question: Which two methods do papers use together most often?
// param limit: integer = 20 -- How many rows at most.

MATCH (a:Method)<-[:USES]-(p:Paper)-[:USES]->(b:Method)
WHERE a.id < b.id
RETURN a.id AS first, a.name AS first_name, b.id AS second, b.name AS second_name,
       count(*) AS papers
ORDER BY papers DESC, first, second
LIMIT $limit
