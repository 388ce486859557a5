MATCH (target:Entity {id: $target})<-[:OBJECT]-(claim:Claim)-[:SUBJECT]->(controller:Entity)
WHERE claim.fact AND claim.type IN ['RESTRICTS', 'TARIFFS']
  AND ($known_at IS NULL OR claim.publishedAt <= $known_at)
WITH target, controller, claim, coalesce(claim.eventDate, claim.publishedAt, '') AS date
WHERE $as_of IS NULL OR date <= $as_of
WITH target, controller, claim, date
ORDER BY claim.eventDate IS NULL, date, coalesce(claim.publishedAt, '9999'), claim.id
WITH target, controller, claim.type AS type, count(claim) AS claims,
     collect({date: date, dated: claim.eventDate IS NOT NULL, claim: claim}) AS stated
WITH target, controller, type, claims, [one IN stated WHERE one.dated OR NOT stated[0].dated] AS begun,
     [coalesce(controller.country, controller.id)]
       + COLLECT { MATCH (controller)<-[:ISSUED]-(issuer:Actor) RETURN coalesce(issuer.country, issuer.id) } AS states
CALL (target, controller, states) {
  UNWIND [target, controller] AS relieved
  MATCH (relieved)<-[:OBJECT]-(easing:Claim)-[:SUBJECT]->(easer:Entity)
  WHERE easing.fact AND easing.type = 'EASES'
    AND ($known_at IS NULL OR easing.publishedAt <= $known_at)
    AND (easer = controller
         OR coalesce(easer.country, easer.id) IN states
         OR EXISTS { MATCH (easer)<-[:ISSUED]-(issuer:Actor) WHERE coalesce(issuer.country, issuer.id) IN states })
  WITH easing, easer, coalesce(easing.eventDate, easing.publishedAt, '') AS date
  WHERE $as_of IS NULL OR date <= $as_of
  WITH easing, easer, date
  ORDER BY date DESC, coalesce(easing.publishedAt, '9999'), easing.id
  RETURN collect({date: date, claim: easing, by: easer})[0] AS easing
}
WITH controller, type, claims, begun, easing,
     [one IN begun WHERE easing IS NULL OR one.date > easing.date] AS standing
WITH controller, type, claims, easing, size(standing) > 0 AS inForce,
     CASE WHEN size(standing) > 0 THEN standing[0]
          ELSE [one IN begun WHERE one.date = begun[size(begun) - 1].date][0] END AS began
WHERE inForce OR $eased
WITH controller, type, claims, inForce, began.claim AS beginning, began.date AS beganDate,
     easing.claim AS easing, easing.date AS easedDate, easing.by AS easer
MATCH (beginning)-[:STATED_IN]->(article:Article)
OPTIONAL MATCH (easing)-[:STATED_IN]->(easedIn:Article)
RETURN controller {.id, .name, label: [label IN labels(controller) WHERE NOT label IN ['Entity', 'Actor']][0]}
         AS controller,
       type, inForce, claims,
       {date: CASE WHEN beganDate <> '' THEN beganDate END, claim: properties(beginning),
        by: {id: controller.id, name: controller.name,
             label: [label IN labels(controller) WHERE NOT label IN ['Entity', 'Actor']][0]},
        article: {id: article.id, title: article.title, language: article.language, publisher: article.publisher,
                  url: article.url, publishedAt: article.publishedAt}} AS began,
       CASE WHEN easing IS NULL THEN null ELSE
       {date: CASE WHEN easedDate <> '' THEN easedDate END, claim: properties(easing),
        by: {id: easer.id, name: easer.name,
             label: [label IN labels(easer) WHERE NOT label IN ['Entity', 'Actor']][0]},
        article: {id: easedIn.id, title: easedIn.title, language: easedIn.language, publisher: easedIn.publisher,
                  url: easedIn.url, publishedAt: easedIn.publishedAt}} END AS eased
ORDER BY inForce DESC, beganDate DESC, controller.id, type
SKIP $offset LIMIT $limit
