"""Paths: checked against every simple path, and against networkx."""

import math
from fractions import Fraction
from itertools import pairwise, permutations, product
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.influence.building import build
from graph.influence.paths import EVERYTHING, Hop, Path, Search, best_paths, paths
from graph.influence.snapshot import Snapshot, walks
from graph.records import Relation, relation_id
from graph.schema import RELATION_TYPES, Flow

Rows = tuple[list[dict[str, Any]], list[Relation]]
LABELS = ("Person", "Company", "Country")
TYPES = ("LOBBIED", "MET_WITH", "PART_OF", "USES", "LOCATED_IN", "ISSUED", "CONCERNS")


def entity(id: str, label: str = "Company") -> dict[str, Any]:
    return {"id": id, "label": label, "name": id.upper()}


def relation(subject: str, type: str, object: str, confidence: float = 1.0, origins: int = 1) -> Relation:
    return Relation(
        relation_id(subject, type, object), subject, type, object, origins, origins, origins, None, None, None, None,
        confidence,
    )  # fmt: skip


def chain(*steps: str) -> Snapshot:
    """Build a graph from texts like ``a LOBBIED b 0.5``."""
    rows = []
    for step in steps:
        subject, type, object, *confidence = step.split()
        rows.append(relation(subject, type, object, float(confidence[0]) if confidence else 1.0))
    return build([entity(id) for id in sorted({end for row in rows for end in (row.subject, row.object)})], rows)


@st.composite
def graphs(draw: st.DrawFn) -> Rows:
    """Draw up to six nodes and any relations between them; confidences from a short list, so that ties are many."""
    size = draw(st.integers(2, 6))
    names = [f"n{i}" for i in range(size)]
    entities = [entity(name, draw(st.sampled_from(LABELS))) for name in names]
    triples = draw(
        st.lists(
            st.tuples(st.sampled_from(names), st.sampled_from(TYPES), st.sampled_from(names)), max_size=24, unique=True
        )
    )
    relations = [
        relation(s, t, o, draw(st.sampled_from((0.5, 0.8, 0.9, 1.0))), draw(st.integers(1, 3))) for s, t, o in triples
    ]
    return entities, relations


searches = st.builds(
    Search,
    max_hops=st.integers(1, 6),
    types=st.none() | st.frozensets(st.sampled_from(TYPES), min_size=1),
    labels=st.none() | st.frozensets(st.sampled_from(LABELS)),
    excluded=st.frozensets(st.sampled_from(("n2", "n3", "n4"))),
    min_origins=st.integers(1, 2),
    countries=st.booleans(),
)


def brute_force(
    entities: list[dict[str, Any]], relations: list[Relation], source: str, target: str, search: Search
) -> list[tuple[Fraction, int, tuple[str, ...]]]:
    """Every simple path, by trying every order of every choice of inner nodes; written from the words, not the code."""
    best: dict[tuple[str, str], Fraction] = {}
    for one in relations:
        flow, weight = RELATION_TYPES[one.type].flow, Fraction(str(RELATION_TYPES[one.type].weight))
        if one.origins < search.min_origins or (search.types is not None and one.type not in search.types):
            continue
        ends = [(one.subject, one.object)] if flow in (Flow.WITH, Flow.BOTH) else []
        ends += [(one.object, one.subject)] if flow in (Flow.AGAINST, Flow.BOTH) else []
        for pair in ends:
            best[pair] = max(best.get(pair, Fraction(0)), weight * Fraction(str(one.confidence)))
    inner = []
    for row in entities:
        country_shut = row["label"] == "Country" and not search.countries
        if search.labels is not None:
            usable = row["label"] in search.labels or (row["label"] == "Country" and search.countries)
        else:
            usable = not country_shut
        if usable and row["id"] not in search.excluded and row["id"] not in (source, target):
            inner.append(row["id"])
    found = []
    for length in range(min(len(inner), search.max_hops - 1) + 1):
        for middle in permutations(inner, length):
            nodes = (source, *middle, target)
            steps = list(pairwise(nodes))
            if all(step in best for step in steps):
                strength = math.prod((best[step] for step in steps), start=Fraction(1))
                found.append((-strength, len(steps), nodes))
    return sorted(found)


@settings(max_examples=1500)
@given(graphs(), searches)
def test_all_paths_in_order_as_by_brute_force(rows: Rows, search: Search) -> None:
    entities, relations = rows
    expected = brute_force(entities, relations, "n0", "n1", search)
    if {"n0", "n1"} & search.excluded:
        expected = []
    snapshot = build(entities, relations)
    found = list(paths(snapshot, "n0", "n1", search))
    assert [path.nodes for path in found] == [nodes for _, _, nodes in expected]
    for path, (strength, _, _) in zip(found, expected, strict=True):
        assert path.strength == pytest.approx(float(-strength))
    for k in (1, 3):  # what cannot be among the first is not searched for
        assert best_paths(snapshot, "n0", "n1", k, search) == found[:k]


