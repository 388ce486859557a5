MATCH (:Entity {id: $actor})<-[:SUBJECT|OBJECT]-(claim:Claim)
WHERE (size($types) = 0 OR claim.type IN $types)
  AND (claim.fact OR NOT $facts_only)
  AND CASE
        WHEN claim.eventDate IS NULL THEN $undated
        ELSE ($since IS NULL OR claim.eventDate >= $since) AND ($until IS NULL OR claim.eventDate <= $until)
      END
MATCH (claim)-[:STATED_IN]->(article:Article)
WITH DISTINCT claim, article
ORDER BY claim.eventDate IS NULL, claim.eventDate, claim.publishedAt IS NULL, claim.publishedAt, claim.id
SKIP $offset LIMIT $limit
MATCH (claim)-[:SUBJECT]->(subject:Entity)
MATCH (claim)-[:OBJECT]->(object:Entity)
RETURN claim {.*} AS claim,
       subject {.id, .name, label: [label IN labels(subject) WHERE NOT label IN ['Entity', 'Actor']][0]} AS subject,
       object {.id, .name, label: [label IN labels(object) WHERE NOT label IN ['Entity', 'Actor']][0]} AS object,
       article {.id, .title, .language, .publisher, .url, .publishedAt} AS article
ORDER BY claim.eventDate IS NULL, claim.eventDate, claim.publishedAt IS NULL, claim.publishedAt, claim.id
