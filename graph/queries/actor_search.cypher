CALL () {
  MATCH (entity:Entity {id: $text})
  RETURN entity
  UNION
  CALL db.index.fulltext.queryNodes('entity_names', $terms) YIELD node AS entity
  RETURN entity
}
WITH entity, '\n' + entity.names + '\n' AS lines
WHERE size($labels) = 0 OR any(label IN labels(entity) WHERE label IN $labels)
WITH entity,
     CASE
       WHEN entity.id = $text THEN 0
       WHEN toLower($text) IN [name IN [entity.name, entity.nameEn, entity.nameAr, entity.nameZh] | toLower(name)] THEN 1
       WHEN lines CONTAINS '\n' + $folded + '\n' THEN 2
       WHEN lines CONTAINS '\n' + $folded THEN 3
       ELSE 4
     END AS rank
RETURN entity.id AS id, entity.name AS name,
       [label IN labels(entity) WHERE NOT label IN ['Entity', 'Actor']][0] AS label,
       entity.nameEn AS nameEn, entity.nameAr AS nameAr, entity.nameZh AS nameZh,
       entity.kind AS kind, entity.country AS country, entity.articles AS articles,
       ['id', 'name', 'alias', 'prefix', 'words'][rank] AS match
ORDER BY rank, articles DESC, id
SKIP $offset LIMIT $limit
