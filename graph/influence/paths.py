"""The strongest loopless paths between two actors, best first.

A path's strength is the product of its hops' strengths. Parallel relations make one hop: its best relation counts,
the others are kept beside it.
"""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from graph.influence.arrays import Rule
from graph.influence.ranking import Ranking, Way
from graph.influence.searching import Finder
from graph.influence.snapshot import LABEL_NAMES, TYPE_NAMES, Snapshot, Tie


@dataclass(frozen=True, slots=True)
class Search:
    """Which paths count.

    Attributes
    ----------
    max_hops : int
    types : frozenset of str or None
        Relation types a hop may use; None: all.
    labels : frozenset of str or None
        Labels that inner nodes may have; None: all.
    excluded : frozenset of str
        Entities no path may pass.
    min_origins : int
        Independent origins a relation needs.
    countries : bool
        Whether paths may pass through countries. They are tied to nearly everything, so such a path says little;
        as ends they are always allowed.
    """

    max_hops: int = 6
    types: frozenset[str] | None = None
    labels: frozenset[str] | None = None
    excluded: frozenset[str] = frozenset()
    min_origins: int = 1
    countries: bool = False

    def passes(self, label: str | None) -> bool:
        """Whether a node of this label may stand inside a path."""
        if self.labels is not None:
            return label in self.labels or (self.countries and label == "Country")
        return self.countries or label != "Country"

    def admits(self, tie: Tie) -> bool:
        """Whether a hop may use this tie."""
        return tie.relation.origins >= self.min_origins and (self.types is None or tie.relation.type in self.types)


EVERYTHING = Search()
_ALL_TYPES = np.ones(len(TYPE_NAMES), np.bool_)


@dataclass(frozen=True, slots=True)
class Hop:
    """One step: its ties, the best first."""

    source: str
    target: str
    ties: tuple[Tie, ...]

    @property
    def best(self) -> Tie:
        """The tie that counts."""
        return self.ties[0]


@dataclass(frozen=True, slots=True)
class Path:
    """Hops from one actor to another, no actor twice."""

    hops: tuple[Hop, ...]

    @property
    def nodes(self) -> tuple[str, ...]:
        """The ids along the path."""
        return (self.hops[0].source, *(hop.target for hop in self.hops))

    @property
    def strength(self) -> float:
        """Product of the hops' strengths."""
        return math.prod(hop.best.strength for hop in self.hops)

    @property
    def weakest(self) -> int:
        """Index of the hop with the fewest independent origins; of several the weaker, then the earlier."""
        return min(
            range(len(self.hops)),
            key=lambda i: (self.hops[i].best.relation.origins, -self.hops[i].best.cost, i),
        )


def best_paths(
    snapshot: Snapshot,
    source: str,
    target: str,
    k: int = 5,
    search: Search = EVERYTHING,
    without: frozenset[int] = frozenset(),
) -> list[Path]:
    """Return the `k` strongest paths; of equal ones the shorter, then the one with the smaller ids, goes first.

    Parameters
    ----------
    without : frozenset of int
        Relations, by index, that count as not there.
    """
    return [
        path(snapshot, way.nodes, search, without) for way in best_ways(snapshot, source, target, k, search, without)
    ]


def best_ways(
    snapshot: Snapshot,
    source: str,
    target: str,
    k: int,
    search: Search = EVERYTHING,
    without: frozenset[int] = frozenset(),
) -> list[Way]:
    """Return the `k` best paths by the numbers of their nodes, and what they cost."""
    found: list[Way] = []
    with ranked(snapshot, source, target, search, without, k) as ranking:
        while ranking and len(found) < k and (way := ranking.pop()):
            found.append(way)
            if len(found) < k:
                ranking.split(way)
    return found


def paths(snapshot: Snapshot, source: str, target: str, search: Search = EVERYTHING) -> Iterator[Path]:
    """Yield all paths within the search's bounds, the strongest first, found as they are asked for."""
    with ranked(snapshot, source, target, search) as ranking:
        while ranking and (way := ranking.pop()):
            yield path(snapshot, way.nodes, search)
            ranking.split(way)


@contextmanager
def ranked(
    snapshot: Snapshot,
    source: str,
    target: str,
    search: Search = EVERYTHING,
    without: frozenset[int] = frozenset(),
    keep: int | None = None,
) -> Iterator[Ranking | None]:
    """Lend the ways between two entities in order, found as they are asked for; None where an end is not there."""
    number = snapshot.number
    if source == target or {source, target} & search.excluded or source not in number or target not in number:
        yield None
        return
    start, end = number[source], number[target]
    excluded = [number[id] for id in search.excluded if id in number]
    with (
        snapshot.working_memory() as memory,
        snapshot.closed(_shut(search), [start, end], excluded, memory) as closed,
    ):
        finder = Finder(snapshot, _rule(snapshot, search, without), closed, start, end, search.max_hops, memory)
        yield Ranking(finder, start, keep)


def allowed_edges(
    snapshot: Snapshot, search: Search = EVERYTHING, ends: frozenset[int] = frozenset()
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return tails, heads and numbers of all edges that a search may use; `ends` may be of any label."""
    closed = snapshot.marked(_shut(search))
    closed[list(ends)] = 0
    closed[[snapshot.number[id] for id in search.excluded if id in snapshot.number]] = 1
    onward, rows = snapshot.onward, snapshot.relations
    tails = np.repeat(np.arange(len(snapshot)), np.diff(onward.start))
    heads = onward.node.astype(np.int64)
    rule = _rule(snapshot, search, frozenset())
    fits = rule.types[rows.type[onward.relation]] & (rows.origins[onward.relation] >= search.min_origins)
    edges = np.flatnonzero(fits & (closed[tails] == 0) & (closed[heads] == 0))
    return tails[edges], heads[edges], edges


def path(snapshot: Snapshot, nodes: Sequence[int], search: Search, without: frozenset[int] = frozenset()) -> Path:
    """Return the path over nodes, given by number."""
    ids = snapshot.ids
    return Path(tuple(Hop(ids[a], ids[b], ties_between(snapshot, a, b, search, without)) for a, b in pairwise(nodes)))


def ties_between(
    snapshot: Snapshot, source: int, target: int, search: Search = EVERYTHING, without: frozenset[int] = frozenset()
) -> tuple[Tie, ...]:
    """Return the ties that a hop between two nodes, given by number, may use, the best first."""
    ties = [
        snapshot.tie(edge)
        for edge in snapshot.between(source, target)
        if int(snapshot.onward.relation[edge]) not in without
    ]
    return tuple(sorted(filter(search.admits, ties), key=lambda tie: (tie.cost, tie.relation.id)))


def _shut(search: Search) -> tuple[bool, ...]:
    """Return of each label whether its nodes may not stand inside a path."""
    return tuple(not search.passes(label) for label in LABEL_NAMES)


def _rule(snapshot: Snapshot, search: Search, without: frozenset[int]) -> Rule:
    origins = snapshot.relations.origins
    if without:
        origins = origins.copy()
        origins[sorted(without)] = -1
    active = search.types is not None or search.min_origins > 1 or bool(without)
    types = _ALL_TYPES if search.types is None else np.array([name in search.types for name in TYPE_NAMES])
    return Rule(active, types, search.min_origins, snapshot.relations.type, origins)
