"""What routes ask for: the store, the settings."""

from typing import Annotated, TypeAlias

from fastapi import Depends, Request

from graph.settings import Settings
from graph.store import Store

PREFIX = "/v1"


def _store(request: Request) -> Store:
    store: Store = request.app.state.store
    return store


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


OpenStore: TypeAlias = Annotated[Store, Depends(_store)]
TheSettings: TypeAlias = Annotated[Settings, Depends(_settings)]
