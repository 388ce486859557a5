MATCH (actor:Entity {id: $actor})-[own:SIGNED|PARTICIPATED_IN]->(event:Entity)
WITH actor, event, own
ORDER BY type(own)
WITH actor, event, collect(type(own)) AS actorPart, min(own.firstDate) AS ownDate
MATCH (event)<-[part:SIGNED|PARTICIPATED_IN]-(participant:Actor)
WHERE participant <> actor
  AND (size($labels) = 0 OR any(label IN labels(participant) WHERE label IN $labels))
WITH event, actorPart, ownDate, participant, part
ORDER BY type(part)
WITH event, actorPart, ownDate, participant, collect(type(part)) AS participantPart, min(part.firstDate) AS partDate
WITH event, actorPart, participant, participantPart,
     CASE WHEN partDate IS NULL OR ownDate <= partDate THEN ownDate ELSE partDate END AS date
ORDER BY date IS NULL, date, event.id
WITH participant, count(event) AS shared,
     collect({id: event.id, name: event.name, kind: event.kind, date: date,
              label: [label IN labels(event) WHERE NOT label IN ['Entity', 'Actor']][0],
              actorPart: actorPart, participantPart: participantPart}) AS events
RETURN participant {.id, .name, label: [label IN labels(participant) WHERE NOT label IN ['Entity', 'Actor']][0]}
         AS participant,
       shared, events
ORDER BY shared DESC, participant.id
SKIP $offset LIMIT $limit
