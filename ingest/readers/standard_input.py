"""Standard input: plain text, or JSON or JSON lines where it looks like it."""

from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from graph.errors import BadInput, TooLarge
from graph.settings import Settings
from ingest.readers.article import Item, Options, article
from ingest.readers.content import decode
from ingest.readers.json_file import json_articles, parse
from ingest.readers.jsonl_file import bounded_lines, jsonl_articles, line_limit

_WHERE = "standard input"


def read_standard_input(stream: BinaryIO, options: Options, settings: Settings) -> Iterator[Item]:
    """Yield the articles of a stream, which is read once, line by line where it holds JSON lines."""
    limit = line_limit(settings)
    head = stream.readline(limit)
    blank: list[bytes] = []
    while head and not head.strip():
        if len(blank) < 1000:  # kept to count lines and offsets right
            blank.append(head)
        head = stream.readline(limit)
    if head.lstrip(b"\xef\xbb\xbf \t")[:1] not in (b"{", b"["):
        yield from _text(b"".join([*blank, head]), stream, options, settings)
    elif head.endswith(b"\n") and _is_object(head):
        yield from jsonl_articles(chain([*blank, head], bounded_lines(stream, settings)), options, settings, _WHERE)
    else:
        yield from _json(b"".join([*blank, head]), stream, options, settings)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(parse(decode(line, _WHERE), _WHERE), dict)
    except BadInput:
        return False


def _text(head: bytes, stream: BinaryIO, options: Options, settings: Settings) -> Iterator[Item]:
    try:
        yield article(decode(_all(head, stream, settings.max_text_bytes), _WHERE), options, settings, _WHERE)
    except (BadInput, TooLarge) as fault:
        yield fault


def _json(head: bytes, stream: BinaryIO, options: Options, settings: Settings) -> Iterator[Item]:
    """One JSON value over several lines; or JSON lines, the first of which is broken."""
    try:
        data = _all(head, stream, settings.max_file_bytes)
        lines = data.splitlines(keepends=True)
        if lines[0][:1] == b"{" and any(_is_object(line) for line in lines[1:3] if line[:1] == b"{"):
            yield from jsonl_articles(lines, options, settings, _WHERE)
        else:
            yield from json_articles(decode(data, _WHERE), options, settings, _WHERE)
    except (BadInput, TooLarge) as fault:
        yield fault


def _all(head: bytes, stream: BinaryIO, limit: int) -> bytes:
    data = head + stream.read(max(0, limit + 1 - len(head)))
    if len(data) > limit:
        raise TooLarge(f"{_WHERE}: more than the {limit:,} bytes allowed")
    return data
