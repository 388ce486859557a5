"""The annotated passages: enough of each kind, without a fault, and the yardstick apart from what is learned."""

from collections import Counter
from pathlib import Path

from graph.records import LANGUAGES
from graph.schema import RELATION_TYPES
from training.corpus import Fault, Passage, files, parse
from training.examples import examples
from training.yardstick import FOLDER


def passages() -> tuple[list[Passage], list[Passage]]:
    learned, held = [list(parse(path)) for path in files()], [list(parse(path)) for path in files(FOLDER)]
    faults = [item for items in (*learned, *held) for item in items if not isinstance(item, Passage)]
    assert not faults
    return (
        [item for items in learned for item in items if isinstance(item, Passage)],
        [item for items in held for item in items if isinstance(item, Passage)],
    )


ARTICLE = """@ en wire 2025-03-12
[Corvex|Company|c], of [Austin|Place|a], said nothing.
> c LOCATED_IN a
+ [The company|Company*|c] buys wafers from [TSMC|Company|t], and [TSMC|Company|t] knows [Austin|Place|a].
> t SUPPLIES c
"""


def _parsed(folder: Path, text: str) -> list[Passage | Fault]:
    path = folder / "one.txt"
    path.write_text(text, encoding="utf-8")
    return list(parse(path))


def test_an_article_goes_on_and_each_paragraph_states_its_own_relations(tmp_path: Path) -> None:
    (article,) = _parsed(tmp_path, ARTICLE)
    assert isinstance(article, Passage)
    assert [article.text[mention.start : mention.end] for mention in article.mentions if mention.key == "c"] == [
        "Corvex",
        "The company",
    ]
    assert [
        (example.pair.left.entity, example.pair.right.entity, example.relations) for example in examples(article)
    ] == [
        ("c", "a", {"LOCATED_IN>": "asserted"}),
        ("c", "t", {"SUPPLIES<": "asserted"}),
        ("c", "a", {}),
        ("t", "a", {}),
    ]


def test_a_fault_names_file_line_and_what_is_wrong(tmp_path: Path) -> None:
    for text, reason in (
        (ARTICLE.replace("TSMC|Company|t], and", "TSMC|Product|t], and"), "key t has two labels"),
        (ARTICLE.replace("> c LOCATED_IN a", "> t SUPPLIES c"), "key 't' in a relation, not in the text"),
        (ARTICLE.replace("+ [The", "[The"), "neither a relation nor a further paragraph"),
        (ARTICLE.replace("|Place|a], said", "|Place|a, said"), "a bracket or bar outside a mention"),
    ):
        (fault,) = _parsed(tmp_path, text)
        assert isinstance(fault, Fault)
        assert reason in str(fault)
        assert "one.txt:1: " in str(fault)


def test_there_is_enough_of_each_language_and_type() -> None:
    learned, held = passages()
    every = learned + held
    assert len(every) >= 4000
    languages = Counter(passage.language for passage in every)
    assert all(languages[language] > 0.3 * len(every) for language in LANGUAGES)
    types = Counter(relation.type for passage in every for relation in passage.relations)
    assert min(types[name] for name in RELATION_TYPES) >= 150
    facts = sum(relation.fact for passage in every for relation in passage.relations)
    assert 0.1 < 1 - facts / sum(types.values()) < 0.4


def test_a_fifth_is_never_learned_from() -> None:
    learned, held = passages()
    assert 0.15 < len(held) / (len(learned) + len(held)) < 0.25
    assert {passage.language for passage in held} == set(LANGUAGES)
    assert not {passage.text for passage in learned} & {passage.text for passage in held}
