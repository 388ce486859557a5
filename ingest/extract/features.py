"""Features of a pair of mentions, which a classifier can weigh and a person can read.

Those that the three languages share (trigger classes, where they stand and what stands between, voice, cues,
borders, what the registry knows) stand beside each language's own words and n-grams. A list ("A, B and C") is
taken as one mention, so that what is said of one member is said of all.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.records import Mention
from graph.schema import ACTORS
from ingest.extract.tokens import stem, tokens
from ingest.extract.triggers import Trigger, lexicon
from ingest.registry.background import background

_JOINERS = "and|or|as well as|along with|و|أو|وكذلك|فضلا عن|和|与|與|及|以及|跟|同|或"
_LIST = re.compile(rf"[\s,،、;؛/&*•\-]*(?:(?:{_JOINERS})\s*(?:the\s+)?)?[\"“«「『》《]?", re.IGNORECASE)
CLAUSE = re.compile(r"[,;:،؛：；，—]|(?<=\s)[-–](?=\s)")
_BEFORE, _AFTER = 5, 6  # tokens looked at outside the pair
_TRIGGERS = 4  # triggers looked at on either side outside the pair
CUES = frozenset(
    {
        "negation", "denial", "planned", "hypothetical", "condition", "alleged", "reported", "request", "threat",
        "purpose", "passive", "agent", "from", "former", "end",
    }
)  # fmt: skip
_SCOPE = 15  # characters within which a cue colours a trigger


@dataclass(frozen=True, slots=True)
class Slot:
    """A mention as the classifier sees it: its span, its label, and the entity it stands for."""

    start: int
    end: int
    label: str
    entity: str
    reference: bool = False
    entry: str | None = None  # its registry id
    confidence: float = 1.0  # that it is this entity

    @classmethod
    def of(cls, mention: Mention, label: str, start: int) -> "Slot":
        """Return a mention of an article, in a sentence that starts there."""
        here, there, entity = mention.start - start, mention.end - start, mention.entity
        return cls(here, there, label, entity, mention.nominal, entity, mention.confidence)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence made ready: words, triggers with their cues, and which mentions stand in one list."""

    text: str
    language: str
    slots: Sequence[Slot]
    starts: list[int]  # of the words
    ends: list[int]
    stems: list[str]
    triggers: list[tuple[Trigger, str, tuple[str, ...]]]  # with voice (a, p) and the cues close by
    group: list[int]  # of each slot: the index of the first slot of its list
    last: list[int]  # of each slot: the index of the last slot of its list

    @classmethod
    def of(cls, text: str, language: str, slots: Sequence[Slot]) -> "Sentence":
        """Make a sentence ready."""
        words = list(tokens(text, language))
        starts, ends = [start for start, _ in words], [end for _, end in words]
        stems = [stem(text[start:end], language) for start, end in words]
        triggers = _coloured(lexicon(language).find(text))
        return cls(text, language, slots, starts, ends, stems, triggers, *_lists(text, slots))


def _coloured(found: Sequence[Trigger]) -> list[tuple[Trigger, str, tuple[str, ...]]]:
    """Return each trigger with its voice and the cues that stand close to it."""
    coloured = []
    for place, trigger in enumerate(found):
        cues: dict[str, None] = {}
        voice = "a"
        for other in found[max(0, place - 3) : place + 3]:
            before, after = trigger.start - other.end, other.start - trigger.end
            if not (0 <= before <= _SCOPE or 0 <= after <= _SCOPE):
                continue
            for name in other.classes:
                if name in CUES:
                    cues[("<" if before >= 0 else ">") + name] = None
                    if (name == "passive" and before >= 0) or (name == "agent" and after >= 0):
                        voice = "p"
        coloured.append((trigger, voice, tuple(cues)))
    return coloured


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


def _stems(sentence: Sentence, start: int, end: int) -> list[str]:
    return sentence.stems[bisect_left(sentence.starts, start) : bisect_right(sentence.ends, end)]


def _middle(sentence: Sentence, i: int, j: int) -> list[str]:
    """Return the stems between two slots, each mention between them replaced by its label."""
    parts: list[str] = []
    at = sentence.slots[i].end
    for slot in sentence.slots[i + 1 : j]:
        if slot.start >= at:
            parts += _stems(sentence, at, slot.start)
            parts.append(f"<{slot.label}>")
            at = slot.end
    return parts + _stems(sentence, at, sentence.slots[j].start)


