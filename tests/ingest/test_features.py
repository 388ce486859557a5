"""Pairs and their features: lists, what stands between, voice, what the registry knows."""

import pytest

from graph.schema import ACTORS
from ingest.extract.features import Slot
from ingest.extract.pairs import MAX_MENTIONS, Pair, pairs


def slots(text: str, **labels: str) -> list[Slot]:
    """Return slots for the words of a text, by label."""
    found = [
        Slot(text.index(name.replace("_", " ")), text.index(name.replace("_", " ")) + len(name), label, name)
        for name, label in labels.items()
    ]
    return sorted(found, key=lambda slot: slot.start)


def pair(text: str, language: str, one: str, other: str, **labels: str) -> Pair:
    ends = {one, other}
    return next(p for p in pairs(text, language, slots(text, **labels)) if {p.left.entity, p.right.entity} == ends)


def test_every_member_of_a_list_is_described_alike() -> None:
    text = "Washington banned Acme, Bolt and Corvex from trading."
    labels = {"Washington": "Country", "Acme": "Company", "Bolt": "Company", "Corvex": "Company"}
    first = set(pair(text, "en", "Washington", "Acme", **labels).features)
    last = set(pair(text, "en", "Washington", "Corvex", **labels).features)
    surface = {f for f in first ^ last if f.startswith("en|Rs|")}
    assert first ^ last == surface
    assert "list|Company>Company" in pair(text, "en", "Acme", "Bolt", **labels).features


def test_a_trigger_tells_how_many_mentions_part_it_from_the_pair() -> None:
    text = "Acme, rival of Bolt, supplied Corvex."
    labels = {"Acme": "Company", "Bolt": "Company", "Corvex": "Company"}
    assert any(f.startswith("M|SUPPLIES|10|") for f in pair(text, "en", "Acme", "Corvex", **labels).features)
    assert any(f.startswith("M|SUPPLIES|00|") for f in pair(text, "en", "Bolt", "Corvex", **labels).features)


def test_the_registry_is_background() -> None:
    text = "Jensen Huang met Nvidia staff."
    known = [Slot(0, 12, "Person", "a", False, "jensen-huang"), Slot(17, 23, "Company", "b", False, "nvidia")]
    unknown = [Slot(0, 12, "Person", "a"), Slot(17, 23, "Company", "b")]
    assert "known|HOLDS_POSITION>" in next(pairs(text, "en", known)).features
    assert not any(f.startswith("known|") for f in next(pairs(text, "en", unknown)).features)


def test_the_nearest_mentions_of_two_things_make_their_pair() -> None:
    text = "Acme grew. Acme bought Bolt"
    found = list(
        pairs(text, "en", [Slot(0, 4, "Company", "a"), Slot(11, 15, "Company", "a"), Slot(23, 27, "Company", "b")])
    )
    assert [(p.left.start, p.right.start) for p in found] == [(11, 23)]


def test_labels_that_no_type_joins_make_no_pair() -> None:
    text = "Geneva and Stockholm"
    assert list(pairs(text, "en", [Slot(0, 6, "Place", "a"), Slot(11, 20, "Place", "b")])) == []


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_a_sentence_full_of_mentions_is_bounded(language: str) -> None:
    text = "Acme " * 1000
    many = [Slot(i * 5, i * 5 + 4, sorted(ACTORS)[i % 5], str(i)) for i in range(1000)]
    assert len(list(pairs(text, language, many))) <= MAX_MENTIONS * (MAX_MENTIONS - 1) // 2
