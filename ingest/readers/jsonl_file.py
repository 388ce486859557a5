"""JSON lines: one article a line; a broken line is reported, the rest goes on."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from graph.errors import BadInput, TooLarge
from graph.settings import Settings
from ingest.readers.article import Item, Options
from ingest.readers.content import decode, open_file
from ingest.readers.json_file import json_article, parse


def read_jsonl(path: Path, options: Options, settings: Settings) -> Iterator[Item]:
    """Yield the articles of a JSON lines file, reading it line by line."""
    try:
        stream = open_file(path, settings.max_file_bytes, "max_file_bytes")
    except (BadInput, TooLarge) as fault:
        yield fault
        return
    with stream:
        yield from jsonl_articles(bounded_lines(stream, settings), options, settings, str(path))


def jsonl_articles(lines: Iterable[bytes | None], options: Options, settings: Settings, where: str) -> Iterator[Item]:
    """Yield the articles of lines; blank lines are skipped, None is a line that was too long."""
    empty = True
    for number, line in enumerate(lines, 1):
        place = f"{where}, line {number}"
        if line is None:
            yield TooLarge(f"{place}: the line is too long for a text of {settings.max_text_bytes:,} bytes")
        elif line.strip():
            try:
                record = parse(decode(line, place), place)
            except BadInput as fault:
                yield fault
            else:
                yield json_article(record, options, settings, place)
        else:
            continue
        empty = False
    if empty:
        yield BadInput(f"{where}: empty, or nothing but blanks")


def line_limit(settings: Settings) -> int:
    """Return the longest line worth reading: JSON escapes make three bytes of one at most, and the rest is little."""
    return 3 * settings.max_text_bytes + 65_536


def bounded_lines(stream: BinaryIO, settings: Settings) -> Iterator[bytes | None]:
    """Yield the lines of a stream; None for one beyond the limit, which is never held whole."""
    limit = line_limit(settings)
    while line := stream.readline(limit + 1):
        if len(line) <= limit:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(1 << 20)
        yield None
