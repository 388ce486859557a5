"""The HTTP application, made for one store."""

from importlib.metadata import version

from fastapi import APIRouter, Depends, FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from api import errors
from api.access import may_read
from api.answers import Answers
from api.bounds import BodyLimit, SafeHeaders
from api.errors import documented
from api.keys import Ring, keys_file
from api.metrics import Metrics
from api.observing import Observed
from api.rate import RateLimit
from api.routes import ROUTERS, observed
from api.routes.parts import PREFIX
from graph.settings import Settings
from graph.store import Store
from ingest.readers.jsonl_file import line_limit

_DESCRIPTION = """
Actors in US-China technology trade, and what news says of them: every relation can show the sentence that says so.

Names are taken in any script. Every error has one body: `detail`, and `errors` where there are several.

Lists are read page by page with `limit` and `offset`, or with the `cursor` that each page gives for the next: a cursor
holds for one state of the graph, so that the pages fit together, and is refused with 410 when the graph has changed.

Every GET below `/v1` has an `ETag` of the graph's version: send it back as `If-None-Match`, and what has not changed is
not sent again (304). Every answer has an `X-Request-ID`: the one sent, or one made.

Keys go into the header `X-API-Key`, or `Authorization: Bearer`, and have scopes: `read`, `write`, `cypher`.
"""


class Application(FastAPI):
    """What every request passes first stands before FastAPI's own stack: an answer that is kept never gets there."""

    front: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self.front(scope, receive, send)


def create_app(store: Store, settings: Settings) -> Application:
    """Return the application.

    Parameters
    ----------
    store : Store
        Stays the caller's to close.
    settings : Settings
    """
    app = Application(
        title="techtrade",
        version=version("techtrade"),
        description=_DESCRIPTION,
        # The interactive pages would load scripts from elsewhere; /docs is a page of our own.
        docs_url=None,
        redoc_url=None,
        responses=documented(429, 500),
    )
    app.state.store = store
    app.state.settings = settings
    app.state.metrics = Metrics()
    app.state.routes = [route for router in ROUTERS for route in router.routes]
    errors.add(app)
    for router in ROUTERS:
        closed = settings.read_key and _tells_of_the_graph(router)
        app.include_router(router, dependencies=[Depends(may_read)] if closed else None)
    _surround(app, store, settings)
    return app


def _tells_of_the_graph(router: APIRouter) -> bool:
    return router.prefix.startswith(PREFIX) or router is observed.router


def _surround(app: Application, store: Store, settings: Settings) -> None:
    """Put around the routes what every request passes, the innermost first."""
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(BodyLimit, limit=line_limit(settings))
    app.add_middleware(SafeHeaders)
    front: ASGIApp = Answers(super(Application, app).__call__, store, settings)
    front = RateLimit(front, Ring(keys_file(settings.data), settings.api_key), settings)
    if origins := [one.strip() for one in settings.cors.split(",") if one.strip()]:
        front = CORSMiddleware(
            front,
            allow_origins=origins,
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=["X-API-Key", "Authorization", "Content-Type", "If-None-Match", "X-Request-ID"],
            expose_headers=["ETag", "Location", "Retry-After", "X-Request-ID"],
        )
    app.front = Observed(front, app.state.metrics)
