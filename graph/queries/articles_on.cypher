MATCH (entity:Entity {id: $actor})<-[mention:MENTIONS]-(article:Article)
WHERE (size($languages) = 0 OR article.language IN $languages)
  AND ($since IS NULL OR article.publishedAt >= $since)
  AND ($until IS NULL OR article.publishedAt <= $until)
WITH entity, mention, article
ORDER BY coalesce(article.publishedAt, '') DESC, article.id
SKIP $offset LIMIT $limit
RETURN article {.id, .title, .language, .publisher, .url, .publishedAt} AS article,
       mention.count AS mentions, mention.forms AS forms,
       COUNT {
         MATCH (article)<-[:STATED_IN]-(claim:Claim)
         WHERE EXISTS { MATCH (claim)-[:SUBJECT|OBJECT]->(entity) }
       } AS claims
ORDER BY coalesce(article.publishedAt, '') DESC, article.id
