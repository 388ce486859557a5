"""From the schema to Cypher: constraints, indexes, and the texts that write. Pure text."""

from typing import Final

from graph.schema import RELATION_TYPES

CONSTRAINTS: Final = tuple(
    f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (node:{label}) REQUIRE node.id IS UNIQUE"
    for label in ("Entity", "Article", "Claim", "Graph")
)
INDEXES: Final = (
    "CREATE INDEX entity_name IF NOT EXISTS FOR (node:Entity) ON (node.name)",
    "CREATE INDEX article_published IF NOT EXISTS FOR (node:Article) ON (node.publishedAt)",
    "CREATE INDEX claim_type IF NOT EXISTS FOR (node:Claim) ON (node.type)",
)
# `names`: every name and alias of an entity, one a line.
FULL_TEXT_INDEX: Final = "CREATE FULLTEXT INDEX entity_names IF NOT EXISTS FOR (node:Entity) ON EACH [node.names]"
assert RELATION_TYPES
