"""The routes by topic: a new topic is a file with a ``router``, and a line here."""

from typing import Final

from fastapi import APIRouter

from api.page import shell
from api.routes import (
    articles,
    browser_kit,
    cypher,
    exports,
    health,
    identity,
    influence,
    observed,
    pages,
    pictures,
    queries,
)

ROUTERS: Final[tuple[APIRouter, ...]] = (
    queries.router,
    influence.router,
    articles.router,
    identity.router,
    pictures.router,
    exports.router,
    cypher.router,
    browser_kit.router,
    health.router,
    observed.router,
    pages.router,
    shell.router,
)
