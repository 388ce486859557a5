CALL () {
  MATCH (:Entity {id: $actor})<-[:SUBJECT|OBJECT]-(claim:Claim)
  RETURN DISTINCT claim
  UNION ALL
  WITH $actor AS actor
  WHERE actor IS NULL
  MATCH (claim:Claim)
  RETURN claim
}
WITH claim
WHERE (claim.modality IN $kinds OR (claim.polarity = 'negated' AND 'negated' IN $kinds))
  AND (size($types) = 0 OR claim.type IN $types)
  AND ($since IS NULL OR claim.publishedAt >= $since)
  AND ($until IS NULL OR claim.publishedAt <= $until)
MATCH (claim)-[:STATED_IN]->(article:Article)
WITH claim, article
ORDER BY coalesce(claim.publishedAt, '') DESC, article.id, claim.start, claim.id
SKIP $offset LIMIT $limit
MATCH (claim)-[:SUBJECT]->(subject:Entity)
MATCH (claim)-[:OBJECT]->(object:Entity)
RETURN claim {.*} AS claim,
       subject {.id, .name, label: [label IN labels(subject) WHERE NOT label IN ['Entity', 'Actor']][0]} AS subject,
       object {.id, .name, label: [label IN labels(object) WHERE NOT label IN ['Entity', 'Actor']][0]} AS object,
       article {.id, .title, .language, .publisher, .url, .publishedAt} AS article
ORDER BY coalesce(claim.publishedAt, '') DESC, article.id, claim.start, claim.id
