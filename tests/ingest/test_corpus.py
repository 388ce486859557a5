"""The annotated passages: enough of each kind, without a fault, and the yardstick apart from what is learned."""

from collections import Counter

from graph.records import LANGUAGES
from graph.schema import RELATION_TYPES
from training.corpus import Passage, files, parse
from training.yardstick import FOLDER


def passages() -> tuple[list[Passage], list[Passage]]:
    learned, held = [list(parse(path)) for path in files()], [list(parse(path)) for path in files(FOLDER)]
    faults = [item for items in (*learned, *held) for item in items if not isinstance(item, Passage)]
    assert not faults
    return (
        [item for items in learned for item in items if isinstance(item, Passage)],
        [item for items in held for item in items if isinstance(item, Passage)],
    )


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
