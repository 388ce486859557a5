"""Which entity a mention stands for."""

from ingest.extract.linking import Linked, Linker
from ingest.extract.mentions import Found
from ingest.extract.sentences import sentences


def link(
    text: str, *marks: tuple[str, str, bool] | tuple[str, str, bool, tuple[str, ...]], language: str = "en"
) -> Linked:
    """Link the marked words (surface, label, reference, registry entries) in the order of the text."""
    found, at = [], 0
    for surface, label, reference, *entries in marks:
        start = text.index(surface, at)
        found.append(Found(start, start + len(surface), label, reference, entries[0] if entries else ()))
        at = start + len(surface)
    return Linker("article-1", text, language, "2025-07-28", sentences(text)).link(found)


def ids(linked: Linked) -> list[str]:
    return [mention.entity for mention in linked.mentions]


def test_a_surname_means_the_person_named_before() -> None:
    found = ids(link("Harlan Voss spoke. Voss left.", ("Harlan Voss", "Person", False), ("Voss", "Person", False)))
    assert found[0] == found[1]


def test_two_people_of_one_surname_stay_apart() -> None:
    text = "Anna Voss met Carl Voss."
    assert len(set(ids(link(text, ("Anna Voss", "Person", False), ("Carl Voss", "Person", False))))) == 2


def test_an_acronym_means_the_name_it_abbreviates() -> None:
    text = "The Open Chip Alliance (OCA) met. OCA spoke."
    found = ids(
        link(
            text,
            ("Open Chip Alliance", "Organization", False),
            ("OCA", "Organization", False),
            ("OCA", "Organization", False),
        )
    )
    assert len(set(found)) == 1


def test_a_part_of_a_firms_name_means_the_firm() -> None:
    text = "Corvex Micro grew. Corvex sold chips."
    found = ids(link(text, ("Corvex Micro", "Company", False), ("Corvex", "Company", False)))
    assert found[0] == found[1]


def test_a_reference_goes_to_the_first_of_its_kind_in_the_sentence_before() -> None:
    text = "Corvex sued Bolt. The company wants damages."
    found = ids(link(text, ("Corvex", "Company", False), ("Bolt", "Company", False), ("The company", "Company", True)))
    assert found[2] == found[0]


def test_a_reference_to_nothing_is_dropped() -> None:
    assert ids(link("The company grew.", ("The company", "Company", True))) == []


def test_a_title_word_means_the_body_at_which_the_person_holds_the_post() -> None:
    text = "وزير التجارة هوارد لوتنيك"
    linked = link(
        text,
        ("التجارة", "GovernmentBody", False),
        ("هوارد لوتنيك", "Person", False, ("howard-lutnick",)),
        language="ar",
    )
    assert ids(linked) == ["united-states-department-of-commerce", "howard-lutnick"]


def test_a_description_means_something_else_in_the_next_article() -> None:
    text = "It announced the ban. The Chip Security Act passed."
    marks = (("the ban", "Measure", False), ("Chip Safety Act", "Measure", False))
    text = text.replace("Security", "Safety")
    one = Linker("article-1", text, "en", None, sentences(text))
    two = Linker("article-2", text, "en", None, sentences(text))
    found = [
        Found(text.index(surface), text.index(surface) + len(surface), label, reference)
        for surface, label, reference in marks
    ]
    first, second = ids(one.link(found)), ids(two.link(found))
    assert first[0] != second[0]
    assert first[1] == second[1]


def test_names_are_kept_as_they_were_written() -> None:
    linked = link("Harlan Voss spoke. Voss left.", ("Harlan Voss", "Person", False), ("Voss", "Person", False))
    (entity,) = linked.entities
    assert entity.name == "Harlan Voss"
    assert entity.aliases == ("Harlan Voss", "Voss")
    assert not entity.registered
