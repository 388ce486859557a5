"""Queries that start from an entity: the same answers on both databases."""

import pytest

from graph.queries.actor_card import ActorCard
from graph.queries.actor_search import ActorSearch
from graph.queries.common_ties import CommonTies
from graph.queries.counts import Counts
from graph.queries.entity_names import EntityNames
from graph.queries.most_tied import MostTied
from graph.queries.neighbours import Neighbours
from graph.queries.relations_between import RelationsBetween
from graph.queries.shared_participants import SharedParticipants
from graph.store import Store
from tests.graph.query_story import UNREGISTERED


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Helix", [("helix", "name")]),
        ("HELIX", [("helix", "name")]),
        ("orbis", [("orbis", "id"), ("helix", "words")]),
        ("Orbis", [("orbis", "alias"), ("helix", "words")]),
        ("Orbis Dev", [("orbis", "prefix")]),
        ("mara lin", [("mara-lind", "prefix")]),
        ("lind mara", [("mara-lind", "words")]),
        ("Mara E Lind", [("mara-lind", "alias")]),
        ("trade-ministry", [("trade-ministry", "id")]),
        ("وزاره التجاره", [("trade-ministry", "alias")]),
        ("اوربيس", [("orbis", "alias")]),
        ("أُوربيس", [("orbis", "alias")]),
        ("玛拉林德", [("mara-lind", "alias")]),
        ("歐比斯", [("orbis", "alias")]),
        ("比斯", [("orbis", "words")]),
        ("魏嵐", [(UNREGISTERED, "alias")]),
        ("X9", [("x9", "name")]),
        ("nobody of this name", []),
        ('"+-&|!(){}[]^~*?:\\/ Helix AND', []),
    ],
)
def test_search_finds_names_in_any_script(told: Store, text: str, found: list[tuple[str, str]]) -> None:
    rows = told.run(ActorSearch(text=text))
    assert [(row.id, row.match) for row in rows] == found


@pytest.mark.parametrize(
    "text", ["q " * 100, "x" * 200, "😀 x9", "ไทย", "हिन्दी", "x\u0000y", "𠀀𠀁 X9", "a股 台积电tsmc", "§", " "]
)
def test_search_bears_any_text(told: Store, text: str) -> None:
    assert {row.id for row in told.run(ActorSearch(text=text))} <= {"x9"}


def test_search_can_be_held_to_labels_and_paged(told: Store) -> None:
    assert [row.id for row in told.run(ActorSearch(text="chip"))] == ["summit", "chip-rule", "x9"]
    assert [row.id for row in told.run(ActorSearch(text="chip", labels=("Event", "Product")))] == ["summit", "x9"]
    assert [row.id for row in told.run(ActorSearch(text="chip", limit=1, offset=1))] == ["chip-rule"]


def test_card_says_what_is_known(told: Store) -> None:
    (card,) = told.run(ActorCard(actor="mara-lind"))
    assert (card.name, card.label, card.name_ar, card.wikidata) == ("Mara Lind", "Person", "مارا ليند", "Q1")
    assert "Mara E. Lind" in card.aliases
    assert card.posts == ["2019/ orbis chief executive"]
    assert (card.articles, card.first_seen, card.last_seen) == (3, "2025-03-10", "2025-07-20")
    counted = {(one.type, one.outgoing): one.relations for one in card.relations}
    assert counted == {
        ("HOLDS_POSITION", True): 1, ("LOBBIED", True): 1, ("SIGNED", True): 1, ("PARTICIPATED_IN", True): 1,
    }  # fmt: skip
    assert {(one.modality, one.polarity): one.claims for one in card.claims} == {
        ("asserted", "affirmed"): 5, ("asserted", "negated"): 1, ("reported", "affirmed"): 1,
    }  # fmt: skip


def test_card_of_nobody_has_no_row(told: Store) -> None:
    assert told.run(ActorCard(actor="nobody")) == []
    assert told.run(Neighbours(actor="nobody")) == []


def test_neighbours_come_strongest_first_with_all_their_relations(told: Store) -> None:
    rows = told.run(Neighbours(actor="mara-lind"))
    assert [(row.neighbour.id, row.origins, row.claims) for row in rows] == [
        ("orbis", 2, 2), ("trade-ministry", 2, 2), ("open-letter", 1, 1), ("summit", 1, 1),
    ]  # fmt: skip
    (held,) = rows[0].relations
    assert (held.type, held.outgoing, held.title) == ("HOLDS_POSITION", True, "chief executive; رئيسة")
    assert (held.first_published, held.last_published) == ("2025-03-10", "2025-06-02")
    (office,) = told.run(Neighbours(actor="trade-ministry", labels=("GovernmentBody",)))
    assert {(tie.type, tie.outgoing) for tie in office.relations} == {("DIRECTED", True), ("PART_OF", False)}


