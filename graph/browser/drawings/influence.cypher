MATCH path = (source:Entity {id: $source})-[*1..3]-(target:Entity {id: $target})
WITH path, nodes(path) AS passed, relationships(path) AS hops
WHERE all(node IN passed[1..-1] WHERE node:Entity AND NOT node:Country AND NOT node:Place)
  AND all(position IN range(0, size(hops) - 1)
          WHERE type(hops[position]) IN CASE WHEN startNode(hops[position]) = passed[position] THEN $along
                                             ELSE $against END)
  AND all(node IN passed WHERE size([other IN passed WHERE other = node]) = 1)
WITH path, hops,
     reduce(strength = 1.0, hop IN hops |
            strength * hop.confidence * [pair IN $weights WHERE pair[0] = type(hop)][0][1]) AS strength
RETURN path, strength
ORDER BY strength DESC, size(hops), [hop IN hops | hop.id]
LIMIT 5
