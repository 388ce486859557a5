"""One state of the graph in compact arrays, in which influence can be followed. Never changed once made."""

import hashlib
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.errors import BadInput
from graph.influence import dates
from graph.influence.arrays import HOP_BITS, Adjacency, Ints, Longs
from graph.records import Relation, relation_id
from graph.schema import LABELS, RELATION_TYPES

Row: TypeAlias = Mapping[str, Any]

LABEL_NAMES = tuple(LABELS)
TYPE_NAMES = tuple(RELATION_TYPES)

_MASKS = 8  # sets of labels, each a byte a node, that are remembered


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
            if date is not None and not dates.is_date(date):
                raise BadInput(f"{name}: {date!r} is no date (YYYY, YYYY-MM or YYYY-MM-DD)")

    def parameters(self) -> dict[str, str | None]:
        """As Cypher parameters."""
        return {"asOf": self.as_of, "knownAt": self.known_at}


NO_CUTOFF = Cutoff()


@dataclass(frozen=True, slots=True)
class Tie:
    """One relation, walked in the direction in which influence runs.

    Attributes
    ----------
    index : int
        Of the relation in its snapshot.
    relation : Relation
        As stored; `relation.subject` and `relation.object` tell who did what.
    backwards : bool
        Whether it is walked from object to subject.
    strength : float
        Weight of the relation type times confidence, in (0, 1].
    cost : int
        −log(strength) in whole units: what a path adds up where strengths multiply.
    """

    index: int = field(compare=False)
    relation: Relation
    backwards: bool
    strength: float
    cost: int


@dataclass(frozen=True, slots=True, eq=False)
class Relations:
    """Relations in columns, by subject, object and type; ends and types by number."""

    subject: Ints
    object: Ints
    type: NDArray[np.uint8]
    confidence: NDArray[np.float64]
    claims: Ints
    articles: Ints
    origins: Ints
    first_date: Ints
    last_date: Ints
    first_published: Ints
    last_published: Ints
    properties: Mapping[int, Mapping[str, str]]


@dataclass(frozen=True, slots=True, eq=False)
class Claims:
    """Factual claims in columns, those of relation `i` at ``start[i]:start[i + 1]``, by date and article.

    Attributes
    ----------
    former : array of bool
        Whether the claim says that it is over.
    article : array
        Index into `articles`, their ids.
    """

    start: Ints
    date: Ints
    former: NDArray[np.bool_]
    article: Ints
    articles: tuple[str, ...]


