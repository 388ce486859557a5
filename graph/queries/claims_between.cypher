MATCH (actor:Entity {id: $actor})<-[end:SUBJECT|OBJECT]-(claim:Claim)-[:SUBJECT|OBJECT]->(other:Entity {id: $other})
WHERE (size($types) = 0 OR claim.type IN $types)
  AND ($direction = 'both' OR (type(end) = 'SUBJECT') = ($direction = 'out'))
  AND (claim.fact OR NOT $facts_only)
MATCH (claim)-[:STATED_IN]->(article:Article)
WITH claim, article
ORDER BY claim.publishedAt IS NULL, claim.publishedAt, article.id, claim.start, claim.id
SKIP $offset LIMIT $limit
MATCH (claim)-[:SUBJECT]->(subject:Entity)
MATCH (claim)-[:OBJECT]->(object:Entity)
RETURN claim {.*} AS claim,
       subject {.id, .name, label: [label IN labels(subject) WHERE NOT label IN ['Entity', 'Actor']][0]} AS subject,
       object {.id, .name, label: [label IN labels(object) WHERE NOT label IN ['Entity', 'Actor']][0]} AS object,
       article {.id, .title, .language, .publisher, .url, .publishedAt} AS article
ORDER BY claim.publishedAt IS NULL, claim.publishedAt, article.id, claim.start, claim.id
