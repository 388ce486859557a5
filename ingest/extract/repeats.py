"""What one sentence shows of a name holds for the whole article: find the other places where it stands."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ingest.extract.aliases import bounded
from ingest.extract.folding import fold, fold_name
from ingest.extract.mentions import Found
from ingest.extract.surnames import short_forms

# "LAILA AL-HASSAN: …" in transcripts and interviews, which say who speaks again and again.
_SPEAKER = re.compile(r"^[ \t]*([^\W\d_][^:：\n.,،，。!?؟？(（]{1,30}?)(?:\s?[(（][^)）\n]*[)）])?[:：]", re.MULTILINE)
_NAMED = frozenset({"Person", "Company", "Organization", "GovernmentBody", "Product"})
_LABELLED = _NAMED | {"Place", "Country", "Material"}
_FIRMS = frozenset({"Company", "Organization"})
_SHORTEST = {"en": 4, "ar": 4, "zh": 2}
_SHORTEST_PART = {
    "en": 2,
    "ar": 3,
    "zh": 2,
}  # of a person's name: a capital, or the whole name elsewhere, vouches for it


def with_repeats(text: str, language: str, found: Sequence[Found]) -> list[Found]:
    """Return the mentions of an article with those that repeat a name found elsewhere in it, in order.

    One name has one label in an article: the one it is surest of, and that of the whole name where it is a part of one.
    """
    found = _agreed(text, found)
    names: dict[str, str] = {}
    for mention in found:
        if not mention.entries and not mention.reference and mention.label in _NAMED:
            names.setdefault(fold_name(text[mention.start : mention.end]), mention.label)
    speakers = Counter(fold_name(match[1]) for match in _SPEAKER.finditer(text))
    for name, count in speakers.items():
        if count > 1:
            names.setdefault(name, "Person")
    parts = _parts(text, found) - names.keys()
    names |= dict.fromkeys(parts, "Person")
    folded = fold(text)
    taken = bytearray(len(text))
    for mention in found:
        taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    more: list[Found] = []
    for name in sorted(names, key=lambda n: (-len(n), n)):
        part = name in parts
        if len(name) < (_SHORTEST_PART if part else _SHORTEST)[language]:
            continue
        at = folded.text.find(name)
        while at >= 0:
            end = at + len(name)
            start_, end_ = folded.span(at, end)
            fits = bounded(folded.text, at, end) and not (part and text[start_].islower())
            if fits and taken.find(1, start_, end_) < 0:
                more.append(Found(start_, end_, names[name]))
                taken[start_:end_] = b"\1" * (end_ - start_)
            at = folded.text.find(name, end)
    return sorted([*found, *more], key=lambda m: (m.start, -m.end))


def _agreed(text: str, found: Sequence[Found]) -> list[Found]:
    """Return the mentions with one label for each name that no registry knows: "Dongyang", Dongyang Display."""
    sure: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    free = [not mention.entries and not mention.reference and mention.label in _LABELLED for mention in found]
    folded = [fold_name(text[mention.start : mention.end]) for mention in found]
    for mention, name, is_free in zip(found, folded, free, strict=True):
        if is_free:
            sure[name][mention.label] += mention.confidence
    whole = {name: max(labels, key=lambda label: (labels[label], label)) for name, labels in sorted(sure.items())}
    first = {name.split(" ")[0]: label for name, label in whole.items() if " " in name and label in _FIRMS}
    first = dict.fromkeys(_parts(text, found), "Person") | first
    return [
        replace(mention, label=first.get(name, whole[name])) if is_free else mention
        for mention, name, is_free in zip(found, folded, free, strict=True)
    ]


def _parts(text: str, found: Sequence[Found]) -> set[str]:
    """Return the forms by which the people of an article may be repeated."""
    people = {
        fold_name(text[mention.start : mention.end])
        for mention in found
        if mention.label == "Person" and not mention.reference
    }
    return {part for name in people for part in short_forms(name)}
