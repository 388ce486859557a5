"""What a drawing is made of: who is named with whom, and what is said among them; the same on both databases."""

from graph.queries.said_with import SaidWith
from graph.queries.ties_among import TiesAmong
from graph.schema import is_fact
from graph.store import Store


def test_said_with_counts_facts_and_doubts_apart(told: Store) -> None:
    rows = {row.id: row for row in told.run(SaidWith(actor="orbis"))}
    assert (rows["helix"].facts, rows["helix"].doubts) == (1, 3)
    assert rows["mara-lind"].facts > 0
    assert rows["mara-lind"].name_zh == "玛拉·林德"
    assert "orbis" not in rows
    order = [(-row.facts, -row.doubts, row.id) for row in told.run(SaidWith(actor="orbis"))]
    assert order == sorted(order)
    assert told.run(SaidWith(actor="nobody")) == []


def test_ties_among_say_what_each_claim_is(told: Store) -> None:
    rows = told.run(TiesAmong(ids=("orbis", "helix", "mara-lind")))
    assert {row.subject for row in rows} | {row.object for row in rows} <= {"orbis", "helix", "mara-lind"}
    (alleged,) = [row for row in rows if row.type == "PAYS"]
    assert [(claim.modality, is_fact(claim.modality, claim.polarity)) for claim in alleged.claims] == [
        ("alleged", False)
    ]
    (post,) = [row for row in rows if row.type == "HOLDS_POSITION"]
    assert post.claims[0].title == "chief executive"
    assert [row.id for row in rows] == sorted(row.id for row in rows)
    assert told.run(TiesAmong(ids=("helix", "helix"))) == []
