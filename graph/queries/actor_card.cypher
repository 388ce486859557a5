MATCH (entity:Entity {id: $actor})
CALL (entity) {
  MATCH (article:Article)-[:MENTIONS]->(entity)
  RETURN min(article.publishedAt) AS firstSeen, max(article.publishedAt) AS lastSeen
}
RETURN entity.id AS id, entity.name AS name,
       [label IN labels(entity) WHERE NOT label IN ['Entity', 'Actor']][0] AS label,
       entity.nameEn AS nameEn, entity.nameAr AS nameAr, entity.nameZh AS nameZh,
       entity.aliases AS aliases, entity.wikidata AS wikidata, entity.country AS country, entity.kind AS kind,
       entity.posts AS posts, entity.registered AS registered, entity.articles AS articles, firstSeen, lastSeen,
       COLLECT {
         MATCH (entity)-[relation]-(other:Entity)
         WITH type(relation) AS type, startNode(relation) = entity AS outgoing, count(*) AS relations
         RETURN {type: type, outgoing: outgoing, relations: relations}
         ORDER BY relations DESC, type, outgoing
       } AS relations,
       COLLECT {
         MATCH (entity)<-[:SUBJECT|OBJECT]-(claim:Claim)
         WITH claim.modality AS modality, claim.polarity AS polarity, count(DISTINCT claim) AS claims
         RETURN {modality: modality, polarity: polarity, claims: claims}
         ORDER BY claims DESC, modality, polarity
       } AS claims
ORDER BY id
