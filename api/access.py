"""Who asks, and what they may: keys in headers, scopes of keys."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Request, Security
from fastapi.security import APIKeyHeader, HTTPBearer
from fastapi.security.http import HTTPAuthorizationCredentials
from starlette.types import Scope as Connection

from api.keys import Key, Ring, Scope
from graph.errors import Forbidden, Unauthorized

_ABOUT = "Made by `techtrade keys add`; TECHTRADE_API_KEY sets one that reads and writes"
_header = APIKeyHeader(name="X-API-Key", auto_error=False, description=_ABOUT)
_bearer = HTTPBearer(auto_error=False, description=_ABOUT)


def identify(connection: Connection, ring: Ring) -> Key | None:
    """Remember whose request this is, and return the key if it bears a known one."""
    state = connection["state"]
    headers = state["headers"]
    token = headers.get(b"x-api-key")
    if token is None and b"authorization" in headers:
        kind, _, rest = headers[b"authorization"].partition(b" ")
        token = rest.strip() if kind.lower() == b"bearer" else None
    key = ring.find(token.decode("latin-1")) if token else None
    state["key"], state["token"], state["ring"] = key, token is not None, ring
    return key


def needed(request: Request, scope: Scope) -> None:
    """Raise unless the request bears a key with a scope.

    Raises
    ------
    Unauthorized
        It bears none, or none that is known.
    Forbidden
        The key has not the scope, or the server has no key that has.
    """
    key: Key | None = request.state.key
    if key is None and not request.state.ring.any_with(scope):
        setting = ", or TECHTRADE_API_KEY" if scope is not Scope.CYPHER else ""
        raise Forbidden(f"{scope} is refused: this server has no key for it (`techtrade keys add`{setting})")
    if key is None and request.state.token:
        raise Unauthorized("the key in the header X-API-Key is not known")
    if key is None:
        raise Unauthorized("a key is needed, in the header X-API-Key")
    if scope not in key.scopes:
        raise Forbidden(f"the key {key.name!r} has not the scope {scope}")


def _dependency(scope: Scope) -> Callable[..., None]:
    def dependency(
        request: Request,
        _key: Annotated[str | None, Security(_header)],
        _token: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)],
    ) -> None:
        needed(request, scope)

    return dependency


may_write = _dependency(Scope.WRITE)
may_ask = _dependency(Scope.CYPHER)
_may_read = _dependency(Scope.READ)


def may_read(
    request: Request,
    key: Annotated[str | None, Security(_header)],
    token: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)],
) -> None:
    """Raise unless the request may read; what is no GET asks for a scope of its own."""
    if request.method == "GET":
        _may_read(request, key, token)
