"""From stored relations to a graph that influence can be followed in."""

import hashlib
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

import networkx as nx

from graph.records import Relation
from graph.schema import RELATION_TYPES, Flow

Snapshot: TypeAlias = "nx.MultiDiGraph[str]"
Row: TypeAlias = Mapping[str, Any]

# What a relation carries of its type, besides the counts.
PROPERTIES = ("title", "kind", "product", "share", "of", "former")

# Costs are whole numbers, so that sums are exact and equal strengths are ties in whatever order they are multiplied.
_COST_UNITS = 10**12


class Readable(Protocol):
    """What this package needs of a store."""

    def read(self, cypher: str, **parameters: Any) -> list[dict[str, Any]]:
        """Run a statement that only reads."""
        ...


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


def ties_of(relation: Relation) -> tuple[Tie, ...]:
    """Return the ties a relation makes: one, two (influence runs both ways) or none."""
    kind = RELATION_TYPES[relation.type]
    strength = kind.weight * relation.confidence
    if strength <= 0 or relation.subject == relation.object:
        return ()
    directions = {Flow.WITH: (False,), Flow.AGAINST: (True,), Flow.BOTH: (False, True), Flow.NONE: ()}[kind.flow]
    return tuple(Tie(relation, backwards, strength) for backwards in directions)


def build(entities: Iterable[Row], relations: Iterable[Row]) -> Snapshot:
    """Return the graph of influence: nodes are entity ids, edges carry a `Tie` as ``tie``.

    Parameters
    ----------
    entities : iterable of mapping
        Rows with `id`, `label`, `name`; whatever else they hold becomes a node attribute.
    relations : iterable of mapping
        Rows with the properties of a stored relation, and `subject`, `type`, `object`.
    """
    graph: Snapshot = nx.MultiDiGraph()
    for row in sorted(entities, key=lambda row: row["id"]):
        graph.add_node(row["id"], **{key: value for key, value in row.items() if key != "id"})
    for relation in sorted((relation_of(row) for row in relations), key=lambda relation: relation.id):
        for tie in ties_of(relation):
            ends = (relation.object, relation.subject) if tie.backwards else (relation.subject, relation.object)
            graph.add_edge(*ends, key=relation.id, tie=tie)
    return graph


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
        properties={key: row[key] for key in PROPERTIES if row.get(key) is not None},
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
