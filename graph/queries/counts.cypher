CALL () {
  MATCH (entity:Entity)
  WITH [label IN labels(entity) WHERE NOT label IN ['Entity', 'Actor']][0] AS name, count(*) AS count
  RETURN 'entities' AS of, name, null AS modality, null AS polarity, count
  UNION ALL
  MATCH (:Entity)-[relation]->(:Entity)
  WITH type(relation) AS name, count(*) AS count
  RETURN 'relations' AS of, name, null AS modality, null AS polarity, count
  UNION ALL
  MATCH (article:Article)
  WITH article.language AS name, count(*) AS count
  RETURN 'articles' AS of, name, null AS modality, null AS polarity, count
  UNION ALL
  MATCH (claim:Claim)-[:STATED_IN]->(article:Article)
  WITH article.language AS name, claim.modality AS modality, claim.polarity AS polarity, count(*) AS count
  RETURN 'claims' AS of, name, modality, polarity, count
}
RETURN of, name, modality, polarity, count
ORDER BY of, name, modality, polarity
