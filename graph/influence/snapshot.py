"""From stored relations to a graph that influence can be followed in."""

import hashlib
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import networkx as nx

from graph.errors import BadInput
from graph.records import Relation
from graph.relations import PROPERTIES, Support, derive
from graph.schema import RELATION_TYPES, Flow
from graph.store import Store

Snapshot: TypeAlias = "nx.MultiDiGraph[str]"
Row: TypeAlias = Mapping[str, Any]

# Costs are whole numbers, so that sums are exact and equal strengths are ties in whatever order they are multiplied.
_COST_UNITS = 10**12


# What is read of an entity, and of the relations between two.
ENTITIES = """
RETURN entity.id AS id, [label IN labels(entity) WHERE NOT label IN ['Entity', 'Actor']][0] AS label,
       entity.name AS name, entity.nameEn AS nameEn, entity.nameAr AS nameAr, entity.nameZh AS nameZh,
       entity.aliases AS aliases, entity.kind AS kind, entity.country AS country
ORDER BY id
"""
_RELATIONS = f"""
MATCH (subject:Entity)-[relation]->(object:Entity)
RETURN relation.id AS id, subject.id AS subject, type(relation) AS type, object.id AS object,
       relation.claims AS claims, relation.articles AS articles, relation.origins AS origins,
       relation.firstDate AS firstDate, relation.lastDate AS lastDate, relation.firstPublished AS firstPublished,
       relation.lastPublished AS lastPublished, relation.confidence AS confidence,
       {", ".join(f"relation.{key} AS {key}" for key in PROPERTIES)}
ORDER BY id
"""

# A date may be less precise than the cutoff: then it is compared at its own precision.
WITHIN = """
  AND ($asOf IS NULL OR claim.eventDate IS NULL OR left(claim.eventDate, size($asOf)) <= $asOf)
  AND ($knownAt IS NULL OR left(claim.publishedAt, size($knownAt)) <= $knownAt)
"""
_CLAIMS = f"""
MATCH (subject:Entity)<-[:SUBJECT]-(claim:Claim)-[:OBJECT]->(object:Entity), (claim)-[:STATED_IN]->(article:Article)
WHERE claim.fact = true{WITHIN}
RETURN claim.id AS id, subject.id AS subject, claim.type AS type, object.id AS object, claim.confidence AS confidence,
       claim.eventDate AS eventDate, claim.publishedAt AS publishedAt, article.id AS article,
       article.publisher AS publisher, article.story AS story,
       {", ".join(f"claim.{key} AS {key}" for key in PROPERTIES)}
ORDER BY id
"""
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Tie:
    """One relation, walked in the direction in which influence runs.

    Attributes
    ----------
    relation : Relation
        As stored; `relation.subject` and `relation.object` tell who did what.
    backwards : bool
        Whether it is walked from object to subject.
    strength : float
        Weight of the relation type times confidence, in (0, 1].
    """

    relation: Relation
    backwards: bool
    strength: float

    @property
    def cost(self) -> int:
        """−log(strength): what a path adds up where strengths multiply."""
        return round(-math.log(self.strength) * _COST_UNITS)


@dataclass(frozen=True, slots=True)
class Cutoff:
    """What had happened by a date, and what had been published by one.

    Attributes
    ----------
    as_of : str or None
        YYYY, YYYY-MM or YYYY-MM-DD; claims that the text does not date count as having happened.
    known_at : str or None
        The same; claims of articles without a date are not known to have been published.
    """

    as_of: str | None = None
    known_at: str | None = None

    def __post_init__(self) -> None:
        for name in ("as_of", "known_at"):
            date = getattr(self, name)
            if date is not None and not _DATE.fullmatch(date):
                raise BadInput(f"{name}: {date!r} is no date (YYYY, YYYY-MM or YYYY-MM-DD)")

    def parameters(self) -> dict[str, str | None]:
        """As Cypher parameters."""
        return {"asOf": self.as_of, "knownAt": self.known_at}


NO_CUTOFF = Cutoff()


