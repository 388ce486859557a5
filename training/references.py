"""Learn to resolve references back."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ingest.extract.linear import LinearModel
from ingest.extract.references import Memory
from ingest.extract.sentences import sentences
from training.corpus import Passage
from training.relations import learn

NAME = "same"


def choices(passage: Passage) -> Iterator[list[tuple[list[str], bool]]]:
    """Yield, for each reference of a passage, its candidates' features and whether each is the right one."""
    starts = [start for start, _ in sentences(passage.text)]
    memory = Memory(passage.language)
    for mention in sorted(passage.mentions, key=lambda m: (m.start, -m.end)):
        sentence = bisect_right(starts, mention.start)
        surface = passage.text[mention.start : mention.end]
        if mention.reference:
            found = memory.candidates([mention.label], sentence, surface)
            yield [(features, key == mention.key) for key, features in found]
        memory.note(mention.key, mention.label, sentence, [] if mention.reference else [surface])


def train(passages: Sequence[Passage]) -> LinearModel:
    """Learn which candidate a reference stands for."""
    rows = [
        (passage.file, features, right)
        for passage in passages
        for reference in choices(passage)
        for features, right in reference
    ]
    return learn(
        [features for _, features, _ in rows],
        [group for group, _, _ in rows],
        (NAME,),
        lambda _, __: True,
        lambda i, _: rows[i][2],
    ).model
