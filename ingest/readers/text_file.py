"""Plain text: title on the first line; what else is known from options, or from a JSON of the same stem beside it."""

from collections.abc import Iterator
from pathlib import Path

from graph.errors import BadInput, TooLarge
from graph.settings import Settings
from ingest.readers.article import Item, Options, article, options_of
from ingest.readers.content import file_text
from ingest.readers.json_file import parse


def read_text(path: Path, options: Options, settings: Settings) -> Iterator[Item]:
    """Yield the one article of a text file."""
    try:
        text = file_text(path, settings.max_text_bytes, "max_text_bytes")
        yield article(text, options.over(beside(path, settings)), settings, str(path))
    except (BadInput, TooLarge) as fault:
        yield fault


def beside(path: Path, settings: Settings) -> Options:
    """Return what the JSON beside a file says; nothing where there is none."""
    side = path.with_suffix(".json")
    if not side.exists():
        return Options()
    record = parse(file_text(side, settings.max_text_bytes, "max_text_bytes"), str(side))
    if not isinstance(record, dict):
        raise BadInput(f"{side}: no JSON object")
    return options_of(record, str(side))
