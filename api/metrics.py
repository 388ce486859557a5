"""What Prometheus is told."""

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from graph.errors import TechTradeError
from graph.store import Store

TYPE = CONTENT_TYPE_LATEST
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """Counts of one application."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._counted: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        self._requests = Counter(
            "techtrade_http_requests", "Requests answered", ("method", "route", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "techtrade_http_request_seconds",
            "Time until an answer was sent whole",
            ("route",),
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._up = Gauge("techtrade_store_up", "Whether the database answers", registry=self._registry)
        self._version = Gauge("techtrade_graph_version", "Version of the graph", registry=self._registry)

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request."""
        place = (method, route, status)
        if not (counted := self._counted.get(place)):
            counted = self._requests.labels(method, route, str(status)), self._seconds.labels(route)
            self._counted[place] = counted
        counted[0].inc()
        counted[1].observe(seconds)

    def page(self, store: Store) -> bytes:
        """Return everything, in Prometheus's text form; asks the database for the graph's version."""
        try:
            self._version.set(store.version())
            self._up.set(1)
        except TechTradeError:
            self._up.set(0)
        return generate_latest(self._registry)
