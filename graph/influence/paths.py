"""The strongest loopless paths between two actors, best first.

A path's strength is the product of its hops' strengths. Parallel relations make one hop: its best relation counts,
the others are kept beside it. Yen's search in Lawler's form: every path found splits what is left into parts that
do not overlap, each part's best path is known, and the best of those is next.
"""

import heapq
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TypeAlias

import networkx as nx

from graph.influence.snapshot import Snapshot, Tie, walks

Ways: TypeAlias = "nx.DiGraph[str]"


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


def best_paths(graph: Snapshot, source: str, target: str, k: int = 5, search: Search = EVERYTHING) -> list[Path]:
    """Return the `k` strongest paths; of equal ones the shorter, then the one with the smaller ids, goes first."""
    return list(islice(paths(graph, source, target, search), k))


def paths(graph: Snapshot, source: str, target: str, search: Search = EVERYTHING) -> Iterator[Path]:
    """Yield all paths within the search's bounds, the strongest first."""
    ways = _ways(graph, source, target, search)
    if source == target or source not in ways or target not in ways:
        return
    # How far each node is from the target: whoever cannot arrive within the hops left need not set out.
    away = dict(nx.single_target_shortest_path_length(ways, target, cutoff=search.max_hops))
    nothing: frozenset[str] = frozenset()
    first = _best(ways, (source,), 0, nothing, away, search.max_hops) if source in away else None
    queue = [(first[0], len(first[1]), first[1], 0, nothing)] if first else []
    while queue:
        _, _, nodes, start, banned = heapq.heappop(queue)
        hops = tuple(Hop(a, b, ways.edges[a, b]["ties"]) for a, b in pairwise(nodes))
        yield Path(hops)
        cost = sum(hop.best.cost for hop in hops[:start])
        for i in range(start, len(hops)):
            shut = (banned if i == start else nothing) | {nodes[i + 1]}
            if found := _best(ways, nodes[: i + 1], cost, shut, away, search.max_hops):
                heapq.heappush(queue, (found[0], len(found[1]), found[1], i, shut))
            cost += hops[i].best.cost


def _ways(graph: Snapshot, source: str, target: str, search: Search) -> Ways:
    """Collapse parallel relations into single edges that hold all their ties, the best first."""
    ends = {source, target}
    allowed = {
        node
        for node in graph
        if node not in search.excluded and (node in ends or search.passes(graph.nodes[node].get("label")))
    }
    between: dict[tuple[str, str], list[Tie]] = {}
    for a, b, tie in walks(graph):
        if a in allowed and b in allowed and search.admits(tie):
            between.setdefault((a, b), []).append(tie)
    ways: Ways = nx.DiGraph()
    for (a, b), ties in between.items():
        ties.sort(key=lambda tie: (tie.cost, tie.relation.id))
        ways.add_edge(a, b, ties=tuple(ties), cost=ties[0].cost)
    return ways


def _best(
    ways: Ways, root: tuple[str, ...], cost: int, shut: frozenset[str], away: dict[str, int], max_hops: int
) -> tuple[int, tuple[str, ...]] | None:
    """Return cost and nodes of the best path that begins with `root` and does not go on to a node in `shut`.

    Dijkstra over (cost, hops, ids). A node may be left again at a higher cost only with fewer hops behind it, because
    the hop limit may forbid the cheaper way on.
    """
    fewest: dict[str, int] = dict.fromkeys(root[:-1], 0)
    heap = [(cost, len(root) - 1, root)]
    while heap:
        cost, hops, nodes = heapq.heappop(heap)
        here = nodes[-1]
        if away[here] == 0:
            return cost, nodes
        if fewest.get(here, max_hops + 1) <= hops:
            continue
        fewest[here] = hops
        for there, way in ways.adj[here].items():
            if hops + 1 + away.get(there, max_hops) > max_hops or fewest.get(there, max_hops + 1) <= hops + 1:
                continue
            if there in shut and len(nodes) == len(root):
                continue
            heapq.heappush(heap, (cost + way["cost"], hops + 1, (*nodes, there)))
    return None