@settings(max_examples=500)
@given(graphs(), st.integers(1, 8))
def test_strengths_as_by_networkx(rows: Rows, k: int) -> None:
    graph = build(*rows)
    simple: nx.DiGraph[str] = nx.DiGraph()
    simple.add_nodes_from(graph.ids)
    for a, b, tie in walks(graph):
        if not simple.has_edge(a, b) or simple.edges[a, b]["cost"] > tie.cost:
            simple.add_edge(a, b, cost=tie.cost)
    try:
        by_networkx = list(nx.shortest_simple_paths(simple, "n0", "n1", weight="cost"))
    except nx.NetworkXNoPath:
        by_networkx = []
    costs = [sum(simple.edges[a, b]["cost"] for a, b in pairwise(p)) for p in by_networkx[:k]]
    ours = best_paths(graph, "n0", "n1", k, Search(countries=True, max_hops=99))
    assert [sum(hop.best.cost for hop in path.hops) for path in ours] == costs


@settings(max_examples=100)
@given(graphs(), st.randoms())
def test_order_of_rows_changes_nothing(rows: Rows, random: Any) -> None:
    entities, relations = list(rows[0]), list(rows[1])
    before = list(paths(build(entities, relations), "n0", "n1"))
    random.shuffle(entities)
    random.shuffle(relations)
    assert list(paths(build(entities, relations), "n0", "n1")) == before


def test_parallel_relations_make_one_hop_with_its_best_first() -> None:
    graph = chain("a MET_WITH b", "a LOBBIED b 0.9", "a CRITICIZED b", "b ISSUED m")
    (path,) = best_paths(graph, "a", "m")
    assert [tie.relation.type for tie in path.hops[0].ties] == ["LOBBIED", "MET_WITH", "CRITICIZED"]
    assert path.strength == pytest.approx(0.8 * 0.9 * 0.9)


def test_a_hop_against_the_arrow_keeps_the_stored_relation() -> None:
    graph = chain("company USES chip", "company LOBBIED state")
    (path,) = best_paths(graph, "chip", "state")
    tie = path.hops[0].best
    assert (tie.backwards, tie.relation.subject, tie.relation.object) == (True, "company", "chip")
    assert path.nodes == ("chip", "company", "state")
    assert best_paths(graph, "state", "chip") == []


def test_influence_does_not_run_along_a_location() -> None:
    assert best_paths(chain("a LOCATED_IN b"), "a", "b") == []


def test_countries_are_ends_but_not_ways_unless_asked_for() -> None:
    rows = [relation("a", "LOBBIED", "us"), relation("us", "RESTRICTS", "b")]
    graph = build([entity("a"), entity("b"), entity("us", "Country")], rows)
    assert [path.nodes for path in best_paths(graph, "a", "us")] == [("a", "us")]
    assert best_paths(graph, "a", "b") == []
    assert [path.nodes for path in best_paths(graph, "a", "b", search=Search(countries=True))] == [("a", "us", "b")]
    by_label = Search(labels=frozenset({"Country"}))
    assert [path.nodes for path in best_paths(graph, "a", "b", search=by_label)] == [("a", "us", "b")]


def test_hop_limit_finds_the_weaker_way_through_the_same_node() -> None:
    # The strong way to m is long; within three hops only the weak one remains.
    graph = chain("a ISSUED x", "x ISSUED y", "y ISSUED m", "a CRITICIZED m", "m ISSUED b")
    assert [path.nodes for path in best_paths(graph, "a", "b", 2)] == [("a", "x", "y", "m", "b"), ("a", "m", "b")]
    assert [path.nodes for path in best_paths(graph, "a", "b", 2, Search(max_hops=3))] == [("a", "m", "b")]


def test_equal_strengths_go_by_hops_then_ids() -> None:
    graph = chain("a PART_OF d", "d MET_WITH b", "a MET_WITH c", "c PART_OF b", "a MET_WITH b 0.8")
    assert [path.nodes for path in best_paths(graph, "a", "b")] == [("a", "b"), ("a", "c", "b"), ("a", "d", "b")]


def test_weakest_hop_is_the_one_with_fewest_origins() -> None:
    rows = [relation("a", "LOBBIED", "b", origins=3), relation("b", "MET_WITH", "c"), relation("c", "LOBBIED", "d")]
    (path,) = best_paths(build([entity(id) for id in "abcd"], rows), "a", "d")
    assert path.weakest == 1


@pytest.mark.parametrize(("source", "target"), [("a", "a"), ("a", "nobody"), ("nobody", "a")])
def test_no_path_without_two_known_ends(source: str, target: str) -> None:
    assert best_paths(chain("a LOBBIED b"), source, target) == []


def test_twelve_layers_of_ten_are_searched_without_listing_them_all() -> None:
    steps = [f"l{i}n{a} LOBBIED l{i + 1}n{b}" for i, a, b in product(range(10), range(10), range(10))]
    graph = chain(*steps, *(f"a LOBBIED l0n{i}" for i in range(10)), *(f"l10n{i} LOBBIED b" for i in range(10)))
    found = best_paths(graph, "a", "b", 10, Search(max_hops=12))
    assert len({path.nodes for path in found}) == 10
    assert {len(path.hops) for path in found} == {12}


def test_types_are_exported() -> None:
    assert Path((Hop("a", "b", ()),)).nodes == ("a", "b")
    assert EVERYTHING.max_hops == 6
