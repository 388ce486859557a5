"""The forms by which a person is named again."""

import pytest

from ingest.extract.mentions import Found
from ingest.extract.repeats import with_repeats
from ingest.extract.surnames import short_forms


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("howard lutnick", {"lutnick"}),
        ("ursula von der leyen", {"leyen", "von der leyen"}),
        ("wang wentao", {"wang", "wentao"}),
        ("霍华德·卢特尼克", {"卢特尼克"}),
        ("وانغ ون تاو", {"وانغ", "تاو", "ون تاو"}),
        ("王文涛", set()),
    ],
)
def test_short_forms(name: str, forms: set[str]) -> None:
    assert set(short_forms(name)) == forms


def repeated(text: str, *names: tuple[str, str]) -> list[tuple[str, str]]:
    found = [Found(text.index(name), text.index(name) + len(name), label) for name, label in names]
    return [(text[m.start : m.end], m.label) for m in with_repeats(text, "en", found)]


def test_a_surname_is_found_where_only_a_capital_shows_it() -> None:
    text = "Karla May met Li Na. We may leave, Li said. May left."
    assert repeated(text, ("Karla May", "Person"), ("Li Na", "Person")) == [
        ("Karla May", "Person"),
        ("Li Na", "Person"),
        ("Li", "Person"),
        ("May", "Person"),
    ]


def test_a_surname_taken_for_a_firm_is_a_person_unless_a_firm_bears_it() -> None:
    text = "Esterhaus fell. Tobin Esterhaus resigned."
    assert ("Esterhaus", "Person") in repeated(text, ("Esterhaus", "Company"), ("Tobin Esterhaus", "Person"))
    text = "Ford fell. Bill Ford of Ford Motor resigned."
    assert ("Ford", "Company") in repeated(text, ("Ford", "Person"), ("Bill Ford", "Person"), ("Ford Motor", "Company"))
