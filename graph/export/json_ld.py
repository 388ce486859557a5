"""JSON-LD: entities, articles and claims as linked data; every relation is a thing of its own, with two ends."""

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote

import orjson

from graph.export.columns import edge_values, node_values
from graph.export.part import Edge, Node, Part

_BASE: Final = "urn:techtrade:"
_CONTEXT: Final = {
    "@base": _BASE,
    "@vocab": f"{_BASE}schema:",
    "name": "http://schema.org/name",
    "title": "http://purl.org/dc/terms/title",
    "aliases": {"@id": "http://schema.org/alternateName"},
    "nameEn": {"@id": "http://schema.org/name", "@language": "en"},
    "nameAr": {"@id": "http://schema.org/name", "@language": "ar"},
    "nameZh": {"@id": "http://schema.org/name", "@language": "zh"},
    "wikidata": {"@id": "http://schema.org/sameAs", "@type": "@id"},
    "url": {"@id": "http://schema.org/url", "@type": "@id"},
    "publisher": "http://purl.org/dc/terms/publisher",
    "publishedAt": "http://purl.org/dc/terms/issued",
    "subject": {"@type": "@id"},
    "object": {"@type": "@id"},
    "relation": {"@type": "@id"},
}
_WIKIDATA: Final = "http://www.wikidata.org/entity/"


def write(part: Part) -> Iterator[bytes]:
    """Yield one JSON-LD document."""
    yield b'{"@context":' + orjson.dumps(_CONTEXT) + b',"@graph":[\n'
    first = True
    for made in _things(part):
        yield (b"" if first else b",\n") + orjson.dumps(made)
        first = False
    yield b"]}\n"


def _things(part: Part) -> Iterator[dict[str, Any]]:
    for node in part.nodes():
        yield _node(node)
    for edge in part.edges():
        yield _edge(edge)


def _node(node: Node) -> dict[str, Any]:
    values = node_values(node)
    made = {"@id": _id(values.pop("id")), "@type": values.pop("label")}
    if "wikidata" in values:
        values["wikidata"] = _WIKIDATA + quote(values["wikidata"])
    for name in ("url", "relation"):
        if name in values:
            values[name] = quote(values[name], safe="%/:=&?~#+!$,;'@()*[]")
    return made | values


def _edge(edge: Edge) -> dict[str, Any]:
    values = edge_values(edge)
    ends = {"subject": _id(values.pop("source")), "object": _id(values.pop("target"))}
    return {"@id": _id(values.pop("id")), "@type": values.pop("type")} | ends | values


def _id(id: str) -> str:
    return _BASE + quote(id, safe="")
