"""Describe pairs of mentions of one sentence by features that a relation classifier can weigh and a person can read.

A pair is unordered: the left mention stands first. Features that the three languages share (trigger classes and
where they stand, cues, borders, mentions between) stand beside each language's own words and n-grams. A list
("A, B and C") is taken as one mention, so that what is said of one member is said of all.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.schema import ACTORS, allowed
from ingest.extract.tokens import stem, tokens
from ingest.extract.triggers import Trigger, lexicon

MAX_MENTIONS = 40  # of one sentence; bounds the pairs of a hostile one
_JOINERS = "and|or|as well as|along with|و|أو|وكذلك|فضلا عن|和|与|與|及|以及|跟|同|或"
_LIST = re.compile(rf"[\s,،、;؛/&*•\-]*(?:(?:{_JOINERS})\s*)?(?:the\s+)?[\"“«「『》《]?", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:،؛：；，—]|(?<=\s)[-–](?=\s)")
_BEFORE, _AFTER = 5, 6  # tokens looked at outside the pair


@dataclass(frozen=True, slots=True)
class Slot:
    """A mention as the classifier sees it: its span, its label, and the entity it stands for."""

    start: int
    end: int
    label: str
    entity: str
    reference: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions of one sentence with the features of what stands in and around them."""

    left: Slot
    right: Slot
    features: list[str]


@dataclass(slots=True)
class _Sentence:
    text: str
    language: str
    slots: Sequence[Slot]
    words: list[tuple[int, int, str]]
    triggers: list[Trigger]
    group: list[int]  # of each slot: the index of the first slot of its list
    last: list[int]  # of each slot: the index of the last slot of its list


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
    words = [(start, end, stem(text[start:end], language)) for start, end in tokens(text, language)]
    group, last = _lists(text, slots)
    sentence = _Sentence(text, language, slots, words, lexicon(language).find(text), group, last)
    nearest = _nearest(slots)
    for i, j in nearest:
        left, right = slots[i], slots[j]
        if allowed(left.label, right.label) or allowed(right.label, left.label):
            yield Pair(left, right, _features(sentence, i, j))


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


def _lists(text: str, slots: Sequence[Slot]) -> tuple[list[int], list[int]]:
    """Return for each slot the first and the last slot of the list it stands in."""
    group = list(range(len(slots)))
    for i, (left, right) in enumerate(pairwise(slots)):
        same = left.label == right.label or (left.label in ACTORS and right.label in ACTORS)
        gap = text[left.end : right.start]
        if same and gap.strip() and len(gap) < 20 and _LIST.fullmatch(gap):
            group[i + 1] = group[i]
    last = list(range(len(slots)))
    for i in range(len(slots) - 2, -1, -1):
        if group[i + 1] == group[i]:
            last[i] = last[i + 1]
    return group, last


def _stems(sentence: _Sentence, start: int, end: int) -> list[str]:
    return [word for a, b, word in sentence.words if a >= start and b <= end]


def _middle(sentence: _Sentence, i: int, j: int) -> list[str]:
    """Return the stems between two slots, each mention between them replaced by its label."""
    parts: list[str] = []
    at = sentence.slots[i].end
    for slot in sentence.slots[i + 1 : j]:
        if slot.start >= at:
            parts += _stems(sentence, at, slot.start)
            parts.append(f"<{slot.label}>")
            at = slot.end
    return parts + _stems(sentence, at, sentence.slots[j].start)


