"""The HTTP application, made for one store."""

from importlib.metadata import version

from fastapi import FastAPI

from api import errors
from api.bounds import BodyLimit, SafeHeaders
from api.errors import documented
from api.routes import ROUTERS
from graph.settings import Settings
from graph.store import Store
from ingest.readers.jsonl_file import line_limit

_DESCRIPTION = """
Actors in US-China technology trade, and what news says of them: every relation can show the sentence that says so.

Names are taken in any script. Every error has one body: `detail`, and `errors` where there are several.
"""


def create_app(store: Store, settings: Settings) -> FastAPI:
    """Return the application.

    Parameters
    ----------
    store : Store
        Stays the caller's to close.
    settings : Settings
    """
    app = FastAPI(
        title="techtrade",
        version=version("techtrade"),
        description=_DESCRIPTION,
        # The interactive pages would load scripts from elsewhere; /docs is a page of our own.
        docs_url=None,
        redoc_url=None,
        responses=documented(500),
    )
    app.state.store = store
    app.state.settings = settings
    errors.add(app)
    for router in ROUTERS:
        app.include_router(router)
    app.add_middleware(BodyLimit, limit=line_limit(settings))
    app.add_middleware(SafeHeaders)
    return app
