UNWIND $ids AS wanted
WITH DISTINCT wanted
MATCH (entity:Entity {id: wanted})
RETURN entity.id AS id, entity.name AS name,
       [label IN labels(entity) WHERE NOT label IN ['Entity', 'Actor']][0] AS label,
       entity.nameEn AS nameEn, entity.nameAr AS nameAr, entity.nameZh AS nameZh
ORDER BY id
