MATCH (subject:Entity)-[relation]->(object:Entity)
WHERE size($types) = 0 OR type(relation) IN $types
UNWIND [[subject, object], [object, subject]] AS ends
WITH ends[0] AS actor, ends[1] AS other, relation
WHERE any(label IN labels(actor) WHERE label IN $labels OR (size($labels) = 0 AND label = 'Actor'))
WITH actor, count(DISTINCT other) AS neighbours, count(relation) AS relations,
     sum(relation.origins) AS origins, sum(relation.claims) AS claims
RETURN actor {.id, .name, label: [label IN labels(actor) WHERE NOT label IN ['Entity', 'Actor']][0]} AS actor,
       neighbours, relations, origins, claims
ORDER BY neighbours DESC, origins DESC, claims DESC, actor.id
SKIP $offset LIMIT $limit
