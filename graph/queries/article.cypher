MATCH (article:Article {id: $article})
RETURN article.id AS id, article.title AS title, article.language AS language, article.publisher AS publisher,
       article.url AS url, article.publishedAt AS publishedAt, article.sha256 AS sha256,
       article.recordedAt AS recordedAt,
       COLLECT {
         MATCH (article)-[mention:MENTIONS]->(entity:Entity)
         RETURN {id: entity.id, name: entity.name, count: mention.count, forms: mention.forms,
                 label: [label IN labels(entity) WHERE NOT label IN ['Entity', 'Actor']][0]}
         ORDER BY mention.count DESC, entity.id
       } AS mentions,
       COLLECT {
         MATCH (article)<-[:STATED_IN]-(claim:Claim)
         MATCH (claim)-[:SUBJECT]->(subject:Entity)
         MATCH (claim)-[:OBJECT]->(object:Entity)
         RETURN {claim: properties(claim),
                 subject: {id: subject.id, name: subject.name,
                           label: [label IN labels(subject) WHERE NOT label IN ['Entity', 'Actor']][0]},
                 object: {id: object.id, name: object.name,
                          label: [label IN labels(object) WHERE NOT label IN ['Entity', 'Actor']][0]}}
         ORDER BY claim.start, claim.id
       } AS claims
ORDER BY id
