"""Who stands between two groups, whom an actor reaches, and who is on the way of many."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import product
from random import Random

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.influence.paths import EVERYTHING, Search, allowed_edges, best_paths
from graph.influence.snapshot import Snapshot
from graph.schema import RELATION_TYPES

# Relations by which somebody is one of an actor's own.
_OWN = frozenset({"HOLDS_POSITION", "MEMBER_OF", "REPRESENTS", "PART_OF", "FOUNDED"})
_TRIED = 50  # brokers whose loss is reckoned, those that most strength runs through
_BATCHES = 10
_WEIGHTS = np.array([kind.weight for kind in RELATION_TYPES.values()])


@dataclass(frozen=True, slots=True)
class Broker:
    """An actor between two groups.

    Attributes
    ----------
    id : str
    pairs : int
        How many pairs, one of either group, have their best path through it.
    through : float
        Share of the strength of all pairs' best paths that runs through it.
    lost : float
        Share of that strength that is lost without it: what no other way makes good.
    """

    id: str
    pairs: int
    through: float
    lost: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """An actor and its score; `error` is the standard error where the score is of a sample."""

    id: str
    score: float
    error: float = 0.0


@dataclass(frozen=True, slots=True)
class Betweenness:
    """Shares of best paths that pass each actor, the highest first.

    Attributes
    ----------
    sample : int
        From how many actors paths were followed.
    exact : bool
        Whether that was from all of them.
    """

    ranked: tuple[Ranked, ...]
    sample: int
    exact: bool


def circle(snapshot: Snapshot, id: str) -> frozenset[str]:
    """Return an actor and its own: who holds a post there, founded it, speaks for it, is a member or a part of it."""
    found = {id}
    number = snapshot.number[id]
    edges = snapshot.back
    for edge in range(int(edges.start[number]), int(edges.start[number + 1])):
        relation = snapshot.relation(int(edges.relation[edge]))
        if relation.type in _OWN and relation.object == id:
            found.add(relation.subject)
    return frozenset(found)


def brokers(
    snapshot: Snapshot, sources: Iterable[str], targets: Iterable[str], search: Search = EVERYTHING, limit: int = 10
) -> tuple[Broker, ...]:
    """Return those through whom influence runs from one group to another, who is missed most first.

    Members of the groups themselves are left out. An actor of both groups counts for neither.
    """
    one, other = frozenset(sources), frozenset(targets)
    pairs = sorted(product(one - other, other - one))
    best = {pair: found[0] for pair in pairs if (found := best_paths(snapshot, *pair, 1, search))}
    whole = math.fsum(path.strength for path in best.values())
    through: dict[str, list[tuple[str, str]]] = {}
    for pair, path in best.items():
        for id in path.nodes[1:-1]:
            if id not in one | other:
                through.setdefault(id, []).append(pair)
    shares = {id: math.fsum(best[pair].strength for pair in own) / whole for id, own in through.items()}
    ranked = []
    for id in sorted(shares, key=lambda id: (-shares[id], id))[: max(limit, _TRIED)]:
        without = replace(search, excluded=search.excluded | {id})
        left = (best_paths(snapshot, *pair, 1, without) for pair in through[id])
        remaining = math.fsum(paths[0].strength for paths in left if paths) / whole
        ranked.append(Broker(id, len(through[id]), shares[id], shares[id] - remaining))
    return tuple(sorted(ranked, key=lambda broker: (-round(broker.lost, 9), -broker.through, broker.id))[:limit])


def pagerank(
    snapshot: Snapshot, actor: str, search: Search = EVERYTHING, limit: int = 20, damping: float = 0.85
) -> tuple[Ranked, ...]:
    """Return whom a walk reaches that starts at an actor, follows influence by strength, and now and then starts anew.

    The same as ``networkx.pagerank`` with all personalization, and all that is dangling, at the actor.
    """
    size, start = len(snapshot), snapshot.number[actor]
    tails, heads, strengths = _strengths(snapshot, search, start)
    sums = np.bincount(tails, strengths, size)
    shares = strengths / sums[tails]
    dangling = sums == 0
    rank = np.zeros(size)
    rank[start] = 1.0
    while True:
        following = np.asarray(damping * np.bincount(heads, rank[tails] * shares, size), np.float64)
        following[start] += 1 - damping + damping * rank[dangling].sum()
        change = np.abs(following - rank).sum()
        rank = following
        if change < 1e-9:
            break
    order = [i for i in np.lexsort((np.arange(size), -np.round(rank, 12))) if rank[i] > 0 and i != start]
    return tuple(Ranked(snapshot.ids[i], float(rank[i])) for i in order[:limit])


def betweenness(
    snapshot: Snapshot, search: Search = EVERYTHING, limit: int = 20, sample: int = 200, seed: int = 0
) -> Betweenness:
    """Return who is on the best paths between all others, followed from a sample of actors, each with its error.

    Scores are shares of all ordered pairs. The sample is drawn by `seed`; the error comes from its batches.
    """
    graph = _simple(snapshot, search)
    nodes = sorted(graph)
    size = len(nodes)
    if size < 3:
        return Betweenness((), size, True)
    chosen = nodes if sample >= size else Random(seed).sample(nodes, max(sample, 2))  # noqa: S311
    batches = [chosen[i::_BATCHES] for i in range(_BATCHES) if chosen[i::_BATCHES]]
    rows = [nx.betweenness_centrality_subset(graph, batch, nodes, weight="cost") for batch in batches]
    exact = len(chosen) == size
    ranked = []
    for id in nodes:
        means = np.array([row[id] / len(batch) for row, batch in zip(rows, batches, strict=True)])
        weights = np.array([len(batch) / len(chosen) for batch in batches])
        score = float(means @ weights)
        spread = 0.0 if exact else float(means.std(ddof=1) / math.sqrt(len(means))) * math.sqrt(1 - len(chosen) / size)
        # From each of the others to each of the rest.
        scale = size / ((size - 1) * (size - 2))
        ranked.append(Ranked(id, score * scale, spread * scale))
    ranked.sort(key=lambda one: (-round(one.score, 12), one.id))
    return Betweenness(tuple(one for one in ranked[:limit] if one.score > 0), len(chosen), exact)


def _strengths(
    snapshot: Snapshot, search: Search, start: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return ends and strengths of the ways that a search allows."""
    tails, heads, edges = allowed_edges(snapshot, search, frozenset({start}))
    relation = snapshot.onward.relation[edges]
    weights = _WEIGHTS[snapshot.relations.type[relation]]
    return tails, heads, weights * snapshot.relations.confidence[relation]


def _simple(snapshot: Snapshot, search: Search) -> "nx.DiGraph[str]":
    """Return the hops that a search allows, each with the cost of its best relation."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    tails, heads, edges = allowed_edges(snapshot, search)
    costs = snapshot.onward.cost[edges]
    for a, b, cost in zip(tails.tolist(), heads.tolist(), costs.tolist(), strict=True):
        ends = (snapshot.ids[a], snapshot.ids[b])
        if not graph.has_edge(*ends) or graph.edges[ends]["cost"] > cost:
            graph.add_edge(*ends, cost=cost)
    return graph
