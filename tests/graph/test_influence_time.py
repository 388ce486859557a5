"""Time and fragility: checked against every path, every choice of relations, every set; written from the words."""

import math
from itertools import combinations, pairwise, product
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.influence import dates
from graph.influence.building import build
from graph.influence.fragility import fragility, smallest_actors, smallest_articles
from graph.influence.paths import Path, Search, best_paths, paths
from graph.influence.snapshot import Snapshot, Tie
from graph.influence.timing import LASTING, timed_paths
from graph.records import Relation, relation_id

Step = tuple[str, str, str, tuple[str | None, ...]]
DATES = (None, "2024", "2025-03", "2025-03-05", "2025-03-20", "2025-06", "2025-06-01")
ANYWHERE = Search(countries=True, max_hops=5)


def graph(*steps: Step, confidence: float = 1.0) -> Snapshot:
    """Each step: subject, type, object, dates of its claims; each claim in an article of its own."""
    relations, claims = [], []
    for subject, type, object, when in steps:
        known = sorted(date for date in when if date)
        one = Relation(relation_id(subject, type, object), subject, type, object, len(when), len(when), len(when),
                       known[0] if known else None, known[-1] if known else None, None, None, confidence)  # fmt: skip
        relations.append(one)
        claims += [(one, date, f"{subject} {type} {object} {i}") for i, date in enumerate(when)]
    ids = sorted({end for step in steps for end in (step[0], step[2])})
    return build([{"id": id, "name": id.upper(), "label": "Company"} for id in ids], relations, claims)


def test_what_came_later_is_not_passed_on() -> None:
    snapshot = graph(("a", "MET_WITH", "b", ("2025-07-14",)), ("b", "LOBBIED", "c", ("2025-05",)))
    found = timed_paths(snapshot, "a", "c")
    assert found.paths == ()
    (forbidden,) = found.forbidden
    assert (forbidden.hop, forbidden.date, forbidden.after, forbidden.after_date) == (1, "2025-05", 0, "2025-07-14")
    assert forbidden.reason == (
        "B → C is dated 2025-05 at the latest, before A → B (2025-07-14): it cannot have passed that on"
    )
    assert found.exact


def test_each_hop_takes_the_claim_date_that_makes_the_path_possible() -> None:
    snapshot = graph(
        ("a", "MET_WITH", "b", ("2025-03-10", "2025-08")), ("b", "LOBBIED", "c", ("2024", "2025-03", "2025-09"))
    )
    (path,) = timed_paths(snapshot, "a", "c").paths
    # March may be after the tenth of March: the month is all that is known.
    assert [passage.date for passage in path.passages] == ["2025-03-10", "2025-03"]


def test_undated_hops_are_allowed_and_marked() -> None:
    snapshot = graph(
        ("a", "MET_WITH", "b", ("2025-07",)), ("b", "LOBBIED", "c", (None,)), ("c", "PAYS", "d", ("2025-06",))
    )
    (path,) = timed_paths(snapshot, "a", "c").paths
    assert [passage.undated for passage in path.passages] == [False, True]
    assert timed_paths(snapshot, "a", "d").paths == ()  # what is undated does not turn time back


def test_a_state_lasts_from_its_first_day_but_not_before() -> None:
    snapshot = graph(
        ("a", "LOBBIED", "p", ("2025-07",)), ("p", "HOLDS_POSITION", "c", ("1993",)),
        ("p", "PART_OF", "d", ("2025-08",)),
        ("d", "DIRECTED", "e", ("2025-07-31",)),
    )  # fmt: skip
    (path,) = timed_paths(snapshot, "a", "c").paths
    assert [(passage.date, passage.lasting) for passage in path.passages] == [("2025-07", False), ("1993", True)]
    assert timed_paths(snapshot, "a", "e").paths == ()


