MATCH (signer:Entity)-[signed:SIGNED]->(letter:Event|Measure)
OPTIONAL MATCH (letter)-[addressed:ADDRESSED_TO]->(recipient:Entity)
RETURN signer, signed, letter, addressed, recipient
ORDER BY letter.id, signer.id, recipient.id
LIMIT $limit
