"""Influence as read from a store, on both engines: cutoffs, evidence, and never a path without it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from threading import Event

import pytest

from graph.errors import Ambiguous, BadInput, NotFound
from graph.influence.actors import find
from graph.influence.building import build
from graph.influence.evidence import contested, evidenced_paths, supporting
from graph.influence.paths import Path, Search, best_paths
from graph.influence.reading import current, read
from graph.influence.snapshot import NO_CUTOFF, Cutoff, Snapshot, view, walks
from graph.records import relation_id
from graph.store import Store
from graph.withdrawing import withdraw
from graph.writing import write
from tests.story import ENTITIES, extractions


@pytest.fixture
def story(store: Store) -> Store:
    write(store, list(extractions()))
    return store


def relations(graph: Snapshot) -> dict[str, int]:
    """Claims by relation id."""
    return {tie.relation.id: tie.relation.claims for _, _, tie in walks(graph)}


def test_the_snapshot_holds_every_actor_and_tie(story: Store) -> None:
    graph = read(story)
    assert set(graph.ids) == set(ENTITIES)
    assert graph.label("q7") == "Product"
    post = next(
        tie for a, b, tie in walks(graph) if (a, b, tie.relation.type) == ("lena-roth", "quarzo", "HOLDS_POSITION")
    )
    assert (post.relation.claims, post.relation.origins) == (2, 2)
    assert post.strength == pytest.approx(0.9 * 0.995)
    assert post.relation.properties == {"title": "chief executive; 首席执行官"}
    assert {b for a, b, _ in walks(graph) if a == "lena-roth"} == {
        "quarzo", "trade-bureau", "open-letter", "chip-league", "arvenia",
    }  # fmt: skip


def test_what_is_planned_alleged_or_denied_makes_no_tie(story: Store) -> None:
    found = relations(read(story))
    assert relation_id("quarzo", "PAYS", "trade-bureau") not in found
    assert relation_id("quarzo", "LOBBIED", "ministry") not in found
    assert relation_id("lena-roth", "MET_WITH", "ministry") not in found


def test_a_cutoff_that_cuts_nothing_gives_the_stored_graph(story: Store) -> None:
    now, then = read(story), read(story, Cutoff(as_of="2030", known_at="2030-01-01"))
    assert relations(then) == relations(now)
    assert then.fingerprint == now.fingerprint


def test_counts_and_confidence_are_those_of_the_date_of_knowledge(story: Store) -> None:
    graph = read(story, Cutoff(known_at="2025-06"))
    post = next(
        tie for _, _, tie in walks(graph) if tie.relation.id == relation_id("lena-roth", "HOLDS_POSITION", "quarzo")
    )
    assert (post.relation.claims, post.relation.origins, post.relation.confidence) == (1, 1, 0.95)
    assert relation_id("quarzo", "MAKES", "q7") not in relations(graph)
    assert relations(read(story, Cutoff(known_at="2025-06-02"))) == {}


def test_as_of_leaves_out_what_came_later_and_keeps_the_undated(story: Store) -> None:
    found = relations(read(story, Cutoff(as_of="2025-06")))
    assert relation_id("trade-bureau", "EASES", "licence-rule") not in found
    assert relation_id("trade-bureau", "ISSUED", "licence-rule") in found
    assert relation_id("lena-roth", "MET_WITH", "trade-bureau") in found
    assert relation_id("quarzo", "MAKES", "q7") in found
    # A date of a month is not after a day of that month.
    assert relation_id("lena-roth", "MET_WITH", "trade-bureau") in relations(read(story, Cutoff(as_of="2025-05-02")))
    assert relation_id("lena-roth", "MET_WITH", "trade-bureau") not in relations(read(story, Cutoff(as_of="2025-04")))


@pytest.mark.parametrize("date", ["2025-13", "July", "2025-7-1", "", "2025-06-31x"])
def test_a_cutoff_that_is_no_date(date: str) -> None:
    with pytest.raises(BadInput, match="known_at"):
        Cutoff(known_at=date)


def test_order_and_repetition_of_writing_change_nothing(store: Store) -> None:
    told = list(extractions())
    write(store, told[::-1])
    first = read(store).fingerprint
    write(store, told)
    assert read(store).fingerprint == first


def test_every_tie_of_every_path_has_its_sentences(story: Store) -> None:
    found, claims = evidenced_paths(story, read(story), "lena-roth", "q7", 10, Search(countries=True))
    assert len(found) >= 6
    for tie in (tie for path in found for hop in path.hops for tie in hop.ties):
        evidence = claims[tie.relation.id]
        assert len(evidence) == tie.relation.claims
        for one in evidence:
            assert one.quote
            assert one.article_id
            assert (one.subject, one.type, one.object) == (
                tie.relation.subject, tie.relation.type, tie.relation.object,
            )  # fmt: skip
    post = claims[relation_id("lena-roth", "HOLDS_POSITION", "quarzo")]
    assert [one.language for one in post] == ["en", "zh"]
    assert post[0].publisher == "The Harbour Courier"
    assert post[0].properties == {"title": "chief executive"}
    assert post[1].quote == "夸尔佐半导体首席执行官莱娜·罗特曾任芯片制造商联盟主席。"


def test_a_path_without_evidence_is_never_given(story: Store) -> None:
    graph = read(story)
    before = [path.nodes for path in best_paths(graph, "lena-roth", "q7", 2)]
    assert before[0] == ("lena-roth", "quarzo", "q7")
    # The relation stays, the sentence that it rested on goes.
    story.write("MATCH (c:Claim {type: 'MAKES'}) DETACH DELETE c")
    found, claims = evidenced_paths(story, graph, "lena-roth", "q7", 2)
    assert found[0].nodes == before[1]
    assert len(found) == 2
    assert relation_id("quarzo", "MAKES", "q7") not in claims
    assert [path.nodes for path in best_paths(graph, "lena-roth", "q7", 2)] == before


def test_without_any_evidence_there_is_no_path(story: Store) -> None:
    story.write("MATCH (c:Claim) DETACH DELETE c")
    assert evidenced_paths(story, read(story), "lena-roth", "q7") == ([], {})


def test_evidence_obeys_the_cutoff(story: Store) -> None:
    (tie,) = (walk[2] for walk in walks(read(story)) if walk[2].relation.type == "MAKES")
    assert supporting(story, [tie.relation], Cutoff(known_at="2025-07-15")) == {}
    assert len(supporting(story, [tie.relation], Cutoff(known_at="2025-07-16"))[tie.relation.id]) == 1


def test_contested_claims_of_a_pair_in_either_direction(story: Store) -> None:
    found = contested(story, [("ministry", "lena-roth"), ("trade-bureau", "quarzo"), ("quarzo", "ministry")])
    assert sorted((one.type, one.modality, one.polarity) for one in found) == [
        ("LOBBIED", "planned", "affirmed"),
        ("MET_WITH", "asserted", "negated"),
        ("PAYS", "alleged", "affirmed"),
    ]
    assert contested(story, [("lena-roth", "q7")]) == ()
    assert contested(story, []) == ()


def test_actors_are_found_by_id_and_by_name_in_three_scripts(story: Store) -> None:
    for text in ("lena-roth", "Lena Roth", "ROTH", "لينا روث", "莱娜·罗特", "lena"):
        assert find(story, text)["id"] == "lena-roth"
    with pytest.raises(NotFound, match="no actor 'Leena Rooth'") as raised:
        find(story, "Leena Rooth")
    assert raised.value.errors[0].startswith("lena-roth  ")
    with pytest.raises(Ambiguous):
        find(story, "of")


def test_a_tie_needs_weight_confidence_and_two_ends(story: Store) -> None:
    kept = read(story)
    meeting = next(tie.relation for _, _, tie in walks(kept) if tie.relation.type == "MET_WITH")
    rows = [{"id": id, "name": kept.name(id), "label": kept.label(id)} for id in kept.ids]
    assert [tie.backwards for _, _, tie in walks(build(rows, [meeting]))] == [False, True]
    assert list(walks(build(rows, [replace(meeting, confidence=0.0)]))) == []
    assert list(walks(build(rows, [replace(meeting, object=meeting.subject)]))) == []
    assert list(walks(build(rows[:1], [meeting]))) == []
    assert NO_CUTOFF.parameters() == {"asOf": None, "knownAt": None}


def test_a_snapshot_is_shared_until_the_graph_changes(store: Store) -> None:
    told = list(extractions())
    write(store, told[:2])
    first = current(store)
    with ThreadPoolExecutor(8) as pool:
        shared = list(pool.map(lambda _: current(store), range(16)))
    assert all(one is first for one in shared)
    assert current(store, Cutoff(known_at="2025-06")) is current(store, Cutoff(known_at="2025-06"))
    assert current(store) is first
    write(store, told)
    second = current(store)
    assert second.version > first.version
    assert second.fingerprint != first.fingerprint


def test_answers_are_those_of_a_fresh_read_after_every_write(store: Store) -> None:
    told = list(extractions())
    steps: list[Callable[[], object]] = [partial(write, store, [one]) for one in told]
    steps += [partial(withdraw, store, one.article.id) for one in told[:3]]
    for step in steps:
        step()
        shared, fresh = current(store), read(store)
        assert shared.fingerprint == fresh.fingerprint
        assert list(walks(shared)) == list(walks(fresh))
        for target in ("q7", "ministry", "licence-rule"):
            assert best_paths(shared, "lena-roth", target, 9) == best_paths(fresh, "lena-roth", target, 9)


def test_a_graph_can_be_asked_while_it_is_written_to(store: Store) -> None:
    told = list(extractions())
    write(store, told)
    done = Event()

    def keep_writing() -> None:
        while not done.is_set():
            withdraw(store, told[3].article.id)
            write(store, told[3:])

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(keep_writing)
        for _ in range(10):
            snapshot = current(store)
            found, claims = evidenced_paths(store, snapshot, "lena-roth", "licence-rule", 3)
            assert found
            assert all(claims[tie.relation.id] for path in found for hop in path.hops for tie in hop.ties)
        done.set()
        writing.result()
    assert current(store).fingerprint == read(store).fingerprint


def test_threads_that_share_a_snapshot_get_the_same_answers(story: Store) -> None:
    snapshot = read(story)
    asked = [(target, hops) for target in ("q7", "ministry", "licence-rule", "chip-league") for hops in (2, 3, 6)] * 8

    def ask(one: tuple[str, int]) -> list[Path]:
        return best_paths(snapshot, "lena-roth", one[0], 9, Search(max_hops=one[1]))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, asked)) == [ask(one) for one in asked]


def test_a_part_of_a_snapshot_is_seen_through_networkx(story: Store) -> None:
    snapshot = read(story)
    whole, part = view(snapshot), view(snapshot, ["quarzo", "q7", "lena-roth"])
    assert whole.number_of_nodes() == len(snapshot)
    assert whole.number_of_edges() == snapshot.edges
    assert sorted((a, b, key) for a, b, key in part.edges(keys=True)) == sorted(
        (a, b, key) for a, b, key in whole.edges(keys=True) if {a, b} <= {"quarzo", "q7", "lena-roth"}
    )
    assert part.nodes["quarzo"] == {"name": "Quarzo Semiconductor", "label": "Company"}
    (made,) = part["quarzo"]["q7"].values()
    assert (made["tie"].relation.type, made["strength"]) == ("MAKES", pytest.approx(0.8 * 0.95))


def test_a_snapshot_tells_its_size(story: Store) -> None:
    snapshot = read(story)
    assert 1000 < snapshot.memory < 100_000
    assert snapshot.articles(0) <= {one.article.id for one in extractions()}
