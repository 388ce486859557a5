"""Rankings: beside networkx, and by hand."""

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.influence.building import build
from graph.influence.paths import Search
from graph.influence.rankings import betweenness, brokers, circle, pagerank
from graph.influence.snapshot import Snapshot, view
from graph.records import Relation

EVERY = Search(countries=True, max_hops=99)


def graph(*steps: str) -> Snapshot:
    parts = [step.split() for step in steps]
    relations = [Relation("", a, kind, b, 1, 1, 1, None, None, None, None, 1.0) for a, kind, b in parts]
    ids = sorted({id for a, _, b in parts for id in (a, b)})
    return build([{"id": id, "name": id, "label": "Country" if id == "us" else "Company"} for id in ids], relations)


@st.composite
def graphs(draw: st.DrawFn) -> Snapshot:
    names = [f"n{i}" for i in range(draw(st.integers(3, 9)))]
    kinds = st.sampled_from(("LOBBIED", "MET_WITH", "CRITICIZED", "PART_OF"))
    triples = draw(st.lists(st.tuples(st.sampled_from(names), kinds, st.sampled_from(names)), min_size=1, unique=True))
    return graph("n0 LOCATED_IN n1", *(" ".join(triple) for triple in triples))


@settings(max_examples=200)
@given(graphs())
def test_pagerank_as_by_networkx(snapshot: Snapshot) -> None:
    whole = view(snapshot)
    tol = 1e-9 / len(whole)  # networkx multiplies it by the number of nodes
    expected = nx.pagerank(whole, personalization={"n0": 1}, weight="strength", tol=tol, max_iter=1000)
    found = {one.id: one.score for one in pagerank(snapshot, "n0", EVERY, 99)}
    reached = {id: score for id, score in expected.items() if score > 1e-8 and id != "n0"}
    assert found == pytest.approx(reached, abs=1e-6)


@settings(max_examples=200)
@given(graphs())
def test_betweenness_of_all_as_by_networkx(snapshot: Snapshot) -> None:
    found = betweenness(snapshot, EVERY, 99, sample=99)
    simple: nx.DiGraph[str] = nx.DiGraph()
    for a, b, data in view(snapshot).edges(data=True):
        if not simple.has_edge(a, b) or simple[a][b]["cost"] > data["cost"]:
            simple.add_edge(a, b, cost=data["cost"])
    expected = nx.betweenness_centrality(simple, weight="cost") if len(simple) > 2 else {}
    assert found.exact
    assert {one.id: one.score for one in found.ranked} == pytest.approx({i: s for i, s in expected.items() if s > 0})
    assert all(one.error == 0 for one in found.ranked)


def test_betweenness_of_a_sample_tells_its_error() -> None:
    snapshot = graph(
        *(f"a{i} LOBBIED hub" for i in range(40)), *(f"hub LOBBIED b{i}" for i in range(40)), "a1 MET_WITH a2"
    )
    exact = betweenness(snapshot, sample=500).ranked[0]
    found = betweenness(snapshot, sample=30, seed=3)
    assert (found.sample, found.exact) == (30, False)
    assert found.ranked[0].id == "hub"
    assert found.ranked[0].error > 0
    assert abs(found.ranked[0].score - exact.score) < 4 * found.ranked[0].error
    assert betweenness(snapshot, sample=30, seed=3) == found


def test_brokers_between_two_groups() -> None:
    # From p and q to x: through m (0.8 · 0.8 each), q also through n (0.8 · 0.4).
    snapshot = graph("p LOBBIED m", "q LOBBIED m", "m LOBBIED x", "q LOBBIED n", "n SUPPORTS x", "z LOBBIED y")
    (found,) = brokers(snapshot, ["p", "q"], ["x", "y"])
    assert (found.id, found.pairs) == ("m", 2)
    assert found.through == pytest.approx(1.0)
    assert found.lost == pytest.approx(1 - 0.8 * 0.4 / (2 * 0.8 * 0.8))
    assert brokers(snapshot, ["p"], ["y"]) == ()
    assert brokers(snapshot, ["p", "m"], ["x"]) == ()  # m is of the group itself


def test_a_circle_is_an_actor_and_its_own() -> None:
    snapshot = graph(
        "huang HOLDS_POSITION nvidia", "arm PART_OF nvidia", "nvidia MEMBER_OF league", "kim LOBBIED nvidia"
    )
    assert circle(snapshot, "nvidia") == {"nvidia", "huang", "arm"}


def test_countries_are_no_way_for_walks_either() -> None:
    snapshot = graph("a LOBBIED us", "us RESTRICTS b", "a MET_WITH c")
    assert [one.id for one in pagerank(snapshot, "a")] == ["c"]
    assert [one.id for one in pagerank(snapshot, "a", EVERY)] == ["us", "b", "c"]
