MATCH (actor:Entity {id: $actor})-[relation]-(other:Entity)
RETURN actor, relation, other
ORDER BY relation.origins DESC, relation.claims DESC, relation.id
LIMIT $limit
