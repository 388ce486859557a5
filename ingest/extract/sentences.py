"""Sentence spans, in the three languages."""

import re

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
    spans = []
    start = 0
    for match in [*_END.finditer(text), None]:
        end = match.end() if match else len(text)
        if match and "\n" not in match[0] and _continues(text, start, match.end()):
            continue
        raw = text[start:end]
        if raw.strip():
            spans.append((start + len(raw) - len(raw.lstrip()), end - len(raw) + len(raw.rstrip())))
        start = end
    return spans


def _continues(text: str, start: int, end: int) -> bool:
    """Whether the dot before `end` belongs to an abbreviation in mid-sentence."""
    if not _ABBREVIATION.search(text[max(start, end - 12) : end]):
        return False
    following = text[end : end + 40].lstrip()
    acronym = re.search(r"(?:[A-Za-z]\.){2,}$", text[max(start, end - 12) : end])
    return not (acronym and re.match(r"(?:The|A|An|In|On|It|He|She|They|But|This|That|We)\b", following))
