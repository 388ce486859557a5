"""Paths in graphs too large to try every order of nodes: checked against networkx, with and without a limit on hops."""

import random
from itertools import islice, pairwise

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.influence.building import build
from graph.influence.paths import Search, best_ways
from graph.influence.snapshot import LABEL_NAMES, TYPE_NAMES, Snapshot, walks
from graph.records import Relation


def drawn(seed: int, size: int, count: int) -> Snapshot:
    """A random graph with some hubs; confidences from a short list, so that ties are many."""
    rng = random.Random(seed)
    ids = [f"e{i:03}" for i in range(size)]
    rows = [{"id": id, "name": id, "label": rng.choice(LABEL_NAMES)} for id in ids]
    hubs = ids[: max(1, size // 10)]
    triples = set()
    for _ in range(count):
        a, b = rng.choice(hubs if rng.random() < 0.3 else ids), rng.choice(ids)
        triples.add((a, rng.choice(TYPE_NAMES), b))
    relations = [
        Relation("", a, kind, b, 1, 1, rng.randint(1, 3), None, None, None, None, rng.choice((0.5, 0.8, 0.9, 1.0)))
        for a, kind, b in sorted(triples)
    ]
    return build(rows, relations)


def simple(snapshot: Snapshot, search: Search, ends: tuple[str, str]) -> "nx.DiGraph[str]":
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(ends)
    for a, b, tie in walks(snapshot):
        inner = [id for id in (a, b) if id not in ends]
        if search.admits(tie) and all(search.passes(snapshot.label(id)) and id not in search.excluded for id in inner):
            key = (tie.cost << 10) + 1
            if not graph.has_edge(a, b) or graph[a][b]["key"] > key:
                graph.add_edge(a, b, key=key)
    return graph


@settings(max_examples=300)
@given(st.integers(0, 10**9), st.integers(20, 120), st.integers(1, 5), st.integers(1, 12), st.integers(1, 2))
def test_without_a_limit_on_hops(seed: int, size: int, degree: int, k: int, origins: int) -> None:
    snapshot = drawn(seed, size, size * degree)
    search = Search(max_hops=1000, countries=seed % 2 == 0, min_origins=origins, excluded=frozenset({"e005"}))
    graph = simple(snapshot, search, ("e000", "e001"))
    try:
        found = list(islice(nx.shortest_simple_paths(graph, "e000", "e001", weight="key"), k))
    except nx.NetworkXNoPath:
        found = []
    ours = best_ways(snapshot, "e000", "e001", k, search)
    assert [way.key for way in ours] == [sum(graph[a][b]["key"] for a, b in pairwise(way)) for way in found]
    assert len({way.nodes for way in ours}) == len(ours)


@settings(max_examples=300)
@given(st.integers(0, 10**9), st.integers(8, 30), st.integers(1, 4), st.integers(1, 5), st.integers(1, 12))
def test_with_a_limit_on_hops_every_path_is_in_its_place(seed: int, size: int, degree: int, hops: int, k: int) -> None:
    snapshot = drawn(seed, size, size * degree)
    search = Search(max_hops=hops, countries=True)
    graph = simple(snapshot, search, ("e000", "e001"))
    ways = [tuple(way) for way in nx.all_simple_paths(graph, "e000", "e001", cutoff=hops)]
    keyed = sorted(
        (sum(graph[a][b]["key"] for a, b in pairwise(way)), tuple(snapshot.number[id] for id in way)) for way in ways
    )
    ours = best_ways(snapshot, "e000", "e001", k, search)
    assert [(way.key, way.nodes) for way in ours] == keyed[:k]
