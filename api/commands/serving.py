"""``serve``: the HTTP server."""

import ctypes
import logging
import socket
import sys
from contextlib import suppress
from ipaddress import ip_address
from typing import TYPE_CHECKING, Annotated

import typer

from api import output
from api.commands.opening import opened
from graph.errors import BadInput
from graph.settings import Settings

if TYPE_CHECKING:
    from graph.store import Store

_log = logging.getLogger(__name__)
_M_ARENA_MAX = -8  # glibc's malloc.h


def add(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(
        epilog=output.examples(
            "techtrade serve --port 8080",
            "techtrade keys add newsroom --scope read --scope write    # a key that may write over HTTP",
        )
    )(serve)


def serve(
    host: Annotated[str | None, typer.Option(help="Address to bind to (TECHTRADE_HOST).")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port (TECHTRADE_PORT); 0: any free one.")] = None,
) -> None:
    """Answer over HTTP, until Ctrl-C."""
    _share_one_heap()
    settings = Settings.from_environment(host=host, port=port)
    with listening(settings) as listener, opened(settings) as store:
        run(store, settings, listener)


def _share_one_heap() -> None:
    """Keep glibc from a heap for each thread: answers leave holes in every one, and memory creeps up.

    Before there are threads: the number of heaps is settled when there are some.
    """
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):  # another C library
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def listening(settings: Settings) -> socket.socket:
    """Return a socket that listens where the settings say.

    Raises
    ------
    BadInput
        It cannot: the port is in use, or not for us.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # With the protocol named, each connection sends what it has at once; else an answer may wait 40 ms for its rest.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((settings.host, settings.port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        reason = (error.strerror or str(error)).lower()
        raise BadInput(
            f"cannot listen on {settings.host} port {settings.port}: {reason}; --port 0 takes any free port"
        ) from None
    return listener


def run(store: "Store", settings: Settings, listener: socket.socket) -> None:
    """Serve until Ctrl-C or SIGTERM; requests under way are answered."""
    import uvicorn

    from api.app import create_app

    host, port = listener.getsockname()[:2]
    if not _is_loopback(host) and not settings.read_key:
        _log.warning(
            "%s is not a loopback address: whoever reaches this machine can read the graph (TECHTRADE_READ_KEY=1)", host
        )
    config = uvicorn.Config(
        create_app(store, settings),
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=10,
    )
    shown = f"[{host}]" if ":" in host else host
    output.words(f"serving at http://{shown}:{port}/ (documentation at /docs); Ctrl-C ends it")
    with suppress(KeyboardInterrupt, SystemExit):  # the server ends in order, and then passes the signal on
        uvicorn.Server(config).run(sockets=[listener])


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
