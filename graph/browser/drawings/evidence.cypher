MATCH (actor:Entity {id: $actor})<-[one:SUBJECT|OBJECT]-(claim:Claim)-[two:SUBJECT|OBJECT]->(other:Entity {id: $other})
MATCH (claim)-[stated:STATED_IN]->(article:Article)
RETURN actor, one, claim, two, other, stated, article
ORDER BY claim.publishedAt, claim.id
LIMIT $limit
