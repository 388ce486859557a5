"""One body for every error: ``{"detail": …, "errors": […]}``. No stack trace in it, ever."""

import logging
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.routing import Match

from api.policy import HEADERS
from graph.errors import StoreUnavailable, TechTradeError, Unauthorized

_log = logging.getLogger(__name__)

_RETRY_SECONDS = "5"


class ErrorBody(BaseModel):
    """What went wrong."""

    detail: str = Field(description="One line", examples=["no actor 'Jenson Hwang' in the graph"])
    errors: list[str] = Field(
        default=[], description="The single faults, or candidates", examples=[["jensen-huang  Jensen Huang  (Person)"]]
    )


_MEANINGS = {
    401: "A key is needed, or the key given is not known",
    403: "The caller may not do this",
    404: "Nothing bears this id or name",
    409: "A name fits several actors; `errors` lists them",
    410: "The cursor is of an earlier state of the graph",
    413: "The body, or what was asked for, is too large",
    422: "What was given cannot be used",
    429: "Too many requests; ask again after `Retry-After` seconds",
    500: "A fault of the server",
    503: "The database does not answer; try again after `Retry-After` seconds",
    504: "The query ran past its time limit",
}


# The server itself says so, before any route is looked for.
TOO_LONG: Final[dict[int | str, dict[str, Any]]] = {
    400: {
        "description": "It is no HTTP, or the address is longer than 64 KB; said in plain text",
        "content": {"text/plain": {"schema": {"type": "string"}}},
    }
}


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the errors that a route may answer with, for OpenAPI."""
    return {status: {"model": ErrorBody, "description": _MEANINGS[status]} for status in statuses}


def body(status: int, detail: str, errors: tuple[str, ...] = (), headers: dict[str, str] | None = None) -> JSONResponse:
    """Return an error as it is answered."""
    return JSONResponse({"detail": detail, "errors": list(errors)}, status, HEADERS | (headers or {}))


def add(app: FastAPI) -> None:
    """Make the app answer every error in the one way."""
    app.add_exception_handler(TechTradeError, own)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unforeseen)


def own(request: Request, error: Exception) -> JSONResponse:
    """Return the answer to an error of this project."""
    assert isinstance(error, TechTradeError)
    headers = {}
    if isinstance(error, StoreUnavailable):
        headers["Retry-After"] = _RETRY_SECONDS
    if isinstance(error, Unauthorized):
        headers["WWW-Authenticate"] = "ApiKey"
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.error("%s %s: %s", request.method, request.url.path, error.detail)
    return body(error.status, error.detail, error.errors, headers)


def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    errors = tuple(f"{_place(fault['loc'])}: {fault['msg']}" for fault in error.errors())
    return body(422, errors[0] if len(errors) == 1 else f"{len(errors)} things in the request cannot be used", errors)


def _place(location: tuple[int | str, ...]) -> str:
    return " ".join(str(part) for part in location)


def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    detail = error.detail
    if error.status_code == HTTPStatus.NOT_FOUND:
        detail = f"no such page: {request.url.path}"
    elif error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        detail = f"{request.method} is not what {request.url.path} takes"
        return body(405, detail, headers={"Allow": ", ".join(_methods(request)) or "GET"})
    elif error.status_code == HTTPStatus.BAD_REQUEST:
        return body(422, "body: it is no JSON, or not in UTF-8")
    return body(error.status_code, detail, headers=dict(error.headers or {}))


def _methods(request: Request) -> list[str]:
    """Return what a path takes, over all its routes: the exception knows of the first alone."""
    fitting = (route for route in request.app.state.routes if route.matches(request.scope)[0] is not Match.NONE)
    return sorted({method for route in fitting for method in getattr(route, "methods", None) or ()})


def _unforeseen(_: Request, _error: Exception) -> JSONResponse:
    return body(500, "a fault of the server; its log says more")
