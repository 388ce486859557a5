"""FollowTheMoney entities, one JSON object a line, as ``ftm`` and Aleph read them.

Facts only: what is planned, alleged or denied has no place in that model, and would be read as a fact.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

import orjson

from graph.export.part import Edge, Node, Part, Sentence
from graph.records import stable_id
from graph.schema import LABELS

_PAGE: Final = 500
_LANGUAGES: Final = {"en": "eng", "ar": "ara", "zh": "zho"}
_WIKIDATA: Final = re.compile(r"Q[1-9]\d*")

_PERSON: Final = frozenset({"Person"})
_BODIES: Final = frozenset({"Company", "Organization", "PublicBody"})
_LEGAL: Final = _PERSON | _BODIES
_ASSETS: Final = frozenset({"Asset", "Company"})


@dataclass(frozen=True, slots=True)
class Link:
    """A schema for a relation type: its properties for either end, what may stand there, where `title` goes."""

    schema: str
    subject: str
    object: str
    subjects: frozenset[str]
    objects: frozenset[str]
    carried: tuple[tuple[str, str], ...] = ()


# What is not here, or has other ends, is an UnknownLink whose role is the relation type in words.
LINKS: Final = {
    "HOLDS_POSITION": Link("Employment", "employee", "employer", _PERSON, _BODIES, (("title", "role"),)),
    "MEMBER_OF": Link("Membership", "member", "organization", _LEGAL, _BODIES, (("title", "role"),)),
    "REPRESENTS": Link("Representation", "agent", "client", _LEGAL, _LEGAL, (("title", "role"),)),
    "OWNS": Link("Ownership", "owner", "asset", _LEGAL, _ASSETS, (("share", "percentage"),)),
    "PAYS": Link("Payment", "payer", "beneficiary", _LEGAL, _LEGAL, (("kind", "purpose"),)),
}
# These are links, and a Sanction on the object besides: there the authority is a name, not an end.
SANCTIONS: Final = frozenset({"RESTRICTS", "TARIFFS"})

Properties = dict[str, list[str]]


def write(part: Part) -> Iterator[bytes]:
    """Yield entities, articles (where evidence is selected), then links with the sentences they rest on."""
    schemas: dict[str, tuple[str, str]] = {}
    for node in part.nodes():
        if node.label == "Article":
            yield _line(node.id, "Article", _article(node))
        elif label := LABELS.get(node.label):
            schemas[node.id] = label.followthemoney, node.properties["name"]
            yield _line(node.id, label.followthemoney, _thing(node))
    relations = (edge for edge in part.edges() if edge.source in schemas and edge.target in schemas)
    while page := list(islice(relations, _PAGE)):
        sentences = part.sentences([edge.id for edge in page])
        for edge in page:
            source, target = schemas[edge.source], schemas[edge.target]
            told = _told(edge, sentences[edge.id])
            yield _link(edge, source[0], target[0], told)
            if edge.type in SANCTIONS:
                yield _sanction(edge, source[1], told)


def _thing(node: Node) -> Properties:
    properties = node.properties
    name = properties["name"]
    others = [properties.get(key) for key in ("nameEn", "nameAr", "nameZh")] + list(properties.get("aliases") or ())
    wikidata = properties.get("wikidata") or ""
    made: dict[str, list[Any]] = {
        "name": [name],
        "alias": sorted({other for other in others if other and other != name}),
        "wikidataId": [wikidata] if _WIKIDATA.fullmatch(wikidata) else [],
        "keywords": [node.label, properties.get("kind")],
    }
    if node.label == "Place":
        made["full"] = [name]
    return _filled(made)


def _article(node: Node) -> Properties:
    properties = node.properties
    return _filled(
        {
            "title": [properties["title"]],
            "name": [properties["title"]],
            "fileName": [f"{node.id}.txt"],
            "publisher": [properties.get("publisher")],
            "sourceUrl": [properties.get("url")],
            "publishedAt": [properties.get("publishedAt")],
            "language": [_LANGUAGES[properties["language"]]],
        }
    )


def _told(edge: Edge, sentences: list[Sentence]) -> Properties:
    """Return what every kind of link has: dates, sentences, sources."""
    return _filled(
        {
            "date": sorted({edge.properties.get("firstDate"), edge.properties.get("lastDate")} - {None}),
            "recordId": [edge.id],
            "description": sorted({one.quote for one in sentences}),
            "publisher": sorted({one.publisher for one in sentences if one.publisher}),
            "sourceUrl": sorted({one.url for one in sentences if one.url}),
        }
    )


def _link(edge: Edge, source: str, target: str, told: Properties) -> bytes:
    link, more = LINKS.get(edge.type), edge.properties
    if link is None or source not in link.subjects or target not in link.objects:
        words = edge.type.lower().replace("_", " ")
        made = {"subject": [edge.source], "object": [edge.target], "role": [words], "summary": _details(edge)}
        return _line(edge.id, "UnknownLink", told | _filled(made))
    made = {link.subject: [edge.source], link.object: [edge.target], "summary": _details(edge)}
    made |= {there: more[here].split("; ") for here, there in link.carried if here in more}
    if "former" in more and link.schema != "Payment":
        made["status"] = ["former"]
    return _line(edge.id, link.schema, told | _filled(made))


def _sanction(edge: Edge, authority: str, told: Properties) -> bytes:
    provisions = [edge.type.lower(), *filter(None, [edge.properties.get("kind")])]
    made = {"entity": [edge.target], "authority": [authority], "provisions": provisions}
    return _line(stable_id("sanction", edge.id), "Sanction", told | _filled(made))


def _details(edge: Edge) -> list[str]:
    return [
        f"{key}: {edge.properties[key]}"
        for key in ("title", "kind", "product", "share", "of")
        if key in edge.properties
    ]


def _filled(properties: dict[str, list[Any]]) -> Properties:
    filled = {key: [value for value in values if value] for key, values in properties.items()}
    return {key: values for key, values in filled.items() if values}


def _line(id: str, schema: str, properties: Properties) -> bytes:
    entity = {"id": id, "schema": schema, "properties": properties}
    return orjson.dumps(entity, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)