def features(sentence: Sentence, i: int, j: int) -> list[str]:
    slots = sentence.slots
    same_list = sentence.group[i] == sentence.group[j]
    a, b = (i, j) if same_list else (sentence.last[i], sentence.group[j])
    left, right = slots[i], slots[j]
    labels = f"{left.label}>{right.label}"
    language = sentence.language
    middle = _middle(sentence, a, b)
    first = slots[i if same_list else sentence.group[i]].start
    final = slots[j if same_list else sentence.last[j]].end
    here, there = bisect_right(sentence.ends, first), bisect_left(sentence.starts, final)
    before = sentence.stems[max(0, here - _BEFORE) : here]
    after = sentence.stems[there : there + _AFTER]
    between = sum(word.startswith("<") for word in middle)
    clauses = len(CLAUSE.findall(sentence.text[slots[a].end : slots[b].start]))
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
    if left.entry and right.entry:
        known = [name + ">" for name in background(left.entry, right.entry)]
        known += [name + "<" for name in background(right.entry, left.entry)]
        rows += [f"known|{name}" for name in known] + [f"known|{name}|{near}" for name in known]
        rows.append(f"known|{labels}|{bool(known)}")
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
    sentence: Sentence, i: int, j: int, a: int, b: int, first: int, final: int, labels: str, near: str
) -> list[str]:
    """Return what the three languages share: classes of triggers, where they stand, in which voice, what between."""
    slots, rows = sentence.slots, []
    left_end, right_start = slots[a].end, slots[b].start
    inside = [t for t in sentence.triggers if t[0].start >= left_end and t[0].end <= right_start]
    ahead = [t for t in sentence.triggers if t[0].end <= first][-_TRIGGERS:]
    behind = [t for t in sentence.triggers if t[0].start >= final][:_TRIGGERS]
    cues: set[str] = set()
    for place, triggers in (("M", inside), ("B", ahead), ("A", behind)):
        for trigger, voice, colours in triggers:
            apart = None
            for name in trigger.classes:
                rows += [f"{place}|{name}", f"{place}|{name}|{labels}", f"{place}|{name}|{labels}|{near}"]
                if not name.isupper():
                    cues.add(name)
                    continue
                if apart is None:
                    apart = _apart(sentence, place, trigger, left_end, right_start, first, final)
                rows += [f"{place}|{name}|{apart}|{voice}", f"{place}|{name}|{apart}|{voice}|{labels}"]
                rows += [f"{place}|{name}|{colour}" for colour in colours]
    for place, slot in (("L", slots[i]), ("R", slots[j])):
        for trigger, _, _ in sentence.triggers:
            if slot.start <= trigger.start and trigger.end <= slot.end:
                rows += [row for name in trigger.classes for row in (f"{place}|{name}", f"{place}|{name}|{labels}")]
    relations = [name for trigger, _, _ in inside for name in trigger.classes if name.isupper()]
    if relations:
        rows += [f"M1|{relations[0]}|{labels}", f"M9|{relations[-1]}|{labels}"]
    rows += [f"cue|{cue}|{name}" for cue in sorted(cues & CUES) for name in set(relations)]
    return rows


def _apart(
    sentence: Sentence, place: str, trigger: Trigger, left_end: int, right_start: int, first: int, final: int
) -> str:
    """Return how many lists of mentions stand between a trigger and the pair, on either side where it is amid."""
    if place == "M":
        return f"{_between(sentence, left_end, trigger.start)}{_between(sentence, trigger.end, right_start)}"
    if place == "B":
        return f"{_between(sentence, trigger.end, first)}"
    return f"{_between(sentence, final, trigger.start)}"


def _between(sentence: Sentence, start: int, end: int) -> int:
    """Return how many lists of mentions stand between two offsets, at most 2."""
    one = None
    for slot, group in zip(sentence.slots, sentence.group, strict=True):
        if slot.start >= start and slot.end <= end and group != one:
            if one is not None:
                return 2
            one = group
    return 0 if one is None else 1
