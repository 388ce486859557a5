"""Judgements of one sentence are settled against one another."""

from collections.abc import Sequence

from ingest.extract.features import Slot
from ingest.extract.pairs import Pair, pairs
from ingest.extract.relations import Judgement
from ingest.extract.settling import THRESHOLD, settle, settling_features

TEXT = "Orvane and Tellis make the QX9, unlike Brandt."


def slot(name: str, label: str, *, entry: str | None = None, reference: bool = False, sure: float = 1.0) -> Slot:
    start = TEXT.index(name)
    return Slot(start, start + len(name), label, name, reference, entry, sure)


def paired(slots: Sequence[Slot]) -> dict[tuple[str, str], Pair]:
    return {(pair.left.entity, pair.right.entity): pair for pair in pairs(TEXT, "en", slots)}


SLOTS = [slot("Orvane", "Company"), slot("Tellis", "Company"), slot("QX9", "Product"), slot("Brandt", "Company")]


def judgements(brandt: float = 0.3) -> list[Judgement]:
    pair = paired(SLOTS)
    return [
        Judgement(pair["Orvane", "QX9"], "MAKES", True, 0.9),
        Judgement(pair["Tellis", "QX9"], "MAKES", True, 0.5),
        Judgement(pair["QX9", "Brandt"], "MAKES", False, brandt),
    ]


def test_members_of_one_list_stand_together_and_others_are_rivals() -> None:
    orvane, tellis, brandt = settling_features(judgements())
    assert "objects|6|8" in tellis  # Orvane, listed with Tellis, does it surely
    assert "object|6|5" in tellis  # Brandt, elsewhere, hardly
    assert "object|5|8" in brandt  # the likeliest rival is Orvane
    assert "objects|5|-" in brandt  # nobody is listed with Brandt
    assert "object|1|MAKES" in orvane
    assert "object|-1|MAKES" in brandt


def test_how_surely_the_ends_are_read_is_told() -> None:
    unsure = [slot("Orvane", "Company", sure=0.4), slot("QX9", "Product", reference=True)]
    (row,) = settling_features([Judgement(paired(unsure)["Orvane", "QX9"], "MAKES", True, 0.9)])
    assert "ends|name1|reference5" in row


def test_the_registry_is_heard() -> None:
    text_slots = [slot("Orvane", "Company", entry="amd"), slot("QX9", "Product", entry="h20")]
    (against,) = settling_features([Judgement(paired(text_slots)["Orvane", "QX9"], "MAKES", True, 0.5)])
    assert "contradicted|MAKES" in against
    text_slots = [slot("Orvane", "Company", entry="nvidia"), slot("QX9", "Product", entry="h20")]
    (for_it,) = settling_features([Judgement(paired(text_slots)["Orvane", "QX9"], "MAKES", True, 0.5)])
    assert "confirmed|MAKES" in for_it


def test_a_sure_rival_makes_a_judgement_less_sure() -> None:
    alone = settle([Judgement(paired(SLOTS)["QX9", "Brandt"], "MAKES", False, 0.6)])
    beside = settle(judgements(0.6))
    assert all(one.confidence >= THRESHOLD for one in (*alone, *beside))
    sure = {one.pair.right.entity: one.confidence for one in alone}
    now = {one.pair.right.entity: one.confidence for one in beside}
    assert now.get("Brandt", 0.0) < sure["Brandt"]


def test_nothing_is_settled_of_nothing() -> None:
    assert settle([]) == []


def test_a_signatory_hardly_seen_stands_beside_others_who_sign() -> None:
    text = "Ann Orr, Ben Voss and Cy Tell signed the open letter."
    names = [("Ann Orr", "Person"), ("Ben Voss", "Person"), ("Cy Tell", "Person"), ("open letter", "Event")]
    slots = [Slot(text.index(name), text.index(name) + len(name), label, name) for name, label in names]
    pair = {one.left.entity: one for one in pairs(text, "en", slots) if one.right.entity == "open letter"}
    weak = Judgement(pair["Cy Tell"], "SIGNED", True, 0.25)
    sure = [Judgement(pair[name], "SIGNED", True, 0.97) for name in ("Ann Orr", "Ben Voss")]
    assert settle([weak]) == []
    assert "Cy Tell" in {one.pair.left.entity for one in settle([*sure, weak])}
