// title: Papers by year
// question: How many papers are there of each year, and how many of them have code?

MATCH (p:Paper)
WHERE p.year IS NOT NULL
OPTIONAL MATCH (p)-[:HAS_CODE]->(r:Repository)
WITH p.id AS paper, p.year AS year, count(r.id) AS repositories
RETURN year, count(*) AS papers, sum(CASE WHEN repositories > 0 THEN 1 ELSE 0 END) AS with_code
ORDER BY year
