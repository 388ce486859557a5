"""The graph as a file, sent while it is read."""

from collections.abc import Iterator
from enum import StrEnum
from itertools import chain
from threading import BoundedSemaphore
from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from api.errors import documented
from api.routes.parts import PREFIX, OpenStore
from graph.errors import StoreUnavailable
from graph.export.formats import FORMATS, export
from graph.export.part import MAX_ENTITIES, MAX_HOPS, Selection

router = APIRouter(prefix=f"{PREFIX}/exports", tags=["exports"])

_AT_ONCE = 4
_UNDER_WAY = BoundedSemaphore(_AT_ONCE)

Format = StrEnum("Format", [(name, name) for name in FORMATS])  # type: ignore[misc]


def _schema(media_type: str) -> dict[str, str]:
    return {} if media_type.endswith("json") else {"type": "string", "format": "binary"}


class Wanted(BaseModel):
    """Which part of the graph."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    actor: str | None = Field(
        default=None,
        min_length=1,
        max_length=200,
        description=f"Id of an entity: only what surrounds it, up to {MAX_ENTITIES:,} entities; none: the whole graph",
        examples=["jensen-huang"],
    )
    hops: int = Field(default=1, ge=1, le=MAX_HOPS, description="With `actor`: how many relations away")
    evidence: bool = Field(default=True, description="Articles and claims too, not only entities and relations")


class Described(BaseModel):
    """A format, and where it is had."""

    name: str = Field(description="Of the format", examples=["graphml"])
    path: str = Field(description="Where it is had", examples=["/v1/exports/graphml"])
    media_type: str = Field(description="Of the file")
    meaning: str = Field(description="What it is, and what reads it")


@router.get("", summary="List the formats of exports")
async def list_formats() -> list[Described]:
    """Every format has a route of its own below this one."""
    return [
        Described(name=one.name, path=f"{router.prefix}/{one.name}", media_type=one.media_type, meaning=one.meaning)
        for one in FORMATS.values()
    ]


@router.get(
    "/{format}",
    summary="Export the graph",
    response_class=StreamingResponse,
    responses=documented(404, 413, 422, 503, 504)
    | {
        200: {
            "description": "The file",
            "content": {one.media_type: {"schema": _schema(one.media_type)} for one in FORMATS.values()},
        }
    },
)
def get_export(
    format: Annotated[Format, Path(description="; ".join(f"{one.name}: {one.meaning}" for one in FORMATS.values()))],
    wanted: Annotated[Wanted, Query()],
    store: OpenStore,
) -> StreamingResponse:
    """The same graph gives the same bytes. If the graph is written to meanwhile, the answer breaks off: ask again."""
    chunks = _few(export(store, format, Selection(wanted.actor, wanted.hops, wanted.evidence)))
    first = next(chunks, b"")  # what is wrong with the question shows here, before the answer has begun
    one = FORMATS[format]
    name = f"techtrade{f'-{_plain(wanted.actor)}' if wanted.actor else ''}.{one.suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(chain([first], chunks), media_type=one.media_type, headers=headers)


def _few(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the chunks, while not too many others do: each holds a thread and a connection to the database."""
    if not _UNDER_WAY.acquire(blocking=False):
        raise StoreUnavailable(f"{_AT_ONCE} exports are under way; ask again when one is done")
    try:
        yield from chunks
    finally:
        _UNDER_WAY.release()


def _plain(text: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "_" for c in text)
