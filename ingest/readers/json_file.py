"""JSON: one article object, or a list of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from graph.errors import BadInput, TooLarge
from graph.settings import Settings
from ingest.readers.article import Item, Options, article, check_text, options_of, text_field, titled
from ingest.readers.content import file_text

_TEXT = ("text", "body", "content")


def read_json(path: Path, options: Options, settings: Settings) -> Iterator[Item]:
    """Yield the articles of a JSON file."""
    try:
        text = file_text(path, settings.max_file_bytes, "max_file_bytes")
    except (BadInput, TooLarge) as fault:
        yield fault
        return
    yield from json_articles(text, options, settings, str(path))


def json_articles(text: str, options: Options, settings: Settings, where: str) -> Iterator[Item]:
    """Yield the articles of a JSON text."""
    try:
        if not text.strip():
            raise BadInput(f"{where}: empty, or nothing but blanks")
        value = parse(text, where)
    except BadInput as fault:
        yield fault
        return
    if not isinstance(value, list):
        yield json_article(value, options, settings, where)
        return
    if not value:
        yield BadInput(f"{where}: a list without an article")
    for number, record in enumerate(value, 1):
        yield json_article(record, options, settings, f"{where}: article {number}")


def json_article(record: Any, options: Options, settings: Settings, where: str) -> Item:
    """Return the article that a JSON value holds, or what is wrong with it."""
    try:
        if not isinstance(record, dict):
            raise BadInput(f"{where}: no JSON object but {type(record).__name__}")
        body = text_field(record, _TEXT, where)
        if body is None:
            raise BadInput(f"{where}: no text (one of: {', '.join(_TEXT)})")
        check_text(body, settings, where)
        options = options.over(options_of(record, where))
        text = titled(options.title, body.replace("\r\n", "\n").replace("\r", "\n"))
        return article(text, options, settings, where)
    except (BadInput, TooLarge) as fault:
        return fault


def parse(text: str | bytes, where: str) -> Any:
    """Return the value of a JSON text.

    Raises
    ------
    BadInput
        Names the place of the fault.
    """
    try:
        return orjson.loads(text)
    except ValueError as fault:
        raise BadInput(f"{where}: broken JSON ({fault})") from None
