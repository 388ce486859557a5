"""Readers by file suffix: a new format is one file with a `Reader`, and one line here."""

from collections.abc import Iterator
from typing import Final

from graph.settings import Settings
from ingest.readers.article import Item, Options
from ingest.readers.html_file import read_html
from ingest.readers.json_file import read_json
from ingest.readers.jsonl_file import read_jsonl
from ingest.readers.kinds import Reader
from ingest.readers.source import read_source
from ingest.readers.text_file import read_text

__all__ = ["READERS", "Item", "Options", "read"]

READERS: Final[dict[str, Reader]] = {
    ".txt": read_text,
    ".json": read_json,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".html": read_html,
    ".htm": read_html,
}


def read(source: str, options: Options, settings: Settings) -> Iterator[Item]:
    """Yield the articles of a source, in a fixed order.

    Parameters
    ----------
    source : str
        A file, a folder, an http or https address, or ``-`` for standard input.
    options : Options
        What is known from outside; goes before what the source says of itself.
    settings : Settings

    Yields
    ------
    Article, BadInput or TooLarge
        An error for each thing that cannot be used, naming file, line and reason. Nothing is raised for it: the
        rest goes on.
    """
    return read_source(source, options, settings, READERS)
