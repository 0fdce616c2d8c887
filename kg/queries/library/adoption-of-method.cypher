// title: Yearly adoption of a method
// question: How many papers use this method in each year?
// param method: name -- A method: its name, an alias or its id.

MATCH (m:Method)<-[:USES]-(p:Paper)
WHERE toLower($method) IN m.lookup AND p.year IS NOT NULL
RETURN p.year AS year, count(DISTINCT p.id) AS papers
ORDER BY year
