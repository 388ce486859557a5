"""The style and the guide for Neo4j Browser, which fetches them from a page of another origin."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from graph.browser.kit import GUIDE, STYLE, guide
from graph.browser.style import style
from graph.errors import NotFound

router = APIRouter(prefix="/browser-kit", include_in_schema=False)

_FILES = {STYLE: ("text/plain", style), GUIDE: ("text/html", guide)}
# Whoever may read it: it holds nothing of the graph.
_HEADERS = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
_ASKED = {"Access-Control-Allow-Methods": "GET", "Access-Control-Allow-Headers": "*"}


@router.get("/{name}")
def get_file(name: Annotated[str, Path(max_length=100)]) -> Response:
    """Return a file of the kit."""
    if name not in _FILES:
        raise NotFound(f"no file {name!r} in the kit; there are {', '.join(_FILES)}")
    media_type, content = _FILES[name]
    return Response(content(), media_type=media_type, headers=_HEADERS)


@router.options("/{name}")
async def may_get_file(name: str) -> Response:  # noqa: ARG001
    """Say that any page may fetch it: Neo4j Browser asks first, since it sends cache headers."""
    return Response(status_code=204, headers=_HEADERS | _ASKED)
