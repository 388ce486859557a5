"""Pairs of mentions of one sentence: what the relation classifier judges.

A pair is unordered: the left mention stands first. Of two things that a sentence names more than once, the
mentions nearest to each other make the pair.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.schema import allowed
from ingest.extract.features import Sentence, Slot, features

MAX_MENTIONS = 40  # of one sentence; bounds the pairs of a hostile one


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions of one sentence with the features of what stands in and around them.

    `lists` tells which list of the sentence ("A, B and C") each of the two stands in.
    """

    sentence: Sentence
    left: Slot
    right: Slot
    features: list[str]
    lists: tuple[int, int]


def pairs(text: str, language: str, slots: Sequence[Slot]) -> Iterator[Pair]:
    """Yield the pairs of a sentence that some relation type allows.

    Parameters
    ----------
    text : str
        The sentence.
    slots : sequence of Slot
        Its mentions, with offsets in `text`, in order.
    """
    slots = slots[:MAX_MENTIONS]
    if len(slots) < 2:
        return
    sentence = Sentence.of(text, language, slots)
    for i, j in _nearest(slots):
        left, right = slots[i], slots[j]
        if allowed(left.label, right.label) or allowed(right.label, left.label):
            yield Pair(sentence, left, right, features(sentence, i, j), (sentence.group[i], sentence.group[j]))


def _nearest(slots: Sequence[Slot]) -> list[tuple[int, int]]:
    """Return, for each two entities, the places of their mentions that stand nearest to each other."""
    best: dict[tuple[str, str], tuple[int, int, int]] = {}
    for i, left in enumerate(slots):
        for j in range(i + 1, len(slots)):
            right = slots[j]
            if left.entity == right.entity or right.start < left.end:
                continue
            key = (left.entity, right.entity) if left.entity < right.entity else (right.entity, left.entity)
            gap = right.start - left.end
            if key not in best or gap < best[key][0]:
                best[key] = (gap, i, j)
    return sorted((i, j) for _, i, j in best.values())
