"""Path search beside networkx, on the same graphs with the same answers: ``python -m benchmarks.paths [--json]``.

Random graphs of 100,000 entities with 500,000 relations, and (unless ``--small``) ten times that, which takes minutes
and 8 GB. Strengths are those of random relation types and confidences; no filter, no limit on hops. Both sides give
nodes and costs. Times are of the processor, and the best of some runs, so that what else the machine does counts less.
"""

import argparse
import gc
import json
import time
from collections.abc import Callable
from functools import partial
from itertools import islice
from typing import Any, TypeAlias, TypeVar

import networkx as nx
import numpy as np

from graph.influence.arrays import HOP_BITS
from graph.influence.building import ClaimColumns, Entities, assemble
from graph.influence.paths import Search, best_ways
from graph.influence.ranking import Way
from graph.influence.snapshot import LABEL_NAMES, TYPE_NAMES, Relations, Snapshot

T = TypeVar("T")
Goal: TypeAlias = tuple[int | None, int | None]  # how many times as fast, or at most so many milliseconds
_ANY_WAY = Search(max_hops=1000, countries=True)
_BEST, _RUNS = 10, 25


def main() -> None:
    """Print a line, or with ``--json`` an object, for each comparison."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="a list of {name, ours_ms, theirs_ms, ratio, goal}")
    parser.add_argument("--small", action="store_true", help="the smaller graph only")
    options = parser.parse_args()
    small = snapshot_of(1000, 5000)
    best_ways(small, small.ids[0], small.ids[1], 2, _ANY_WAY)  # what is compiled once is not measured
    found = compare(100_000, 500_000, pairs=20, ranked=3, goals=((1, None), (200, None), (50, None)))
    if not options.small:
        found += compare(1_000_000, 5_000_000, pairs=20, ranked=1, goals=((None, 4000), (None, 60), (None, 2)))
    if options.json:
        print(json.dumps(found, indent=2))
        return
    for row in found:
        limit = f", at most {row['limit_ms']} ms" if "limit_ms" in row else ""
        print(
            f"{row['name']}: {row['ours_ms']} ms, networkx {row['theirs_ms']} ms, {row['ratio']} times as fast "
            f"(goal: {row['goal']} times{limit})" + (f", {row['ours_mb']} MB" if "ours_mb" in row else "")
        )


def compare(
    size: int,
    count: int,
    pairs: int,
    ranked: int,
    goals: tuple[Goal, Goal, Goal],
) -> list[dict[str, Any]]:
    """Return three rows: making the graph, the ten best paths, and the best one.

    Parameters
    ----------
    pairs, ranked : int
        Over how many pairs of entities the best path, and the ten best, are asked for; times are means.
    """
    on = f"{size:,} entities, {count:,} relations"
    entities, relations = columns(size, count)
    ours, snapshot = timed(lambda: assemble(entities, relations, ClaimColumns(entities)))
    gc.disable()  # or making a graph of millions of dictionaries takes networkx far longer
    theirs, _ = timed(lambda: as_multigraph(entities, relations))
    _ = None
    gc.enable()
    made = row(f"snapshot: {on}", ours, theirs, *goals[0]) | {"ours_mb": round(snapshot.memory / 1e6)}
    graph = as_graph(snapshot)

    random = np.random.default_rng(7)
    drawn = [random.choice(size, 2, replace=False) for _ in range(pairs)]
    asked = [(snapshot.ids[a], snapshot.ids[b]) for a, b in drawn]
    best = side_by_side(
        asked,
        lambda a, b: [cost(way) for way in best_ways(snapshot, a, b, 1, _ANY_WAY)],
        lambda a, b: [round(nx.bidirectional_dijkstra(graph, a, b, weight="cost")[0])],
        theirs_runs=_RUNS,
    )
    several = side_by_side(
        asked[:ranked],
        lambda a, b: [cost(way) for way in best_ways(snapshot, a, b, _BEST, _ANY_WAY)],
        lambda a, b: [
            nx.path_weight(graph, way, "cost") for way in islice(nx.shortest_simple_paths(graph, a, b, "cost"), _BEST)
        ],
        theirs_runs=1,  # it takes seconds, and remembers nothing between runs
    )
    return [
        made,
        row(f"{_BEST} best paths: {on}", *several, *goals[1]),
        row(f"best path: {on}", *best, *goals[2]),
    ]


def side_by_side(
    asked: list[tuple[str, str]],
    ours: Callable[[str, str], list[int]],
    theirs: Callable[[str, str], list[int]],
    theirs_runs: int,
) -> tuple[float, float]:
    """Return the mean seconds that either side takes for a pair, after checking that both give the same costs."""
    spent, spent_theirs = 0.0, 0.0
    for pair in asked:
        seconds, costs = timed(partial(ours, *pair), _RUNS)
        seconds_theirs, costs_theirs = timed(partial(theirs, *pair), theirs_runs)
        assert costs == costs_theirs
        spent, spent_theirs = spent + seconds, spent_theirs + seconds_theirs
    return spent / len(asked), spent_theirs / len(asked)


def row(name: str, ours: float, theirs: float, goal: int | None, limit_ms: int | None) -> dict[str, Any]:
    """Return a row of the result; times are given in seconds."""
    found = {
        "name": name,
        "ours_ms": round(ours * 1000, 3),
        "theirs_ms": round(theirs * 1000, 3),
        "ratio": round(theirs / ours, 1),
        "goal": round(theirs * 1000 / limit_ms, 1) if limit_ms else goal,
    }
    return found if limit_ms is None else found | {"limit_ms": limit_ms}


def timed(work: Callable[[], T], runs: int = 1) -> tuple[float, T]:
    """Return the least seconds that something took, and what it gave."""
    taken = []
    for _ in range(runs):
        start = time.process_time()
        found = work()
        taken.append(time.process_time() - start)
    return min(taken), found


def snapshot_of(size: int, count: int) -> Snapshot:
    """Return a random snapshot."""
    entities, relations = columns(size, count)
    return assemble(entities, relations, ClaimColumns(entities))


def columns(size: int, count: int) -> tuple[Entities, Relations]:
    """Return random entities, and random relations between them."""
    random = np.random.default_rng(size)
    ids = tuple(f"entity-{i:016x}" for i in range(size))
    labels = random.integers(0, len(LABEL_NAMES), size).astype(np.uint8)
    ends = random.integers(0, size, (2, count), dtype=np.int32)
    ones, undated = np.ones(count, np.int32), np.zeros(count, np.int32)
    relations = Relations(
        subject=ends[0],
        object=ends[1],
        type=random.integers(0, len(TYPE_NAMES), count).astype(np.uint8),
        confidence=random.integers(5000, 10_000, count) / 10_000,
        claims=ones,
        articles=ones,
        origins=ones,
        first_date=undated,
        last_date=undated,
        first_published=undated,
        last_published=undated,
        properties={},
    )
    return Entities(ids, ids, labels, {id: i for i, id in enumerate(ids)}), relations


def as_multigraph(entities: Entities, relations: Relations) -> "nx.MultiDiGraph[str]":
    """Return what networkx keeps of the same columns."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(entities.ids)
    rows = zip(
        relations.subject.tolist(), relations.object.tolist(), relations.type.tolist(), relations.confidence.tolist(),
        strict=True,
    )  # fmt: skip
    ids = entities.ids
    graph.add_edges_from((ids[a], ids[b], {"type": kind, "confidence": sure}) for a, b, kind, sure in rows)
    return graph


def as_graph(snapshot: Snapshot) -> "nx.DiGraph[str]":
    """Return the hops of a snapshot, each with the cost of its best relation."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(snapshot.ids)
    edges = snapshot.onward
    start, node, cost = edges.start.tolist(), edges.node.tolist(), edges.cost.tolist()
    ids = snapshot.ids
    for here in range(len(ids)):
        for edge in range(start[here], start[here + 1]):
            a, b = ids[here], ids[node[edge]]
            if not graph.has_edge(a, b) or graph[a][b]["cost"] > cost[edge]:
                graph.add_edge(a, b, cost=cost[edge])
    return graph


def cost(way: Way) -> int:
    """Return what a way costs."""
    return way.key >> HOP_BITS


if __name__ == "__main__":
    main()
