"""Find given names in a text: where each stands as a word of its own, the longest first."""

from collections.abc import Sequence
from dataclasses import dataclass

import ahocorasick_rs

from ingest.extract.aliases import bounded
from ingest.extract.folding import fold, fold_name

# Whose names may hold other names: "the H20 licence requirement", "the Geneva talks".
_HOLDING = frozenset({"Measure", "Event"})


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: a thing, by its names."""

    key: str
    label: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name of a thing stands."""

    start: int
    end: int
    key: str


def places(text: str, things: Sequence[Sought]) -> list[Place]:
    """Return where the names of some things stand in a text, in order; spellings that fold alike are the same name.

    Of names that overlap the leftmost counts, then the longest, then the thing given first; within the name of a
    measure or an event others may stand.
    """
    names: dict[str, list[tuple[int, str]]] = {}
    for rank, thing in enumerate(things):
        for name in thing.names:
            if folded := fold_name(name):
                names.setdefault(folded, []).append((rank, name))
    if not names:
        return []
    patterns = sorted(names)
    folded_text = fold(text)
    found = []
    for index, start, end in ahocorasick_rs.AhoCorasick(patterns).find_matches_as_indexes(
        folded_text.text, overlapping=True
    ):
        if bounded(folded_text.text, start, end):
            span = folded_text.span(start, end)
            surface = text[span[0] : span[1]]
            ranks = [rank for rank, name in names[patterns[index]] if _case_fits(name, surface)]
            found += [(span[0], -span[1], rank) for rank in ranks]
    kept: list[Place] = []
    begin = outer = inner = 0
    holds = False
    for start, minus_end, rank in sorted(found):
        end, thing = -minus_end, things[rank]
        if start >= outer:
            begin, outer, inner, holds = start, end, start, thing.label in _HOLDING
            kept.append(Place(start, end, thing.key))
        elif holds and start >= inner and end <= outer and end - start < outer - begin:
            inner = end
            kept.append(Place(start, end, thing.key))
    return kept


def _case_fits(name: str, surface: str) -> bool:
    """Whether a word is written as a name is: the firm US Steel's "US" is not "us", and "Arm" is no arm."""
    if name.isascii() and name[:1].isupper():
        return surface == name if name.isupper() and len(name) <= 4 else surface[:1].isupper()
    return True