@dataclass(slots=True, eq=False)
class Memory:
    """What one search at a time works with.

    Attributes
    ----------
    seen : array of shape (nodes, 4)
        Need not be cleared: what an earlier epoch wrote counts as unseen.
    closed : dict
        Marks of the nodes of some labels; whoever changes them changes them back.
    """

    seen: Longs
    last: int = 0
    closed: dict[tuple[bool, ...], NDArray[np.uint8]] = field(default_factory=dict)

    @classmethod
    def of(cls, nodes: int) -> "Memory":
        """Return new memory, each node's within one line of the processor's cache."""
        raw = np.zeros(4 * nodes + 8, np.int64)
        first = -raw.ctypes.data % 64 // raw.itemsize
        return cls(raw[first : first + 4 * nodes].reshape(nodes, 4))

    def epoch(self) -> int:
        """Return an epoch that is new."""
        self.last += 1
        return self.last


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A graph of influence: entities by number in the order of their ids, relations, and the ways along them.

    Attributes
    ----------
    labels : array
        Index into LABEL_NAMES.
    onward, back : Adjacency
        Along each relation as influence runs, from its beginning and from its end.
    version : int
        The store's, when it was read.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    labels: NDArray[np.uint8]
    relations: Relations
    claims: Claims
    onward: Adjacency
    back: Adjacency
    version: int = 0
    _idle: list[Memory] = field(default_factory=list, init=False, repr=False)

    @cached_property
    def number(self) -> Mapping[str, int]:
        """The number of each entity."""
        return {id: i for i, id in enumerate(self.ids)}

    def __contains__(self, id: object) -> bool:
        return id in self.number

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def least(self) -> int:
        """No hop's key is less."""
        return (int(self.onward.cost.min()) << HOP_BITS) + 1 if self.edges else 1

    @property
    def edges(self) -> int:
        """How many ways along relations there are; one that influence runs both ways along is two."""
        return len(self.onward.node)

    def label(self, id: str) -> str:
        """Return the label of an entity."""
        return LABEL_NAMES[int(self.labels[self.number[id]])]

    def name(self, id: str) -> str:
        """Return the name of an entity."""
        return self.names[self.number[id]]

    def relation(self, index: int) -> Relation:
        """Return a relation as a record."""
        rows = self.relations
        key = (self.ids[rows.subject.item(index)], TYPE_NAMES[rows.type.item(index)], self.ids[rows.object.item(index)])
        return Relation(
            relation_id(*key),
            *key,
            claims=rows.claims.item(index),
            articles=rows.articles.item(index),
            origins=rows.origins.item(index),
            first_date=dates.text(rows.first_date.item(index)),
            last_date=dates.text(rows.last_date.item(index)),
            first_published=dates.text(rows.first_published.item(index)),
            last_published=dates.text(rows.last_published.item(index)),
            confidence=rows.confidence.item(index),
            properties=rows.properties.get(index, {}),
        )

    def tie(self, edge: int) -> Tie:
        """Return the tie that an edge of `onward` is."""
        index = self.onward.relation.item(edge)
        relation = self.relation(index)
        strength = RELATION_TYPES[relation.type].weight * relation.confidence
        backwards = self.relations.subject.item(index) == self.onward.node.item(edge)
        return Tie(index, relation, backwards, strength, self.onward.cost.item(edge))

    def between(self, source: int, target: int) -> range:
        """Return the edges of `onward` from one node to another, by number."""
        first, last = self.onward.start.item(source), self.onward.start.item(source + 1)
        ends = self.onward.node[first:last]
        left, right = ends.searchsorted((target, target + 1))
        return range(first + int(left), first + int(right))

    def stating(self, index: int) -> frozenset[int]:
        """Return the articles that a relation rests on, by number."""
        first, last = self.claims.start[index], self.claims.start[index + 1]
        return frozenset(self.claims.article[first:last].tolist())

    def articles(self, index: int) -> frozenset[str]:
        """Return the ids of the articles that a relation rests on."""
        return frozenset(self.claims.articles[i] for i in self.stating(index))

    def resting_on(self, articles: frozenset[int]) -> frozenset[int]:
        """Return the relations that go if all these articles do."""
        first, relations = self._stated
        touched = {int(one) for i in articles for one in relations[first[i] : first[i + 1]]}
        return frozenset(index for index in touched if self.stating(index) <= articles)

    @cached_property
    def article(self) -> Mapping[str, int]:
        """The number of each article."""
        return {id: i for i, id in enumerate(self.claims.articles)}

    @cached_property
    def _stated(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Relations by the articles that state them: those of article `i` at ``first[i]:first[i + 1]``."""
        relation = np.repeat(np.arange(len(self.relations.subject)), np.diff(self.claims.start))
        first = np.zeros(len(self.claims.articles) + 1, np.int64)
        np.cumsum(np.bincount(self.claims.article, minlength=len(self.claims.articles)), out=first[1:])
        return first, relation[np.argsort(self.claims.article, kind="stable")]

    def marked(self, labels: tuple[bool, ...]) -> NDArray[np.uint8]:
        """Return an array that marks the nodes of some labels."""
        return np.array(labels, np.uint8)[self.labels]

    @contextmanager
    def closed(
        self, labels: tuple[bool, ...], ends: list[int], excluded: list[int], memory: Memory
    ) -> Iterator[NDArray[np.uint8]]:
        """Lend marks of the nodes that a search may not enter: those of some labels but for its ends, and others."""
        if labels not in memory.closed:
            if len(memory.closed) >= _MASKS:
                memory.closed.clear()
            memory.closed[labels] = self.marked(labels)
        marks = memory.closed[labels]
        touched = [*ends, *excluded]
        before = marks[touched]
        marks[ends] = 0
        marks[excluded] = 1
        try:
            yield marks
        finally:
            marks[touched] = before

    @contextmanager
    def working_memory(self) -> Iterator[Memory]:
        """Lend working memory; each search gets its own."""
        try:
            memory = self._idle.pop()
        except IndexError:
            memory = Memory.of(len(self.ids))
        try:
            yield memory
        finally:
            self._idle.append(memory)

    @property
    def memory(self) -> int:
        """Bytes held, working memory included."""
        columns = [getattr(rows, name) for rows in (self.relations, self.claims) for name in rows.__slots__]
        columns += [
            self.labels,
            *self.onward,
            *self.back,
            *(part for memory in self._idle for part in (memory.seen, *memory.closed.values())),
        ]
        held = sum(column.nbytes for column in columns if isinstance(column, np.ndarray))
        texts = (self.ids, self.names, self.claims.articles)
        held += sum(sys.getsizeof(column) + sum(map(sys.getsizeof, column)) for column in texts)
        held += sum(sys.getsizeof(p) + sum(map(sys.getsizeof, p.values())) for p in self.relations.properties.values())
        return held + (sys.getsizeof(self.number) if "number" in self.__dict__ else 0)

    @cached_property
    def fingerprint(self) -> str:
        """A hash of the entities and relations: the same graph has the same on every machine."""
        digest = hashlib.sha256()
        digest.update("\x1f".join(self.ids).encode() + b"\n" + "\x1f".join(self.names).encode() + b"\n")
        digest.update(self.labels.tobytes())
        for name in Relations.__slots__:
            column = getattr(self.relations, name)
            if isinstance(column, np.ndarray):
                digest.update(column.astype(column.dtype.newbyteorder("<"), copy=False).tobytes())
        for index, properties in sorted(self.relations.properties.items()):
            digest.update(f"{index}\x1f{sorted(properties.items())}\n".encode())
        return digest.hexdigest()[:16]


def walks(snapshot: Snapshot) -> Iterator[tuple[str, str, Tie]]:
    """Yield every tie with the ids of the nodes it leads from and to."""
    ids, onward = snapshot.ids, snapshot.onward
    for source in range(len(ids)):
        for edge in range(int(onward.start[source]), int(onward.start[source + 1])):
            yield ids[source], ids[onward.node[edge]], snapshot.tie(edge)


def view(snapshot: Snapshot, nodes: Iterable[str] | None = None) -> "nx.MultiDiGraph[str]":
    """Return a part of a snapshot, or the whole, for networkx: edges as influence runs, keyed by relation id.

    Nodes carry `name` and `label`; edges `tie`, `strength` and `cost`.
    """
    numbers = range(len(snapshot)) if nodes is None else sorted(snapshot.number[id] for id in set(nodes))
    kept = set(numbers)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for i in numbers:
        graph.add_node(snapshot.ids[i], name=snapshot.names[i], label=LABEL_NAMES[snapshot.labels[i]])
    for i in numbers:
        for edge in range(int(snapshot.onward.start[i]), int(snapshot.onward.start[i + 1])):
            there = int(snapshot.onward.node[edge])
            if there in kept:
                tie = snapshot.tie(edge)
                ends = (snapshot.ids[i], snapshot.ids[there])
                graph.add_edge(*ends, key=tie.relation.id, tie=tie, strength=tie.strength, cost=tie.cost)
    return graph
