"""Find the dates of a text, each with its value on the day of the article, or not at all: no date is guessed."""

import re
from bisect import bisect_left
from datetime import date

from ingest.extract.calendar import Calendar, Context, DateMention, Resolver
from ingest.extract.eventdate import event_date
from ingest.extract.folding import Folded, fold
from ingest.languages import LANGUAGES

__all__ = ["DateMention", "dates", "event_date"]

_PARAGRAPH = re.compile(r"\n")
_SENTENCE = re.compile(r"[。！？；;!?؟؛\n]|\.(?=\s+[^\W\da-z])")
_CLAUSE = re.compile(r"[.,;:!?。，；：！？،؛؟\n—–]")
# Digits of other scripts, one for one.
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９", "0123456789" * 3)
# How much of a clause is looked at for words of the future.
_REACH = 80


def dates(text: str, language: str, published: str | None) -> list[DateMention]:
    """Return the dates that a text names, in order.

    Parameters
    ----------
    text : str
        A whole article, title included: later dates lean on earlier ones.
    language : str
        en, ar or zh.
    published : str or None
        The article's day; without it, what is relative to it has no value and is left out.
    """
    calendar = LANGUAGES[language]
    digits = text.translate(_DIGITS)
    # English needs its capitals ("May", "may"); the others are read folded.
    folded = Folded(digits, range(len(digits) + 1)) if language == "en" else fold(digits)
    today = date.fromisoformat(published) if published else None
    borders = [match.end() for match in _PARAGRAPH.finditer(folded.text)]
    stops = [match.end() for match in _SENTENCE.finditer(folded.text)]
    mentions = []
    context = Context(today)
    paragraph = sentence = -1
    for match in _expressions(calendar, folded.text):
        start = _start(match)
        if (here := bisect_left(borders, start + 1)) != paragraph:
            paragraph, context = here, Context(today)
        if (here := bisect_left(stops, start + 1)) != sentence:
            sentence, context.near = here, None
        context.future = _is_future(calendar, folded.text, start, match.end())
        groups = {name: found for name, found in match.groupdict().items() if found and name != "skip"}
        value = Resolver(calendar, groups, context).value()
        context.previous = value
        if value is None:
            continue
        context.near = value
        if groups.keys() & {"Y", "y", "sy"}:
            context.year = int(value[:4])
        mentions.append(DateMention(*folded.span(start, match.end()), value))
    return mentions


def _expressions(calendar: Calendar, text: str) -> list[re.Match[str]]:
    """Return the matches of a calendar's patterns: leftmost first, the longest of those, none overlapping."""
    found = [match for pattern in calendar.patterns for match in pattern.finditer(text)]
    found.sort(key=lambda match: (_start(match), -match.end()))
    kept: list[re.Match[str]] = []
    for match in found:
        if not kept or _start(match) >= kept[-1].end():
            kept.append(match)
    return kept


def _start(match: re.Match[str]) -> int:
    """Return where the date itself begins, after the word that shows it to be one."""
    return match.end("skip") if match.groupdict().get("skip") else match.start()


def _is_future(calendar: Calendar, text: str, start: int, end: int) -> bool:
    """Whether a word of the future reaches an expression: before it in the clause, or after it where it opens one."""
    before = _CLAUSE.split(text[max(0, start - _REACH) : start])[-1]
    told = max((match.end() for match in calendar.past.finditer(before)), default=-1)
    if max((match.end() for match in calendar.future.finditer(before)), default=-1) > told:
        return True
    if len(before.split()) > 1:
        return False
    after = _CLAUSE.split(text[end : end + _REACH], maxsplit=1)[0]
    future, past = calendar.future.search(after), calendar.past.search(after)
    return future is not None and (past is None or future.start() < past.start())