def _features(sentence: _Sentence, i: int, j: int) -> list[str]:
    slots = sentence.slots
    same_list = sentence.group[i] == sentence.group[j]
    a, b = (i, j) if same_list else (sentence.last[i], sentence.group[j])
    left, right = slots[i], slots[j]
    labels = f"{left.label}>{right.label}"
    language = sentence.language
    middle = _middle(sentence, a, b)
    first = slots[i if same_list else sentence.group[i]].start
    final = slots[j if same_list else sentence.last[j]].end
    before = [word for _, e, word in sentence.words if e <= first][-_BEFORE:]
    after = [word for s, _, word in sentence.words if s >= final][:_AFTER]
    between = sum(word.startswith("<") for word in middle)
    clauses = len(_CLAUSE.findall(sentence.text[slots[a].end : slots[b].start]))
    near = f"{min(between, 2)}{min(clauses, 2)}"
    earlier = sum(slot.label in ACTORS for slot in slots[: sentence.group[i]])
    rows = [
        f"lp|{labels}",
        f"{language}|lp|{labels}",
        f"near|{labels}|{near}",
        f"len|{labels}|{min(len(middle) // 3, 9)}",
        f"btw|{labels}|{min(between, 5)}",
        f"earlier|{labels}|{min(earlier, 2)}",
    ]
    if same_list:
        rows.append(f"list|{labels}")
    rows += _shared(sentence, i, j, a, b, first, final, labels, near)
    rows += _own(f"{language}|", labels, middle, before, after)
    for side, slot in (("L", left), ("R", right)):
        rows += [f"{language}|{side}s|{word}" for word in set(_stems(sentence, slot.start, slot.end))]
        if slot.reference:
            rows.append(f"{side}ref|{labels}")
    return rows


def _own(prefix: str, labels: str, middle: list[str], before: list[str], after: list[str]) -> list[str]:
    """Return a language's own n-grams between, before and after."""
    rows = []
    grams = set(middle)
    grams.update(f"{x}_{y}" for x, y in pairwise(middle))
    if prefix == "zh|":
        grams.update(f"{x}{y}{z}" for x, y, z in zip(middle, middle[1:], middle[2:], strict=False))
    for gram in grams:
        rows.append(f"{prefix}M|{gram}")
        rows.append(f"{prefix}M|{gram}|{labels}")
    for side, words in (("B", before), ("A", after)):
        for gram in {*words, *(f"{x}_{y}" for x, y in pairwise(words))}:
            rows.append(f"{prefix}{side}|{gram}")
            rows.append(f"{prefix}{side}|{gram}|{labels}")
    if middle:
        rows.append(f"{prefix}first|{middle[0]}|{labels}")
        rows.append(f"{prefix}last|{middle[-1]}|{labels}")
    if len(middle) <= 5:
        rows.append(f"{prefix}all|{'_'.join(middle)}|{labels}")
    if before:
        rows.append(f"{prefix}b1|{before[-1]}|{labels}")
    if after:
        rows.append(f"{prefix}a1|{after[0]}|{labels}")
    return rows


def _shared(
    sentence: _Sentence, i: int, j: int, a: int, b: int, first: int, final: int, labels: str, near: str
) -> list[str]:
    """Return what the three languages share: classes of triggers, and where they stand."""
    slots = sentence.slots
    left_end, right_start = slots[a].end, slots[b].start
    places: dict[str, list[str]] = {"M": [], "B": [], "A": [], "L": [], "R": []}
    for trigger in sentence.triggers:
        if trigger.start >= left_end and trigger.end <= right_start:
            place = "M"
        elif trigger.end <= first:
            place = "B"
        elif trigger.start >= final:
            place = "A"
        elif slots[i].start <= trigger.start and trigger.end <= slots[i].end:
            place = "L"
        elif slots[j].start <= trigger.start and trigger.end <= slots[j].end:
            place = "R"
        else:
            continue
        places[place] += trigger.classes
    near_before, near_after = places["B"][-4:], places["A"][:4]
    cues = {name for name in [*places["M"], *near_before, *near_after] if name.islower()}
    rows = []
    for place, names in (
        ("M", places["M"]),
        ("B", near_before),
        ("A", near_after),
        ("L", places["L"]),
        ("R", places["R"]),
    ):
        for name in set(names):
            rows.append(f"{place}|{name}")
            rows.append(f"{place}|{name}|{labels}")
            if place in "MBA":
                rows.append(f"{place}|{name}|{labels}|{near}")
            if name.isupper() and place in "MBA":
                rows += [f"{place}|{name}|{cue}|{labels}" for cue in cues]
    if relations := [name for name in places["M"] if name.isupper()]:
        rows.append(f"M1|{relations[0]}|{labels}")
        rows.append(f"M9|{relations[-1]}|{labels}")
    for place, names in (
        ("b1", [n for n in places["B"] if n.isupper()][-1:]),
        ("a1", [n for n in places["A"] if n.isupper()][:1]),
    ):
        rows += [f"{place}|{name}|{labels}" for name in names]
    return rows
