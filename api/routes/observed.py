"""What is counted, for Prometheus."""

from fastapi import APIRouter, Request, Response

from api import metrics
from api.errors import documented
from api.routes.parts import OpenStore

router = APIRouter(tags=["health"])


@router.get(
    "/metrics",
    summary="Tell Prometheus",
    response_class=Response,
    responses=documented(500) | {200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def get_metrics(request: Request, store: OpenStore) -> Response:
    """Requests by route and status, how long they took, the graph's version, and whether the database answers."""
    counts: metrics.Metrics = request.app.state.metrics
    return Response(counts.page(store), media_type=metrics.TYPE)
