"""What GETs below /v1 have in common: they depend on the graph alone, so its version tells whether one is fresh."""

import asyncio
import secrets
import time
import zlib
from collections import OrderedDict
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import errors
from api.access import needed
from api.keys import Scope as KeyScope
from api.routes.parts import PREFIX
from graph.errors import TechTradeError
from graph.settings import Settings
from graph.store import Store

_FRESH_SECONDS = 0.1  # how long the version is taken to be the same, where others write
_KEPT_BYTES = 32_000_000
_BESIDE = 1_500  # bytes that an answer takes beside its body, about: headers, address, objects
_LARGEST = 2_000_000
_VERSION = "MATCH (meta:Graph {id: 'graph'}) RETURN meta.version AS version"
_CACHE = (b"cache-control", b"private, no-cache")  # to be kept, and asked for again each time
_UNCHANGED = ((b"vary", b"Accept-Encoding"), (b"x-content-type-options", b"nosniff"))

_BELOW = f"{PREFIX}/"

_Place = tuple[bytes, bytes, bool]


class Versions:
    """The graph's version, asked of the database now and then, and by one request for all that wait."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._version = -1
        self._until = 0.0
        self._asking: asyncio.Task[int] | None = None

    def known(self) -> int | None:
        """Return the version if it has been asked for just now."""
        return self._version if time.monotonic() < self._until else None

    async def current(self) -> int:
        """Return the version.

        Raises
        ------
        StoreUnavailable
            The database does not answer.
        """
        if (version := self.known()) is not None:
            return version
        if self._asking is None or self._asking.done():
            self._asking = asyncio.ensure_future(self._ask())
        return await asyncio.shield(self._asking)

    def forget(self) -> None:
        """Ask again next time: this process has written."""
        self._until = 0.0
        self._asking = None

    async def _ask(self) -> int:
        asked = asyncio.current_task()
        version = await run_in_threadpool(self._read)
        if self._asking is asked:  # else this process has written meanwhile
            self._version, self._until = version, time.monotonic() + _FRESH_SECONDS
        return version

    def _read(self) -> int:
        try:
            return self._read_once()
        except TechTradeError:  # that may have been a connection from before the database was started anew
            return self._read_once()

    def _read_once(self) -> int:
        seconds = self._store.settings.query_seconds
        rows = self._store.once(_VERSION, lambda result: result.data(), seconds, {})
        return int(rows[0]["version"]) if rows else 0


@dataclass(frozen=True, slots=True)
class _Answer:
    tag: bytes
    headers: list[tuple[bytes, bytes]]
    body: bytes
    route: Any  # that made it, for the log and the metrics

    @property
    def size(self) -> int:
        return len(self.body) + _BESIDE


class Answers:
    """Tags answers with the version, says 304 to who has it, and keeps the latest answers of the version in memory."""

    def __init__(self, app: ASGIApp, store: Store, settings: Settings) -> None:
        self.app = app
        self._closed = settings.read_key
        self._versions = Versions(store)
        # Another process, or the next one, may have another graph whose version has the same number.
        self._process = secrets.token_hex(4).encode()
        self._version = -1
        self._kept: OrderedDict[_Place, _Answer] = OrderedDict()
        self._size = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not scope["path"].startswith(_BELOW):
            await self.app(scope, receive, send)
            return
        if scope["method"] != "GET":
            await self._change(scope, receive, send)
            return
        try:
            if self._closed:
                needed(Request(scope), KeyScope.READ)
            version = self._versions.known()
            if version is None:
                version = await self._versions.current()
        except TechTradeError as error:
            await errors.own(Request(scope), error)(scope, receive, send)
            return
        if version != self._version:
            self._version, self._size = version, 0
            self._kept.clear()
        scope["state"]["version"] = version
        headers = scope["state"]["headers"]
        place = (scope["raw_path"], scope["query_string"], b"gzip" in headers.get(b"accept-encoding", b""))
        kept = self._kept.get(place)
        tag = kept.tag if kept else self._tag(place)
        if tag in headers.get(b"if-none-match", b""):
            unchanged = [(b"etag", tag), _CACHE, *_UNCHANGED]
            await send({"type": "http.response.start", "status": 304, "headers": unchanged})
            await send({"type": "http.response.body", "body": b""})
        elif kept:
            self._kept.move_to_end(place)
            scope["route"] = kept.route
            await send({"type": "http.response.start", "status": 200, "headers": kept.headers})
            await send({"type": "http.response.body", "body": kept.body})
        else:
            await self.app(scope, receive, self._keeping(scope, send, tag, place))

    async def _change(self, scope: Scope, receive: Receive, send: Send) -> None:
        def send_after(message: Message) -> Awaitable[None]:
            self._versions.forget()
            return send(message)

        await self.app(scope, receive, send_after)

    def _tag(self, place: _Place) -> bytes:
        # Of this address too: who has a tag for it has had an answer from it.
        return b'W/"%s-%d-%x"' % (self._process, self._version, zlib.crc32(place[1], zlib.crc32(place[0])))

    def _keeping(self, scope: Scope, send: Send, tag: bytes, place: _Place) -> Send:
        """Return a send that tags the answer if it is a good one, and keeps it if it is whole and not too large."""
        version = self._version
        good: list[tuple[bytes, bytes]] = []

        def send_on(message: Message) -> Awaitable[None]:
            if message["type"] == "http.response.start" and message["status"] == 200:
                good.extend(one for one in message["headers"] if one[0] != _CACHE[0])
                good.extend([(b"etag", tag), _CACHE])
                message["headers"] = good
            elif message["type"] == "http.response.body" and good and version == self._version:
                body = message.get("body", b"")
                if not message.get("more_body") and len(body) == _length(good):
                    self._keep(place, _Answer(tag, good, body, scope.get("route")))
            return send(message)

        return send_on

    def _keep(self, place: _Place, answer: _Answer) -> None:
        if len(answer.body) > _LARGEST:
            return
        if known := self._kept.pop(place, None):
            self._size -= known.size
        self._kept[place] = answer
        self._size += answer.size
        while self._size > _KEPT_BYTES:
            self._size -= self._kept.popitem(last=False)[1].size


def _length(headers: list[tuple[bytes, bytes]]) -> int:
    return next((int(value) for name, value in headers if name == b"content-length"), -1)
