"""From rows in any order to a snapshot: the same rows make the same arrays."""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.influence import dates
from graph.influence.arrays import Adjacency, Ints
from graph.influence.costs import costs
from graph.influence.snapshot import LABEL_NAMES, TYPE_NAMES, Claims, Relations, Row, Snapshot
from graph.records import Relation
from graph.schema import RELATION_TYPES, Flow

_TYPE = {name: i for i, name in enumerate(TYPE_NAMES)}
_WITH = np.array([kind.flow in (Flow.WITH, Flow.BOTH) for kind in RELATION_TYPES.values()])
_AGAINST = np.array([kind.flow in (Flow.AGAINST, Flow.BOTH) for kind in RELATION_TYPES.values()])

_INTS = (
    "subject", "object", "type", "claims", "articles", "origins", "first_date", "last_date", "first_published",
    "last_published",
)  # fmt: skip


@dataclass(frozen=True)
class Entities:
    """What relations run between, in the order of ids."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    labels: NDArray[np.uint8]
    number: Mapping[str, int]

    @classmethod
    def of(cls, rows: Iterable[Row]) -> "Entities":
        """Return the entities of rows with `id`, `name` and `label`."""
        known = sorted((row["id"], row["name"], row["label"]) for row in rows)
        ids = tuple(id for id, _, _ in known)
        label = {name: i for i, name in enumerate(LABEL_NAMES)}
        labels = np.fromiter((label[name] for _, _, name in known), np.uint8, len(known))
        return cls(ids, tuple(name for _, name, _ in known), labels, {id: i for i, id in enumerate(ids)})


@dataclass
class RelationColumns:
    """Relations, one after the other, in columns. Those whose end is not among the entities are left out."""

    entities: Entities
    ints: dict[str, "array[int]"] = field(default_factory=lambda: {name: array("i") for name in _INTS})
    confidence: "array[float]" = field(default_factory=lambda: array("d"))
    properties: dict[int, Mapping[str, str]] = field(default_factory=dict)

    def add(self, one: Relation) -> None:
        """Add a relation."""
        number = self.entities.number
        if one.subject not in number or one.object not in number:
            return  # withdrawn while the graph was being read
        if one.properties:
            self.properties[len(self.confidence)] = dict(one.properties)
        self.confidence.append(one.confidence)
        values = (
            number[one.subject], number[one.object], _TYPE[one.type], one.claims, one.articles, one.origins,
            dates.number(one.first_date), dates.number(one.last_date), dates.number(one.first_published),
            dates.number(one.last_published),
        )  # fmt: skip
        for column, value in zip(self.ints.values(), values, strict=True):
            column.append(value)

    def relations(self) -> Relations:
        """Return what was added."""
        ints = {name: np.frombuffer(column, np.int32) for name, column in self.ints.items()}
        kind = ints.pop("type").astype(np.uint8)
        return Relations(**ints, type=kind, confidence=np.frombuffer(self.confidence), properties=self.properties)


@dataclass
class ClaimColumns:
    """Claims, one after the other, in columns, each with the ends and the type of its relation."""

    entities: Entities
    ints: dict[str, "array[int]"] = field(
        default_factory=lambda: {
            name: array("i") for name in ("subject", "object", "type", "date", "former", "article")
        }
    )
    articles: dict[str, int] = field(default_factory=dict)

    def add(self, subject: str, type: str, object: str, date: str | None, former: bool, article: str) -> None:
        """Add a factual claim."""
        number = self.entities.number
        if subject not in number or object not in number:
            return
        seen = self.articles.setdefault(article, len(self.articles))
        values = (number[subject], number[object], _TYPE[type], dates.number(date), former, seen)
        for column, value in zip(self.ints.values(), values, strict=True):
            column.append(value)


def build(
    entities: Iterable[Row], relations: Iterable[Relation], claims: Iterable[tuple[Relation, str | None, str]] = ()
) -> Snapshot:
    """Return the snapshot of records.

    Parameters
    ----------
    entities : iterable of mapping
        Rows with `id`, `label`, `name`.
    claims : iterable of tuples
        Relation, event date and article id of each claim.
    """
    known = Entities.of(entities)
    columns, said = RelationColumns(known), ClaimColumns(known)
    for one in relations:
        columns.add(one)
    for one, date, article in claims:
        said.add(one.subject, one.type, one.object, date, "former" in one.properties, article)
    return assemble(known, columns.relations(), said)


def assemble(entities: Entities, given: Relations, said: ClaimColumns, version: int = 0) -> Snapshot:
    """Return the snapshot of columns in any order."""
    size = len(entities.ids)
    rank = np.arange(len(given.subject), dtype=np.int32)
    for column, values in ((given.type, len(TYPE_NAMES)), (given.object, size), (given.subject, size)):
        rank = _order(column.astype(np.int32, copy=False), values, rank)
    ints = np.stack([getattr(given, name) for name in _INTS], axis=1, dtype=np.int32)[rank]  # a row at a time
    columns: dict[str, Any] = {name: np.ascontiguousarray(ints[:, i]) for i, name in enumerate(_INTS)}
    columns |= {"type": columns["type"].astype(np.uint8), "confidence": given.confidence[rank]}
    place = {int(rank[i]): i for i in range(len(rank))} if given.properties else {}
    properties = {place[i]: more for i, more in given.properties.items()}
    relations = Relations(**columns, properties=dict(sorted(properties.items())))
    onward, back = _adjacencies(relations, size)
    claims = _claims(said, relations, size)
    return Snapshot(entities.ids, entities.names, entities.labels, relations, claims, onward, back, version)


def _adjacencies(relations: Relations, size: int) -> tuple[Adjacency, Adjacency]:
    cost = costs(relations.type, relations.confidence)
    usable = (cost > 0) & (relations.subject != relations.object)
    forth = np.flatnonzero(usable & _WITH[relations.type]).astype(np.int32)
    against = np.flatnonzero(usable & _AGAINST[relations.type]).astype(np.int32)
    tail = np.concatenate([relations.subject[forth], relations.object[against]])
    head = np.concatenate([relations.object[forth], relations.subject[against]])
    relation = np.concatenate([forth, against])
    # Grouped by one end, then by the other: each time what was in order stays so within its group.
    by_head = _grouped(head, tail, cost[relation], relation, size)
    onward = _turned(by_head, size)
    return onward, _turned(onward, size)


def _order(keys: Ints, size: int, before: Ints) -> Ints:
    from graph.influence.compiled import order  # loaded where a snapshot is made, not before

    return order(keys, size, before)


def _grouped(keys: Ints, others: Ints, cost: Ints, relation: Ints, size: int) -> Adjacency:
    from graph.influence.compiled import grouped

    return Adjacency(*grouped(keys, others, cost, relation, size))


def _turned(edges: Adjacency, size: int) -> Adjacency:
    """Return the same edges by their other ends, in the order of the ends they had."""
    own = np.repeat(np.arange(size, dtype=np.int32), np.diff(edges.start))
    node, cost = np.ascontiguousarray(edges.node), np.ascontiguousarray(edges.cost)
    return _grouped(node, own, cost, edges.relation, size)


def _claims(said: ClaimColumns, relations: Relations, size: int) -> Claims:
    ids = sorted(said.articles)
    place = np.empty(len(ids), np.int32)
    for new, id in enumerate(ids):
        place[said.articles[id]] = new
    raw = {name: np.frombuffer(column, np.int32) for name, column in said.ints.items()}

    def key(subject: Ints, object: Ints, type: NDArray[np.integer]) -> NDArray[np.int64]:
        return (subject.astype(np.int64) * size + object) * len(TYPE_NAMES) + type

    wanted = key(raw["subject"], raw["object"], raw["type"])
    known = key(relations.subject, relations.object, relations.type)
    relation = np.searchsorted(known, wanted)
    holds = np.flatnonzero(relation < len(known))
    holds = holds[known[relation[holds]] == wanted[holds]]
    relation, article = relation[holds], place[raw["article"][holds]]
    date, former = raw["date"][holds], raw["former"][holds].astype(np.bool_)
    rank = np.lexsort((former, article, date, relation))
    start = np.zeros(len(known) + 1, np.int32)
    np.cumsum(np.bincount(relation, minlength=len(known)), out=start[1:])
    return Claims(start, date[rank], former[rank], article[rank], tuple(ids))
