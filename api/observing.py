"""Every request has an id, a line in the log, and its place in the metrics."""

import logging
import re
import secrets
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.metrics import Metrics

_log = logging.getLogger("api.access")
# What a caller may name its request: nothing that could be mistaken for more than a name in a log.
_SANE = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_METHODS = frozenset(("GET", "POST", "DELETE", "PUT", "PATCH", "HEAD", "OPTIONS"))


class Observed:
    """Names, times, counts and logs requests. The log has paths, not what was asked for, nor any header."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        given = next((value for name, value in scope["headers"] if name == b"x-request-id"), b"")
        id = given if _SANE.fullmatch(given) else secrets.token_hex(8).encode()
        scope.setdefault("state", {})["request_id"] = id.decode()
        status, size = 500, 0

        async def send_named(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", id)]
            else:
                size += len(message.get("body", b""))
            await send(message)

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
        state = scope["state"]
        key = state.get("key")
        _log.info(
            "%s %s %d", method, scope["path"][:500], status,
            extra={"fields": {
                "method": method, "path": scope["path"][:500], "route": route, "status": status, "bytes": size,
                "seconds": round(seconds, 6), "request": state["request_id"],
                "client": scope["client"][0] if scope.get("client") else None, "key": key.name if key else None,
            }},
        )  # fmt: skip
