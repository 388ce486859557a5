"""Cursors: where the next page of a list begins, and in which state of the graph. To callers opaque, no secret."""

import base64
import binascii
import re
import zlib
from typing import Any

from graph.errors import NotFound, Outdated
from graph.queries import Query

_CURSOR = re.compile(r"(\d{1,7})\.(\d{1,18})\.([0-9a-f]{1,8})", re.ASCII)


def made(query: Query[Any], offset: int, version: int) -> str:
    """Return the cursor of the page of a query that begins at `offset`."""
    return base64.urlsafe_b64encode(f"{offset}.{version}.{_digest(query)}".encode()).decode().rstrip("=")


def offset(query: Query[Any], cursor: str, version: int) -> int:
    """Return where the page begins that a cursor is for.

    Raises
    ------
    NotFound
        It is none, or is one of another question.
    Outdated
        The graph has changed since it was made: what has been read and what would be read do not fit together.
    """
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except (ValueError, binascii.Error):
        text = ""
    if not (found := _CURSOR.fullmatch(text)):
        raise NotFound(f"cursor: {cursor[:60]!r} is none that was given here")
    if found[3] != _digest(query):
        raise NotFound("cursor: it belongs to another question: ask with the same parameters")
    if int(found[2]) != version:
        raise Outdated("the graph has changed since the cursor was given: begin again, or go on by offset")
    return int(found[1])


def _digest(query: Query[Any]) -> str:
    asked = query.model_dump_json(exclude={"offset", "limit"}, exclude_computed_fields=True)
    return f"{zlib.crc32(f'{query.name} {asked}'.encode()):x}"
