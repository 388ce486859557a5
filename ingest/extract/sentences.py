"""Sentence spans, in the three languages."""

import re
from collections.abc import Iterator

_LONGEST = 2_000  # characters; real sentences have a few hundred, and the work on one grows with its square
_END = re.compile(
    r"[。！？；](?:[”’」』）]*)"  # Chinese stops need no blank after them
    r"|[.!?؟…]+[\"'”’»）)\]]*(?=\s|$)"
    r"|\s*\n+"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Inc|Co|Corp|Ltd|Sen|Rep|Gov|Gen|Col|Lt|No|St|Jr|Sr|vs|v|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
    r"|\b[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z])\.$"
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences, without blanks at their edges.

    A line break ends a sentence; an abbreviation's or an initial's dot does not, unless a line ends there.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in [*_END.finditer(text), None]:
        end = match.end() if match else len(text)
        if match and "\n" not in match[0] and _continues(text, start, match.end()):
            continue
        spans += _parts(text, start, end)
        start = end
    return spans


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence's span without blanks at its edges; one too long is cut, at a blank where there is one."""
    while start < end:
        stop = end
        if end - start > _LONGEST:
            blank = text.rfind(" ", start + 1, start + _LONGEST)
            stop = blank if blank > 0 else start + _LONGEST
        raw = text[start:stop]
        if raw.strip():
            yield start + len(raw) - len(raw.lstrip()), stop - len(raw) + len(raw.rstrip())
        start = stop


def _continues(text: str, start: int, end: int) -> bool:
    """Whether the dot before `end` belongs to an abbreviation in mid-sentence."""
    if not _ABBREVIATION.search(text[max(start, end - 12) : end]):
        return False
    following = text[end : end + 40].lstrip()
    acronym = re.search(r"(?:[A-Za-z]\.){2,}$", text[max(start, end - 12) : end])
    return not (acronym and re.match(r"(?:The|A|An|In|On|It|He|She|They|But|This|That|We)\b", following))
