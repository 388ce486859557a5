MATCH (actor:Entity {id: $actor})<-[:SUBJECT|OBJECT]-(claim:Claim)-[:SUBJECT|OBJECT]->(other:Entity)
WHERE other <> actor
WITH other, sum(CASE WHEN claim.fact THEN 1 ELSE 0 END) AS facts, sum(CASE WHEN claim.fact THEN 0 ELSE 1 END) AS doubts
RETURN other.id AS id, other.name AS name,
       [label IN labels(other) WHERE NOT label IN ['Entity', 'Actor']][0] AS label,
       other.nameEn AS nameEn, other.nameAr AS nameAr, other.nameZh AS nameZh, facts, doubts
ORDER BY facts DESC, doubts DESC, id
SKIP $offset LIMIT $limit
