// title: Names of an entity
// question: By which names does the graph know it?
// param entity: name -- A method, dataset, task, metric …: its name, an alias or its id.

MATCH (x:Method|Dataset|Task|Metric|Repository|Resource|Author|Organization|Venue)
WHERE toLower($entity) IN x.lookup
UNWIND x.aliases AS alias
WITH x.id AS id, x.name AS name, alias
WHERE alias <> name
RETURN DISTINCT id, name, alias
ORDER BY id, alias
