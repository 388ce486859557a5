"""What the formats with columns write of a node and of an edge: names, types, order."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import orjson

from graph.export.part import Edge, Node
from graph.relations import PROPERTIES

Kind = Literal["string", "int", "double", "boolean", "list"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the property of the same name, but for `id`, `label`, `type`, `source` and `target`."""

    name: str
    kind: Kind = "string"


def _strings(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in names)


# Property by property as in docs/queries.md. `confidence` and what a claim carries stand on nodes and on edges.
_CARRIED = _strings(*PROPERTIES)
NODE_COLUMNS: Final = (
    *_strings("id", "label", "name", "nameEn", "nameAr", "nameZh"),
    Column("aliases", "list"),
    *_strings("wikidata", "country"),
    Column("posts", "list"),
    Column("registered", "boolean"),
    Column("articles", "int"),
    *_strings("url", "language", "publisher", "publishedAt", "sha256", "relation", "type", "quote"),
    Column("start", "int"),
    Column("end", "int"),
    *_strings("modality", "polarity"),
    Column("fact", "boolean"),
    *_strings("eventDate", "datePrecision", "attributedTo", "extractor"),
    Column("confidence", "double"),
    *_CARRIED,
)
EDGE_COLUMNS: Final = (
    *_strings("id", "type", "source", "target"),
    Column("claims", "int"),
    Column("articles", "int"),
    Column("origins", "int"),
    *_strings("firstDate", "lastDate", "firstPublished", "lastPublished"),
    Column("confidence", "double"),
    Column("count", "int"),
    Column("forms", "list"),
    Column("known", "list"),
    *_strings("name", "country"),
    *_CARRIED,
)

# The database's own: what full-text search looks in, how a name was chosen, what copies of a story are known by, when
# it was written.
INTERNAL: Final = frozenset({"names", "votes", "story", "recordedAt"})


def node_values(node: Node) -> dict[str, Any]:
    """Return what stands in the columns of a node, without those that are empty."""
    return {"id": node.id, "label": node.label} | shown(node.properties)


def edge_values(edge: Edge) -> dict[str, Any]:
    """Return what stands in the columns of an edge, without those that are empty."""
    head = {"id": edge.id, "type": edge.type, "source": edge.source, "target": edge.target}
    return head | shown(edge.properties)


def shown(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties that are the graph's and not the database's own, by name."""
    return {name: properties[name] for name in sorted(properties) if name not in INTERNAL}


def as_text(value: Any) -> str:
    """Return a value as text: a list as JSON, since names may hold any separator; true and false in lower case."""
    return value if isinstance(value, str) else orjson.dumps(value).decode()