def ties_of(relation: Relation) -> tuple[Tie, ...]:
    """Return the ties a relation makes: one, two (influence runs both ways) or none."""
    kind = RELATION_TYPES[relation.type]
    strength = kind.weight * relation.confidence
    if strength <= 0 or relation.subject == relation.object:
        return ()
    directions = {Flow.WITH: (False,), Flow.AGAINST: (True,), Flow.BOTH: (False, True), Flow.NONE: ()}[kind.flow]
    return tuple(Tie(relation, backwards, strength) for backwards in directions)


def build(entities: Iterable[Row], relations: Iterable[Relation]) -> Snapshot:
    """Return the graph of influence: nodes are entity ids, edges carry a `Tie` as ``tie``.

    Parameters
    ----------
    entities : iterable of mapping
        Rows with `id`, `label`, `name`; whatever else they hold becomes a node attribute.
    relations : iterable of Relation
    """
    graph: Snapshot = nx.MultiDiGraph()
    for row in sorted(entities, key=lambda row: row["id"]):
        graph.add_node(row["id"], **{key: value for key, value in row.items() if key != "id"})
    for relation in sorted(relations, key=lambda relation: relation.id):
        if relation.subject not in graph or relation.object not in graph:
            continue  # its end was withdrawn while the graph was being read
        for tie in ties_of(relation):
            ends = (relation.object, relation.subject) if tie.backwards else (relation.subject, relation.object)
            graph.add_edge(*ends, key=relation.id, tie=tie)
    return graph


def read(store: Store, cutoff: Cutoff = NO_CUTOFF) -> Snapshot:
    """Return the graph of influence that the store holds now, or held within a cutoff.

    With a cutoff every relation is summed anew from the claims within it, so that its counts and its confidence are
    those of that date.
    """
    if cutoff == NO_CUTOFF:
        relations = [relation_of(row) for row in store.read(_RELATIONS)]
    else:
        supports: dict[tuple[str, str, str], list[Support]] = {}
        for row in store.read(_CLAIMS, **cutoff.parameters()):
            supports.setdefault((row["subject"], row["type"], row["object"]), []).append(_support(row))
        relations = [relation for key in sorted(supports) if (relation := derive(key, supports[key]))]
    return build(store.read(f"MATCH (entity:Entity) {ENTITIES}"), relations)


def _support(row: Row) -> Support:
    return Support(
        claim=row["id"],
        article=row["article"],
        publisher=row["publisher"],
        story=row["story"],
        confidence=row["confidence"],
        event_date=row["eventDate"],
        published_at=row["publishedAt"],
        properties=_properties(row),
    )


def _properties(row: Row) -> dict[str, str]:
    return {key: str(row[key]) for key in PROPERTIES if row.get(key) is not None}


def relation_of(row: Row) -> Relation:
    """Return the record of a relation's row."""
    return Relation(
        id=row["id"],
        subject=row["subject"],
        type=row["type"],
        object=row["object"],
        claims=row["claims"],
        articles=row["articles"],
        origins=row["origins"],
        first_date=row.get("firstDate"),
        last_date=row.get("lastDate"),
        first_published=row.get("firstPublished"),
        last_published=row.get("lastPublished"),
        confidence=row["confidence"],
        properties=_properties(row),
    )


def walks(graph: Snapshot) -> Iterator[tuple[str, str, Tie]]:
    """Yield every tie with the nodes it leads from and to."""
    for source, target, data in graph.edges(data=True):
        yield source, target, data["tie"]


def version(graph: Snapshot) -> str:
    """Return a fingerprint of the nodes and ties: the same graph has the same on every machine."""
    digest = hashlib.sha256()
    for node in sorted(graph):
        seen = graph.nodes[node]
        digest.update(f"{node}\x1f{seen.get('label')}\x1f{seen.get('name')}\n".encode())
    for source, target, tie in sorted(walks(graph), key=lambda walk: (walk[0], walk[1], walk[2].relation.id)):
        digest.update(f"{source}\x1f{target}\x1f{tie.relation}\n".encode())
    return digest.hexdigest()[:16]
