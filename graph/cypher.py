"""From the schema to Cypher: constraints, indexes, and the texts that read and write the graph. Pure text.

Rows are maps; ``SET node = row`` makes a node's properties exactly those of the row.
"""

from typing import Final

from graph.schema import LABELS, RELATION_TYPES

CONSTRAINTS: Final = tuple(
    f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (node:{label}) REQUIRE node.id IS UNIQUE"
    for label in ("Entity", "Article", "Claim", "Graph", "Decision", "Found")
)
INDEXES: Final = (
    "CREATE INDEX entity_name IF NOT EXISTS FOR (node:Entity) ON (node.name)",
    "CREATE INDEX article_published IF NOT EXISTS FOR (node:Article) ON (node.publishedAt)",
    "CREATE INDEX claim_relation IF NOT EXISTS FOR (node:Claim) ON (node.relation)",
)
# `names`: every name and alias of an entity, one a line.
FULL_TEXT_INDEX: Final = "CREATE FULLTEXT INDEX entity_names IF NOT EXISTS FOR (node:Entity) ON EACH [node.names]"

# The node that every writer locks first. Its version grows with every write that changed something.
META: Final = "MERGE (meta:Graph {id: 'graph'}) ON CREATE SET meta.version = 0"
LOCK: Final = "MATCH (meta:Graph {id: 'graph'}) SET meta.version = meta.version"
BUMP: Final = "MATCH (meta:Graph {id: 'graph'}) SET meta.version = meta.version + 1"

ARTICLES: Final = "UNWIND $rows AS row MATCH (article:Article {id: row}) RETURN properties(article) AS article"
MENTIONS: Final = (
    "UNWIND $rows AS row MATCH (:Article {id: row})-[mention:MENTIONS]->(entity:Entity) "
    "RETURN row AS article, entity.id AS entity, properties(mention) AS mention"
)
CLAIMS: Final = (
    "UNWIND $rows AS row MATCH (:Article {id: row})<-[:STATED_IN]-(claim:Claim) "
    "MATCH (claim)-[:SUBJECT]->(subject:Entity) MATCH (claim)-[:OBJECT]->(object:Entity) "
    "RETURN row AS article, subject.id AS subject, object.id AS object, properties(claim) AS claim"
)
ENTITIES: Final = (
    "UNWIND $rows AS row MATCH (entity:Entity {id: row}) RETURN labels(entity) AS labels, properties(entity) AS entity"
)
SUPPORTS: Final = (
    "UNWIND $rows AS row MATCH (claim:Claim {relation: row})-[:STATED_IN]->(article:Article) WHERE claim.fact "
    "RETURN row AS relation, properties(claim) AS claim, "
    "article.id AS article, article.publisher AS publisher, article.story AS story"
)

# Decisions on who is who, and what was found in the articles that are not shown as they were found.
DECISIONS: Final = "MATCH (decision:Decision) RETURN properties(decision) AS decision"
IN_FORCE: Final = "MATCH (decision:Decision) WHERE decision.undoneAt IS NULL RETURN properties(decision) AS decision"
SET_DECISION: Final = "MERGE (decision:Decision {id: $row.id}) SET decision = $row"
FOUND: Final = "UNWIND $rows AS row MATCH (found:Found {id: row}) RETURN properties(found) AS found"
SET_FOUND: Final = "UNWIND $rows AS row MERGE (found:Found {id: row.id}) SET found = row"
REMOVE_FOUND: Final = "UNWIND $rows AS row MATCH (found:Found {id: row}) DELETE found"
LED_FROM: Final = "MATCH (found:Found) WHERE $entity IN found.through RETURN found.id AS article"
MENTIONING: Final = "MATCH (article:Article)-[:MENTIONS]->(:Entity {id: $entity}) RETURN article.id AS article"

NAMES: Final = (
    "UNWIND $rows AS row MATCH (:Article {id: row})-[:MENTIONS]->(entity:Entity) "
    "RETURN entity.id AS id, entity.name AS name"
)

# Under the writers' lock what is new is known, so it is created: to look for it first (MERGE) costs the embedded engine
# a pass over all relations of an entity, or over the batch. For the same reason both ends are bound first.
CREATE_ARTICLES: Final = "UNWIND $rows AS row CREATE (article:Article) SET article = row"
CREATE_ENTITIES: Final = {
    label.name: f"UNWIND $rows AS row CREATE (entity:Entity:{label.name}{':Actor' if label.actor else ''}) "
    "SET entity = row"
    for label in LABELS.values()
}
CREATE_CLAIMS: Final = (
    "UNWIND $rows AS row MATCH (article:Article {id: row.article}) "
    "MATCH (subject:Entity {id: row.subject}) MATCH (object:Entity {id: row.object}) "
    "CREATE (claim:Claim) SET claim = row.properties "
    "CREATE (claim)-[:SUBJECT]->(subject) CREATE (claim)-[:OBJECT]->(object) CREATE (claim)-[:STATED_IN]->(article)"
)
_MENTION: Final = (
    "UNWIND $rows AS row MATCH (article:Article {id: row.article}) MATCH (entity:Entity {id: row.entity}) "
)
CREATE_MENTIONS: Final = _MENTION + "CREATE (article)-[mention:MENTIONS]->(entity) SET mention = row.properties"
_ENDS: Final = "UNWIND $rows AS row MATCH (subject:Entity {id: row.subject}) MATCH (object:Entity {id: row.object}) "
CREATE_RELATIONS: Final = {
    name: f"{_ENDS}CREATE (subject)-[relation:{name}]->(object) SET relation = row.properties"
    for name in RELATION_TYPES
}

SET_ENTITIES: Final = "UNWIND $rows AS row MATCH (entity:Entity {id: row.id}) SET entity = row"
SET_CLAIMS: Final = "UNWIND $rows AS row MATCH (claim:Claim {id: row.properties.id}) SET claim = row.properties"
SET_MENTIONS: Final = _MENTION + "MATCH (article)-[mention:MENTIONS]->(entity) SET mention = row.properties"
SET_RELATIONS: Final = {
    name: f"{_ENDS}MATCH (subject)-[relation:{name}]->(object) SET relation = row.properties" for name in RELATION_TYPES
}

REMOVE_RELATIONS: Final = {
    name: f"{_ENDS}MATCH (subject)-[relation:{name}]->(object) DELETE relation" for name in RELATION_TYPES
}
REMOVE_CLAIMS: Final = "UNWIND $rows AS row MATCH (claim:Claim {id: row.properties.id}) DETACH DELETE claim"
REMOVE_MENTIONS: Final = _MENTION + "MATCH (article)-[mention:MENTIONS]->(entity) DELETE mention"
REMOVE_ENTITIES: Final = "UNWIND $rows AS row MATCH (entity:Entity {id: row}) DETACH DELETE entity"
REMOVE_ARTICLES: Final = "UNWIND $rows AS row MATCH (article:Article {id: row}) DETACH DELETE article"

# The whole graph: ids first, then pages of nodes and of what starts at them.
IDS: Final = {label: f"MATCH (node:{label}) RETURN node.id AS id" for label in ("Entity", "Article", "Claim")}
NODES: Final = {
    label: f"UNWIND $rows AS row MATCH (node:{label} {{id: row}}) "
    "RETURN labels(node) AS labels, properties(node) AS properties"
    for label in IDS
}
OUTGOING: Final = {
    label: f"UNWIND $rows AS row MATCH (source:{label} {{id: row}})-[relation]->(target) "
    "RETURN row AS source, type(relation) AS type, target.id AS target, properties(relation) AS properties"
    for label in IDS
}
