"""How often one key, or one address, may ask."""

import math
import time
from collections.abc import Awaitable
from ipaddress import IPv6Address, ip_address

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.access import identify
from api.errors import body, own
from api.keys import Ring
from graph.errors import TechTradeError
from graph.settings import Settings

_MOST_BUCKETS = 10_000
_FREE = ("/healthz", "/readyz")


class RateLimit:
    """Knows who asks, and refuses who asks too often.

    Every key has a bucket of `rate_burst` requests that fills at `rate` a second; who bears no known key shares that of
    the address, in IPv6 that of its network of 64 bits.
    """

    def __init__(self, app: ASGIApp, ring: Ring, settings: Settings) -> None:
        self.app = app
        self._ring = ring
        self._rate = settings.rate
        self._burst = max(1, settings.rate_burst)
        self._buckets: dict[str, tuple[float, float]] = {}

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """Answer one request."""
        if scope["type"] == "http":
            try:
                key = identify(scope, self._ring)
            except TechTradeError as error:
                return own(Request(scope), error)(scope, receive, send)
            if self._rate > 0 and scope["path"] not in _FREE:
                wait = self._take(f"key {key.name}" if key else _network(scope))
                if wait > 0:
                    answer = body(429, "too many requests", headers={"Retry-After": str(math.ceil(wait))})
                    return answer(scope, receive, send)
        return self.app(scope, receive, send)

    def _take(self, who: str) -> float:
        """Take one from a bucket; return in how many seconds there will be one, if there is none."""
        now = time.monotonic()
        left, then = self._buckets.pop(who, (float(self._burst), now))
        left = min(self._burst, left + (now - then) * self._rate)
        taken = left >= 1
        self._buckets[who] = (left - taken, now)
        if len(self._buckets) > _MOST_BUCKETS:
            del self._buckets[next(iter(self._buckets))]  # who has not asked for longest
        return 0.0 if taken else (1 - left) / self._rate


def _network(scope: Scope) -> str:
    host = scope["client"][0] if scope.get("client") else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return str(int(address) >> 64) if isinstance(address, IPv6Address) else host
