"""A page that lists the routes and needs nothing from elsewhere."""

import base64
import hashlib
from importlib.resources import files
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from api.policy import CONTENT_POLICY

router = APIRouter(include_in_schema=False)

_PAGES = Environment(
    loader=PackageLoader("api"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_STYLE = files("api").joinpath("templates/page.css").read_text("utf-8")
_DIGEST = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_HEADERS = {"Content-Security-Policy": f"{CONTENT_POLICY}; style-src 'sha256-{_DIGEST}'"}


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
