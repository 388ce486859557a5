MATCH (article:Article)
WHERE article.publishedAt >= $since
  AND ($until IS NULL OR article.publishedAt <= $until)
  AND (size($languages) = 0 OR article.language IN $languages)
MATCH (article)<-[:STATED_IN]-(claim:Claim)
WHERE (size($types) = 0 OR claim.type IN $types)
  AND (claim.fact OR NOT $facts_only)
MATCH (subject:Entity)<-[:SUBJECT]-(claim)-[:OBJECT]->(object:Entity)
WHERE $actor IS NULL OR $actor IN [subject.id, object.id]
RETURN claim {.*} AS claim,
       subject {.id, .name, label: [label IN labels(subject) WHERE NOT label IN ['Entity', 'Actor']][0]} AS subject,
       object {.id, .name, label: [label IN labels(object) WHERE NOT label IN ['Entity', 'Actor']][0]} AS object,
       article {.id, .title, .language, .publisher, .url, .publishedAt} AS article
ORDER BY article.publishedAt DESC, article.id, claim.start, claim.id
SKIP $offset LIMIT $limit
