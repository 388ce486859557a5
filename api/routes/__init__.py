"""The routes by topic: a new topic is a file with a ``router``, and a line here."""

from typing import Final

from fastapi import APIRouter

from api.page import shell
from api.routes import articles, browser_kit, exports, health, influence, pages, pictures, queries

ROUTERS: Final[tuple[APIRouter, ...]] = (
    queries.router,
    influence.router,
    articles.router,
    pictures.router,
    exports.router,
    browser_kit.router,
    health.router,
    pages.router,
    shell.router,
)
