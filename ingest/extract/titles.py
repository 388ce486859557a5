"""Words before a person's name that name a body or a party: "*Senator* Tom Cotton", وزير *التجارة* هوارد لوتنيك."""

from bisect import bisect_right, insort
from collections.abc import Sequence

from ingest.extract.mentions import Found
from ingest.extract.tokens import tokens
from ingest.extract.triggers import lexicon
from ingest.registry.hints import hinted

_WINDOW = {"en": 40, "ar": 45, "zh": 12}  # characters before a name in which its titles stand
_LONGEST = {"en": 2, "ar": 2, "zh": 4}  # tokens of a hint
_BODIES = ("GovernmentBody", "Organization")


def with_titles(text: str, language: str, found: Sequence[Found]) -> list[Found]:
    """Return the mentions with those that titles before persons make, in order."""
    taken = [(mention.start, mention.end) for mention in found]
    ends = sorted(end for _, end in taken)
    more: list[Found] = []
    for mention in found:
        if mention.label != "Person" or mention.reference:
            continue
        start = max(0, mention.start - _WINDOW[language])
        start = max([start, *ends[: bisect_right(ends, mention.start)][-1:]])
        window = text[start : mention.start]
        window = window[max(window.rfind(mark) + 1 for mark in ".,;:،؛，。；：\n") :]
        for hint in _hints_in(window, language, mention.start - len(window)):
            if not any(a < hint.end and hint.start < b for a, b in taken):
                more.append(hint)
                taken.append((hint.start, hint.end))
                insort(ends, hint.end)
    return sorted([*found, *more], key=lambda m: (m.start, -m.end))


def _hints_in(window: str, language: str, offset: int) -> list[Found]:
    """Return the hints in a window of text; without a title in it there is none."""
    titled = any(name.startswith("title:") for trigger in lexicon(language).find(window) for name in trigger.classes)
    if not titled:
        return []
    spans = tokens(window, language)
    found: list[Found] = []
    for i in range(len(spans)):
        for j in range(min(len(spans), i + _LONGEST[language]), i, -1):
            start, end = spans[i][0], spans[j - 1][1]
            if found and start + offset < found[-1].end:
                break
            label = next((label for label in _BODIES if hinted(language, label, window[start:end])), None)
            if label:
                entries = hinted(language, label, window[start:end])
                found.append(Found(start + offset, end + offset, label, True, entries))
                break
    return found
