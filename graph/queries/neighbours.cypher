MATCH (actor:Entity {id: $actor})-[relation]-(neighbour:Entity)
WHERE (size($types) = 0 OR type(relation) IN $types)
  AND (size($labels) = 0 OR any(label IN labels(neighbour) WHERE label IN $labels))
  AND ($direction = 'both' OR (startNode(relation) = actor) = ($direction = 'out'))
WITH actor, neighbour, relation,
     CASE
       WHEN $as_of IS NULL AND $known_at IS NULL THEN relation.claims
       ELSE COUNT {
         MATCH (claim:Claim {relation: relation.id})
         WHERE claim.fact
           AND ($as_of IS NULL OR claim.eventDate IS NULL OR claim.eventDate <= $as_of)
           AND ($known_at IS NULL OR claim.publishedAt <= $known_at)
       }
     END AS claims
WHERE claims > 0
WITH actor, neighbour, relation, claims
ORDER BY relation.origins DESC, claims DESC, relation.id
WITH neighbour, sum(relation.origins) AS origins, sum(claims) AS claims,
     collect(relation {.*, type: type(relation), claims: claims, outgoing: startNode(relation) = actor}) AS relations
RETURN neighbour {.id, .name, label: [label IN labels(neighbour) WHERE NOT label IN ['Entity', 'Actor']][0]} AS neighbour,
       origins, claims, relations
ORDER BY origins DESC, claims DESC, neighbour.id
SKIP $offset LIMIT $limit
