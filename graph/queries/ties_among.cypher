UNWIND $ids AS wanted
WITH DISTINCT wanted
MATCH (subject:Entity {id: wanted})<-[:SUBJECT]-(claim:Claim)-[:OBJECT]->(object:Entity)
WHERE object.id IN $ids
WITH subject.id AS subject, object.id AS object, claim
ORDER BY claim.publishedAt IS NULL, claim.publishedAt, claim.id
WITH claim.relation AS id, claim.type AS type, subject, object,
     collect(claim {.publishedAt, .eventDate, .modality, .polarity, .title}) AS claims
RETURN id, type, subject, object, claims
ORDER BY id
