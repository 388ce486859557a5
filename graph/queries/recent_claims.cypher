CALL () {
  MATCH (:Entity {id: $actor})<-[:SUBJECT|OBJECT]-(claim:Claim)
  MATCH (claim)-[:STATED_IN]->(article:Article)
  WHERE article.publishedAt >= $since
  RETURN DISTINCT claim, article
  UNION ALL
  WITH $actor AS actor
  WHERE actor IS NULL
  MATCH (article:Article)
  WHERE article.publishedAt >= $since
  MATCH (article)<-[:STATED_IN]-(claim:Claim)
  RETURN claim, article
}
WITH claim, article
WHERE ($until IS NULL OR article.publishedAt <= $until)
  AND (size($languages) = 0 OR article.language IN $languages)
  AND (size($types) = 0 OR claim.type IN $types)
  AND (claim.fact OR NOT $facts_only)
WITH claim, article
ORDER BY article.publishedAt DESC, article.id, claim.start, claim.id
SKIP $offset LIMIT $limit
MATCH (claim)-[:SUBJECT]->(subject:Entity)
MATCH (claim)-[:OBJECT]->(object:Entity)
RETURN claim {.*} AS claim,
       subject {.id, .name, label: [label IN labels(subject) WHERE NOT label IN ['Entity', 'Actor']][0]} AS subject,
       object {.id, .name, label: [label IN labels(object) WHERE NOT label IN ['Entity', 'Actor']][0]} AS object,
       article {.id, .title, .language, .publisher, .url, .publishedAt} AS article
ORDER BY article.publishedAt DESC, article.id, claim.start, claim.id
