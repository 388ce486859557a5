MATCH (actor:Entity {id: $actor})-[relation]-(other:Entity {id: $other})
WHERE size($types) = 0 OR type(relation) IN $types
WITH relation, startNode(relation) AS subject, endNode(relation) AS object
RETURN relation {.*, type: type(relation)} AS relation,
       subject {.id, .name, label: [label IN labels(subject) WHERE NOT label IN ['Entity', 'Actor']][0]} AS subject,
       object {.id, .name, label: [label IN labels(object) WHERE NOT label IN ['Entity', 'Actor']][0]} AS object
ORDER BY relation.origins DESC, relation.claims DESC, relation.id
SKIP $offset LIMIT $limit
