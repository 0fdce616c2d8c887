// title: Papers by year
// question: How many papers are there of each year, and how many of them have code?

MATCH (p:Paper)
WHERE p.year IS NOT NULL
RETURN p.year AS year, count(*) AS papers,
       count(CASE WHEN EXISTS { MATCH (p)-[:HAS_CODE]->(:Repository) } THEN 1 END) AS with_code
ORDER BY year
