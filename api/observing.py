"""Every request has an id, a line in the log, and its place in the metrics."""

import logging
import re
import secrets
import time
from collections.abc import Awaitable
from itertools import count

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.metrics import Metrics

_log = logging.getLogger("api.access")
# What a caller may name its request: nothing that could be mistaken for more than a name in a log.
_SANE = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_METHODS = frozenset(("GET", "POST", "DELETE", "PUT", "PATCH", "HEAD", "OPTIONS"))


class Observed:
    """Names, times, counts and logs requests. The log has paths, not what was asked for, nor any header.

    What stands within finds the headers by name in ``state``.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self._metrics = metrics
        self._process, self._numbers = secrets.token_hex(4).encode(), count(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        headers = dict(scope["headers"])
        given = headers.get(b"x-request-id")
        id = given if given and _SANE.fullmatch(given) else b"%s%08x" % (self._process, next(self._numbers))
        state = scope.setdefault("state", {})
        state["headers"], state["request_id"] = headers, id.decode()
        status, size = 500, 0

        def send_named(message: Message) -> Awaitable[None]:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", id)]
            elif body := message.get("body"):
                size += len(body)
            return send(message)

        try:
            await self.app(scope, receive, send_named)
        finally:
            self._tell(scope, status, size, time.perf_counter() - began)

    def _tell(self, scope: Scope, status: int, size: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in _METHODS else "OTHER"
        route = getattr(scope.get("route"), "path", "") or "none"
        self._metrics.request(method, route, status, seconds)
        if not _log.isEnabledFor(logging.INFO):
            return
        path, key = scope["path"][:500], scope["state"].get("key")
        fields = {
            "method": method, "path": path, "route": route, "status": status, "bytes": size,
            "seconds": round(seconds, 6), "request": scope["state"]["request_id"],
            "client": scope["client"][0] if scope.get("client") else None, "key": key.name if key else None,
        }  # fmt: skip
        # Made so, since a logger looks for the line of code that logs, which takes as long as all the rest.
        line = {"name": _log.name, "levelno": logging.INFO, "levelname": "INFO", "fields": fields}
        _log.handle(logging.makeLogRecord(line | {"msg": f"{method} {path} {status}"}))
