"""From what a source says of an article to an `Article`, or to an error that names what is wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from graph.errors import BadInput, TooLarge
from graph.records import LANGUAGES, Article
from graph.settings import Settings
from ingest.languages.detect import detect

Item = Article | BadInput | TooLarge

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# What no text holds: C0 controls other than tab, line feed, form feed and carriage return, and delete.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Options:
    """What is said about a source from outside; it goes before what the source says of itself."""

    date: str | None = None
    language: str | None = None
    publisher: str | None = None
    url: str | None = None
    title: str | None = None

    def over(self, other: "Options") -> "Options":
        """Return these options, with the gaps filled from others."""
        return Options(*(getattr(self, item.name) or getattr(other, item.name) for item in fields(self)))


# The names that articles' fields go by in JSON, the commonest first.
_KEYS = {
    "date": ("date", "publishedAt", "published_at"),
    "language": ("language",),
    "publisher": ("publisher", "source"),
    "url": ("url",),
    "title": ("title",),
}


def options_of(record: Mapping[str, Any], where: str) -> Options:
    """Return what a JSON object says of an article; other keys are ignored."""
    return Options(**{name: text_field(record, keys, where) for name, keys in _KEYS.items()})


def text_field(record: Mapping[str, Any], keys: tuple[str, ...], where: str) -> str | None:
    """Return the first of some keys that is given, as text; blank counts as not given."""
    for key in keys:
        value = record.get(key)
        if key == "source" and isinstance(value, Mapping):  # news services write {"source": {"id": …, "name": …}}
            value = value.get("name")
        if value is None:
            continue
        if not isinstance(value, str):
            raise BadInput(f"{where}: {key} is no text but {type(value).__name__}")
        if value.strip():
            return value
    return None


def article(text: str, options: Options, settings: Settings, where: str) -> Article:
    """Return the article of a whole text whose first line is the title.

    Parameters
    ----------
    text : str
        Kept verbatim.
    options : Options
        Its `title` replaces the first line as the article's title, not in the text.
    where : str
        File, file and line, or address: errors begin with it.

    Raises
    ------
    BadInput, TooLarge
    """
    check_text(text, settings, where)
    title = options.title or next(line for line in text.splitlines() if line.strip())
    return Article(
        title=" ".join(title.split()),
        text=text,
        language=_language(options.language, text, where),
        publisher=_line(options.publisher),
        url=_line(options.url),
        published_at=_day(options.date, where),
        source=where,
    )


def titled(title: str | None, body: str) -> str:
    """Return title, blank line, body; the body alone where it begins with the title, or there is none."""
    line = " ".join((title or "").split())
    if not line or " ".join(body.lstrip().split("\n", 1)[0].split()) == line:
        return body
    return f"{line}\n\n{body}"


def check_text(text: str, settings: Settings, where: str) -> None:
    """Raise BadInput or TooLarge for what is no article's text."""
    if not text.strip():
        raise BadInput(f"{where}: empty, or nothing but blanks")
    if fault := _CONTROL.search(text):
        raise BadInput(f"{where}: binary, not text (control character {ord(fault[0]):#04x} at offset {fault.start()})")
    if fault := _SURROGATE.search(text):
        raise BadInput(f"{where}: half a surrogate pair at offset {fault.start()}")
    if len(text) > settings.max_text_bytes or len(text.encode()) > settings.max_text_bytes:
        raise TooLarge(f"{where}: the text is larger than {settings.max_text_bytes:,} bytes (TECHTRADE_MAX_TEXT_BYTES)")


def check_options(options: Options, where: str = "options") -> None:
    """Raise BadInput for a language or a date that is none."""
    _day(options.date, where)
    if options.language:
        _language(options.language, "", where)


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) if value else None


def _language(given: str | None, text: str, where: str) -> str:
    if not given:
        try:
            return detect(text)
        except BadInput as fault:
            raise BadInput(f"{where}: {fault.detail}") from None
    language = re.split(r"[-_]", given.strip().lower())[0]
    if language not in LANGUAGES:
        raise BadInput(f"{where}: unknown language {given[:40]!r}; known: {', '.join(LANGUAGES)}")
    return language


def _day(given: str | None, where: str) -> str | None:
    if not given:
        return None
    value = given.strip()
    try:
        if _ISO_DAY.fullmatch(value):
            return date.fromisoformat(value).isoformat()
        if _ISO_DAY.match(value) and value[10] in "T ":
            return datetime.fromisoformat(value).date().isoformat()
    except ValueError:
        pass
    raise BadInput(f"{where}: {given[:40]!r} is no date; write YYYY-MM-DD")
