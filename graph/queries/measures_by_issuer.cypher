MATCH (actor:Entity {id: $actor})-[relation:ISSUED|SIGNED]->(measure:Measure)
WITH actor, measure, relation
ORDER BY type(relation)
WITH actor, measure, max(relation.lastDate) AS date,
     collect(relation {.*, type: type(relation), outgoing: true}) AS issued
ORDER BY coalesce(date, '') DESC, measure.id
SKIP $offset LIMIT $limit
RETURN measure {.id, .name, label: [label IN labels(measure) WHERE NOT label IN ['Entity', 'Actor']][0]} AS measure,
       measure.kind AS kind, issued,
       COLLECT {
         MATCH (measure)-[act]->(target:Entity)
         RETURN {id: target.id, name: target.name, type: type(act), relation: act.id, firstDate: act.firstDate,
                 label: [label IN labels(target) WHERE NOT label IN ['Entity', 'Actor']][0]}
         ORDER BY type(act), target.id
       } AS actsOn,
       COLLECT {
         MATCH (measure)<-[act]-(other:Entity)
         WHERE NOT type(act) IN ['ISSUED', 'SIGNED', 'CONCERNS']
         RETURN {id: other.id, name: other.name, type: type(act), relation: act.id, firstDate: act.firstDate,
                 label: [label IN labels(other) WHERE NOT label IN ['Entity', 'Actor']][0]}
         ORDER BY type(act), other.id
       } AS answeredBy
ORDER BY coalesce(date, '') DESC, measure.id
