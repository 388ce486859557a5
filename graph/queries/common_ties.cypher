MATCH (actor:Entity {id: $actor})-[relation]-(entity:Entity)
WHERE (size($types) = 0 OR type(relation) IN $types)
  AND (size($labels) = 0 OR any(label IN labels(entity) WHERE label IN $labels))
  AND NOT entity.id IN [$actor, $other]
WITH actor, entity, relation
ORDER BY relation.origins DESC, relation.claims DESC, relation.id
WITH entity, sum(relation.origins) AS strength,
     collect(relation {.*, type: type(relation), outgoing: startNode(relation) = actor}) AS withActor
MATCH (other:Entity {id: $other})
MATCH (other)-[relation]-(entity)
WHERE size($types) = 0 OR type(relation) IN $types
WITH entity, strength, withActor, other, relation
ORDER BY relation.origins DESC, relation.claims DESC, relation.id
WITH entity, strength, withActor, sum(relation.origins) AS otherStrength,
     collect(relation {.*, type: type(relation), outgoing: startNode(relation) = other}) AS withOther
RETURN entity {.id, .name, label: [label IN labels(entity) WHERE NOT label IN ['Entity', 'Actor']][0]} AS entity,
       CASE WHEN strength < otherStrength THEN strength ELSE otherStrength END AS origins, withActor, withOther
ORDER BY origins DESC, strength + otherStrength DESC, entity.id
SKIP $offset LIMIT $limit
