"""What Prometheus is told."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from operator import add, itemgetter

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from graph.errors import TechTradeError
from graph.store import Store

TYPE = CONTENT_TYPE_LATEST
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_BOUNDS = (*map(str, map(float, _BUCKETS)), "+Inf")


@dataclass(slots=True)
class _Times:
    """How long answers took."""

    total: float = 0.0
    counts: list[int] = field(default_factory=lambda: [0] * len(_BOUNDS))


class Metrics:
    """Counts of one application. Its event loop alone counts, so without the locks of Prometheus's own counters."""

    def __init__(self) -> None:
        self._times: defaultdict[tuple[str, str, int], _Times] = defaultdict(_Times)

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request."""
        times = self._times[method, route, status]
        times.total += seconds
        times.counts[bisect_left(_BUCKETS, seconds)] += 1

    def page(self, store: Store) -> bytes:
        """Return everything, in Prometheus's text form; asks the database for the graph's version."""
        try:
            version = store.version()
        except TechTradeError:
            version = None
        return generate_latest(_Page(list(self._families(version))))

    def _families(self, version: int | None) -> Iterator[Metric]:
        labels = ("method", "route", "status")
        requests = CounterMetricFamily("techtrade_http_requests", "Requests answered", labels=labels)
        by_route: defaultdict[str, _Times] = defaultdict(_Times)
        for (method, route, status), times in sorted(self._times.items(), key=itemgetter(0)):
            requests.add_metric((method, route, str(status)), sum(times.counts))
            by_route[route].total += times.total
            by_route[route].counts = list(map(add, by_route[route].counts, times.counts))
        yield requests
        seconds = HistogramMetricFamily(
            "techtrade_http_request_seconds", "Time until an answer was sent whole", labels=("route",)
        )
        for route, times in sorted(by_route.items(), key=itemgetter(0)):
            seconds.add_metric((route,), list(zip(_BOUNDS, accumulate(times.counts), strict=True)), times.total)
        yield seconds
        yield GaugeMetricFamily("techtrade_store_up", "Whether the database answers", version is not None)
        if version is not None:
            yield GaugeMetricFamily("techtrade_graph_version", "Version of the graph", version)


@dataclass
class _Page(Collector):
    families: list[Metric]

    def collect(self) -> list[Metric]:
        return self.families