def test_a_weaker_relation_serves_where_time_forbids_the_best() -> None:
    snapshot = graph(
        ("a", "MET_WITH", "b", ("2025-07",)), ("b", "DIRECTED", "c", ("2025-01",)),
        ("b", "CRITICIZED", "c", ("2025-08",)),
    )  # fmt: skip
    (path,) = timed_paths(snapshot, "a", "c").paths
    assert [passage.tie.relation.type for passage in path.passages] == ["MET_WITH", "CRITICIZED"]
    assert path.strength == pytest.approx(0.6 * 0.3)
    assert path.path.hops[1].best.relation.type == "CRITICIZED"


TYPES = ("LOBBIED", "MET_WITH", "PART_OF", "PAYS")


@st.composite
def graphs(draw: st.DrawFn) -> Snapshot:
    names = [f"n{i}" for i in range(draw(st.integers(3, 6)))]
    triple = st.tuples(st.sampled_from(names), st.sampled_from(TYPES), st.sampled_from(names))
    triples = draw(st.lists(triple, min_size=2, max_size=16, unique=True))
    when = st.lists(st.sampled_from(DATES), min_size=1, max_size=3)
    steps: list[Step] = [(a, kind, b, tuple(draw(when))) for a, kind, b in triples]
    return graph(*steps, ("n0", "LOCATED_IN", "n1", (None,)))


def span(date: str, lasts: bool) -> tuple[str, str]:
    padded = {4: ("-01-01", "-12-31"), 7: ("-01", "-31"), 10: ("", "")}[len(date)]
    return date + padded[0], "9999-99-99" if lasts else date + padded[1]


def allowed(snapshot: Snapshot, ties: tuple[Tie, ...]) -> bool:
    """Whether some choice of a claim date for each hop lets every hop be no earlier than the one before."""
    options = []
    for tie in ties:
        claims = snapshot.claims
        found = [dates.text(int(d)) for d in claims.date[claims.start[tie.index] : claims.start[tie.index + 1]]]
        spans = [span(date, tie.relation.type in LASTING) for date in found if date]
        options.append(spans or [("0000-00-00", "9999-99-99")])
    return any(all(first <= last for (first, _), (_, last) in combinations(one, 2)) for one in product(*options))


@settings(max_examples=600)
@given(graphs(), st.integers(1, 4))
def test_timed_paths_as_by_brute_force(snapshot: Snapshot, k: int) -> None:
    expected, impossible = [], []
    for path in paths(snapshot, "n0", "n1", ANYWHERE):
        strengths = [
            math.prod(tie.strength for tie in ties)
            for ties in product(*(hop.ties for hop in path.hops))
            if allowed(snapshot, ties)
        ]
        if strengths:
            expected.append((-round(max(strengths), 9), len(path.hops), path.nodes))
        else:
            impossible.append(path.nodes)
    found = timed_paths(snapshot, "n0", "n1", k, ANYWHERE)
    assert found.exact
    assert [(-round(path.strength, 9), len(path.nodes) - 1, path.nodes) for path in found.paths] == sorted(expected)[:k]
    for timed in found.paths:
        assert allowed(snapshot, tuple(passage.tie for passage in timed.passages))
    assert {one.path.nodes for one in found.forbidden} <= set(impossible)


def parted(
    snapshot: Snapshot, search: Search, timed: bool, actors: tuple[str, ...] = (), articles: tuple[str, ...] = ()
) -> bool:
    numbers = frozenset(snapshot.article[id] for id in articles)
    search = Search(countries=True, max_hops=search.max_hops, excluded=frozenset(actors))
    return not strongest(snapshot, search, timed, 1, snapshot.resting_on(numbers))


def strongest(
    snapshot: Snapshot, search: Search, timed: bool, k: int, without: frozenset[int] = frozenset()
) -> list[Path]:
    if not timed:
        return best_paths(snapshot, "n0", "n1", k, search, without)
    return [one.path for one in timed_paths(snapshot, "n0", "n1", k, search, without).paths]


