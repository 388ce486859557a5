MATCH (actor:Entity {id: $actor})<-[one:SUBJECT|OBJECT]-(claim:Claim)-[two:SUBJECT|OBJECT]->(other:Entity)
WHERE NOT claim.fact AND other <> actor
RETURN actor, one, claim, two, other, claim.modality AS modality, claim.polarity AS polarity, claim.quote AS quote
ORDER BY claim.publishedAt, claim.id
LIMIT $limit