def test_neighbours_can_be_filtered(told: Store) -> None:
    def ids(query: Neighbours) -> list[str]:
        return [row.neighbour.id for row in told.run(query)]

    assert ids(Neighbours(actor="x9", direction="in", types=("RESTRICTS", "EASES"))) == [
        "chip-rule", "export-office", "sudria-commerce", "trade-ministry",
    ]  # fmt: skip
    assert ids(Neighbours(actor="x9", direction="out")) == []
    assert ids(Neighbours(actor="mara-lind", labels=("Event",))) == ["open-letter", "summit"]
    assert ids(Neighbours(actor="mara-lind", limit=1, offset=2)) == ["open-letter"]
    # The lobbying of February was told in March, the letter signed and told later; the post has no date.
    assert ids(Neighbours(actor="mara-lind", known_at="2025-03-10")) == ["orbis", "trade-ministry"]
    assert ids(Neighbours(actor="mara-lind", as_of="2025-01")) == ["orbis", "summit"]
    assert ids(Neighbours(actor="mara-lind", as_of="2024")) == ["orbis"]
    assert ids(Neighbours(actor="mara-lind", as_of="2025-05", known_at="2025-05")) == ["orbis", "trade-ministry"]


def test_a_cutoff_counts_the_claims_within_it(told: Store) -> None:
    (row,) = told.run(Neighbours(actor="mara-lind", types=("LOBBIED",), as_of="2025-06"))
    assert row.claims == row.relations[0].claims == 1
    assert told.run(Neighbours(actor="mara-lind", types=("LOBBIED",)))[0].claims == 2


def test_relations_between_run_both_ways(told: Store) -> None:
    rows = told.run(RelationsBetween(actor="export-office", other="trade-ministry"))
    assert {(row.subject.id, row.relation.type, row.object.id) for row in rows} == {
        ("trade-ministry", "DIRECTED", "export-office"), ("export-office", "PART_OF", "trade-ministry"),
    }  # fmt: skip
    assert rows == told.run(RelationsBetween(actor="trade-ministry", other="export-office"))
    (lobbied,) = told.run(RelationsBetween(actor="mara-lind", other="trade-ministry"))
    one = lobbied.relation
    assert (one.claims, one.origins, one.first_date, one.last_date) == (2, 2, "2025-02", "2025-07-02")
    assert told.run(RelationsBetween(actor="orbis", other="helix", types=("PAYS", "INVESTS_IN"))) == []


def test_most_tied_counts_distinct_neighbours(told: Store) -> None:
    rows = told.run(MostTied(limit=3))
    assert [(row.actor.id, row.neighbours, row.relations, row.origins) for row in rows] == [
        ("mara-lind", 4, 4, 6), ("trade-ministry", 4, 5, 6), ("export-office", 3, 4, 4),
    ]  # fmt: skip
    products = told.run(MostTied(labels=("Product", "Material")))
    assert [(row.actor.id, row.neighbours) for row in products] == [("x9", 5), ("gallium", 2)]
    assert [row.actor.id for row in told.run(MostTied(types=("TARIFFS",)))] == ["norland"]


def test_common_ties_show_both_sides(told: Store) -> None:
    rows = told.run(CommonTies(actor="mara-lind", other="tariq-nasser"))
    assert [row.entity.id for row in rows] == ["open-letter", "summit"]
    assert [tie.type for tie in rows[0].with_actor] == [tie.type for tie in rows[0].with_other] == ["SIGNED"]
    assert rows[0].with_actor[0].first_date == "2025-05-30"
    assert [row.entity.id for row in told.run(CommonTies(actor="orbis", other="export-office"))] == ["x9"]
    assert told.run(CommonTies(actor="orbis", other="export-office", labels=("Person",))) == []


def test_shared_participants_come_with_the_events(told: Store) -> None:
    first, second = told.run(SharedParticipants(actor="mara-lind"))
    assert (first.participant.id, first.shared) == ("tariq-nasser", 2)
    assert [(one.id, one.kind, one.date, one.actor_part, one.participant_part) for one in first.events] == [
        ("summit", "summit", "2025", ["PARTICIPATED_IN"], ["PARTICIPATED_IN"]),
        ("open-letter", "letter", "2025-05", ["SIGNED"], ["SIGNED"]),
    ]
    assert (second.participant.id, [one.id for one in second.events]) == (UNREGISTERED, ["summit"])
    assert told.run(SharedParticipants(actor="mara-lind", labels=("Company",))) == []


def test_names_of_known_ids(told: Store) -> None:
    rows = told.run(EntityNames(ids=("orbis", "nobody", "mara-lind", "orbis")))
    assert [(row.id, row.label, row.name_zh) for row in rows] == [
        ("mara-lind", "Person", "玛拉·林德"), ("orbis", "Company", "欧比斯"),
    ]  # fmt: skip


def test_counts(told: Store) -> None:
    counted = {(row.of, row.name, row.modality, row.polarity): row.count for row in told.run(Counts())}
    assert counted["entities", "Person", None, None] == 3
    assert counted["relations", "RESTRICTS", None, None] == 3
    assert counted["articles", "en", None, None] == 2
    assert counted["claims", "ar", "asserted", "negated"] == 1
    assert counted["claims", "ar", "planned", "affirmed"] == 1
    assert sum(n for (of, *_), n in counted.items() if of == "claims") == 26
    assert ("relations", "PAYS", None, None) not in counted