@settings(max_examples=500)
@given(graphs(), st.integers(2, 5), st.booleans())
def test_smallest_sets_as_by_brute_force(snapshot: Snapshot, hops: int, timed: bool) -> None:
    search = Search(countries=True, max_hops=hops)
    found = strongest(snapshot, search, timed, 5)
    fragile = fragility(snapshot, "n0", "n1", found, search, timed=timed)
    if not found:
        assert fragile.actors is None
        assert fragile.articles is None
        return
    assert fragile.strength == pytest.approx(found[0].strength)
    inner = [id for id in snapshot.ids if id not in ("n0", "n1")]
    articles = snapshot.claims.articles
    for cut, members, key in ((fragile.actors, inner, "actors"), (fragile.articles, articles, "articles")):
        if cut is None:
            assert key == "actors"
            assert not parted(snapshot, search, timed, actors=tuple(inner))
            continue
        assert cut.exact
        asked: Any = {key: tuple(loss.id for loss in cut.members)}
        assert parted(snapshot, search, timed, **asked)
        smaller: Any = combinations(members, len(cut.members) - 1)
        if math.comb(len(members), len(cut.members) - 1) <= 600:
            assert not any(parted(snapshot, search, timed, **{key: chosen}) for chosen in smaller)
        for loss in cut.members:
            alone: Any = {key: (loss.id,)}
            assert (loss.remaining == 0) == parted(snapshot, search, timed, **alone)


def test_without_a_limit_the_smallest_set_of_actors_is_the_minimum_node_cut() -> None:
    steps: list[Step] = [
        (f"l{i}n{a}", "LOBBIED", f"l{i + 1}n{b}", ("2025",)) for i in range(3) for a in range(5) for b in range(5)
    ]
    steps += [("a", "LOBBIED", f"l0n{i}", ("2025",)) for i in range(5)] + [
        (f"l3n{i}", "LOBBIED", "b", ("2025",)) for i in range(3)
    ]
    snapshot = graph(*steps)
    cut = smallest_actors(snapshot, "a", "b", Search(max_hops=9))
    assert cut
    plain: nx.DiGraph[str] = nx.DiGraph((a, b) for a, _, b, _ in steps)
    assert len(cut.members) == len(nx.minimum_node_cut(plain, "a", "b")) == 3
    assert cut.exact


def test_where_too_many_paths_are_needed_the_set_is_not_called_exact() -> None:
    steps: list[Step] = [
        step for i in range(12) for step in (("a", "LOBBIED", f"m{i}", ("2025",)), (f"m{i}", "LOBBIED", "b", ("2025",)))
    ]
    snapshot = graph(*steps)
    bounded = smallest_actors(snapshot, "a", "b", most=5)
    assert bounded
    assert not bounded.exact
    assert len(bounded.members) == 12
    full = smallest_articles(snapshot, "a", "b")
    assert full
    assert (full.exact, len(full.members)) == (True, 12)
    some = smallest_articles(snapshot, "a", "b", most=3)
    assert some
    assert (some.exact, len(some.members)) == (False, 12)


def test_an_article_that_states_all_breaks_all() -> None:
    one = [Relation("", "a", "LOBBIED", m, 1, 1, 1, None, None, None, None, 1.0) for m in ("m", "n")]
    two = [Relation("", m, "LOBBIED", "b", 1, 1, 1, None, None, None, None, 1.0) for m in ("m", "n")]
    rows = [{"id": id, "name": id, "label": "Company"} for id in "abmn"]
    claims = [(relation, None, "same") for relation in one] + [(relation, None, "other") for relation in two]
    claims.append((two[1], None, "third"))
    found = fragility(snapshot := build(rows, one + two, claims), "a", "b", best_paths(snapshot, "a", "b"))
    assert found.articles
    assert [(loss.id, loss.remaining) for loss in found.articles.members] == [("same", 0.0)]
    assert found.actors
    assert [loss.id for loss in found.actors.members] == ["m", "n"]
    assert [(loss.id, loss.remaining) for loss in found.without_article] == [
        ("same", 0.0), ("other", pytest.approx(0.64)), ("third", pytest.approx(0.64)),
    ]  # fmt: skip
    bare = build(rows, one + two)
    assert smallest_articles(bare, "a", "b") is None
    for a, b in pairwise(("a", "m", "b")):
        assert smallest_actors(snapshot, a, b) is None
