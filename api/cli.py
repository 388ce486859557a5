"""The command line. Exit status: 0 done, 1 something was set aside or failed, 2 wrong usage."""

import logging
import os
import signal
import sys
from types import FrameType
from typing import NoReturn

import typer

from api import logs, output
from api.commands import COMMANDS
from graph.errors import TechTradeError
from graph.settings import Settings

_log = logging.getLogger(__name__)

_HELP = """News on US-China technology trade in, a graph of actors out, in which every relation shows its sentence.

Everything kept lies under TECHTRADE_DATA (default ~/.local/share/techtrade). The database is an embedded one unless
TECHTRADE_URL names a Neo4j. Data goes to stdout, words go to stderr.

Exit status: 0 done, 1 something was set aside or failed, 2 wrong usage.
"""
_EXAMPLES = (
    "techtrade demo",
    "techtrade ingest story.txt --date 2025-07-28",
    'techtrade query actor-search --text "Jensen Huang"',
    'techtrade report "Jensen Huang" H20 --out reports',
)

app = typer.Typer(
    name="techtrade",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_HELP,
    epilog=output.examples(*_EXAMPLES),
)
for add in COMMANDS:
    add(app)


def main() -> NoReturn:
    """Run the command line and exit."""
    output.prepare_streams()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _terminate)
    try:
        settings = Settings.from_environment()
        logs.configure(settings.log, settings.log_json)
        app()
        status: str | int | None = 0
    except SystemExit as end:
        status = end.code
    except Exception as error:
        status = _failed(error)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has gone; what is left in the buffer must not be tried again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    sys.exit(status)


def _failed(error: Exception) -> int:
    """Say what went wrong; return the exit status."""
    if _received:  # what breaks while a signal ends the run is the signal's doing
        return 128 + _received[0]
    if isinstance(error, TechTradeError):
        output.fault(error)
    else:
        output.words(f"techtrade: a fault of techtrade itself: {type(error).__name__}: {error} (TECHTRADE_LOG=debug)")
        _log.debug("where it happened", exc_info=True)
    return 1


_received: list[int] = []


def _terminate(number: int, _: FrameType | None) -> NoReturn:
    """End as from an error, so that the database is closed."""
    _received.append(number)
    sys.exit(128 + number)
