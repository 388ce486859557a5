"""Two small pages that need nothing from elsewhere: a search for actors, and a list of the routes."""

import base64
import hashlib
from importlib.resources import files
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from api.policy import CONTENT_POLICY
from api.routes.parts import OpenStore
from api.routes.queries import ask
from graph.queries.actor_search import ActorSearch

router = APIRouter(include_in_schema=False)

_PAGES = Environment(
    loader=PackageLoader("api"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_STYLE = files("api").joinpath("templates/page.css").read_text("utf-8")
_DIGEST = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_HEADERS = {"Content-Security-Policy": f"{CONTENT_POLICY}; style-src 'sha256-{_DIGEST}'"}


@router.get("/")
def index(store: OpenStore, q: Annotated[str, Query(max_length=300)] = "") -> HTMLResponse:
    """A box to search actors in, in any script."""
    found = ask(store, ActorSearch(text=q, limit=20)).rows if q.strip() else []
    return _page("index.html.j2", q=q, found=found)


@router.get("/docs")
def documentation(request: Request) -> HTMLResponse:
    """What OpenAPI says of the routes, for people."""
    described = request.app.openapi()
    routes = [
        {"method": method.upper(), "path": path, **operation, "parameters": operation.get("parameters", [])}
        for path, operations in described["paths"].items()
        for method, operation in operations.items()
    ]
    return _page("docs.html.j2", info=described["info"], routes=routes)


def _page(name: str, **values: Any) -> HTMLResponse:
    return HTMLResponse(_PAGES.get_template(name).render(style=_STYLE, **values), headers=_HEADERS)
