"""What routes ask for: the store, the settings, a key."""

import hmac
from typing import Annotated, TypeAlias

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyHeader

from graph.errors import Forbidden, Unauthorized
from graph.settings import Settings
from graph.store import Store

PREFIX = "/v1"

_key = APIKeyHeader(name="X-API-Key", auto_error=False, description="Needed to write; TECHTRADE_API_KEY sets it")


def _store(request: Request) -> Store:
    store: Store = request.app.state.store
    return store


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


OpenStore: TypeAlias = Annotated[Store, Depends(_store)]
TheSettings: TypeAlias = Annotated[Settings, Depends(_settings)]


def may_write(settings: TheSettings, given: Annotated[str | None, Security(_key)]) -> None:
    """Raise unless the request bears the key."""
    if not settings.api_key:
        raise Forbidden("writes are refused: this server has no key (TECHTRADE_API_KEY)")
    if given is None:
        raise Unauthorized("a key is needed, in the header X-API-Key")
    if not hmac.compare_digest(given.encode(), settings.api_key.encode()):
        raise Unauthorized("the key in the header X-API-Key is not known")
