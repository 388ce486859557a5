"""Logging: plain lines on stderr. No setting that is a secret is ever logged, nor any header."""

import logging

from graph.errors import BadInput

_LEVELS = ("debug", "info", "warning", "error")


def configure(level: str) -> None:
    """Log lines of this level and above.

    Raises
    ------
    BadInput
        There is no such level.
    """
    if level not in _LEVELS:
        raise BadInput(f"TECHTRADE_LOG={level!r} is no level; there are {', '.join(_LEVELS)}")
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S%z"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in ("api", "graph", "ingest", "uvicorn"):
        logging.getLogger(name).setLevel(level.upper())
