MATCH (controller:Entity)-[act:RESTRICTS|TARIFFS|EASES]->(target:Entity {id: $target})
OPTIONAL MATCH (issuer:Entity)-[issued:ISSUED]->(controller)
RETURN issuer, issued, controller, act, target
ORDER BY act.id, issued.id
