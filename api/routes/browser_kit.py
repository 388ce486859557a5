"""The style and the guide for Neo4j Browser, which fetches them from a page of another origin."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from graph.browser.kit import GUIDE, STYLE, kit
from graph.errors import NotFound

router = APIRouter(prefix="/browser-kit", include_in_schema=False)

_TYPES = {STYLE: "text/plain; charset=utf-8", GUIDE: "text/html; charset=utf-8"}
# Whoever may read it: it holds nothing of the graph.
_HEADERS = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
_ASKED = {"Access-Control-Allow-Methods": "GET", "Access-Control-Allow-Headers": "*"}


@router.get("/{name}")
def get_file(name: Annotated[str, Path(max_length=100)]) -> Response:
    """Return a file of the kit."""
    if name not in _TYPES:
        raise NotFound(f"no file {name!r} in the kit; there are {', '.join(_TYPES)}")
    return Response(kit()[name], media_type=_TYPES[name], headers=_HEADERS)


@router.options("/{name}")
async def may_get_file(name: str) -> Response:  # noqa: ARG001
    """Say that any page may fetch it: Neo4j Browser asks first, since it sends cache headers."""
    return Response(status_code=204, headers=_HEADERS | _ASKED)
