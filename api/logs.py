"""Logging: lines on stderr, plain or of JSON. No setting that is a secret is ever logged, nor any header."""

import logging
from datetime import UTC, datetime

import orjson

from graph.errors import BadInput

_LEVELS = ("debug", "info", "warning", "error")


def configure(level: str, json: bool = False) -> None:
    """Log lines of this level and above.

    Raises
    ------
    BadInput
        There is no such level.
    """
    if level not in _LEVELS:
        raise BadInput(f"TECHTRADE_LOG={level!r} is no level; there are {', '.join(_LEVELS)}")
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if json else _Plain("%(asctime)s %(levelname)s %(message)s", _TIME))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in ("api", "graph", "ingest", "uvicorn"):
        logging.getLogger(name).setLevel(level.upper())
    logging.getLogger("uvicorn.access").disabled = True  # api.access says more, and not what was asked for


_TIME = "%Y-%m-%dT%H:%M:%S%z"


class _Plain(logging.Formatter):
    """Lines for people; a request's line has its time and id at the end."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        line = super().formatMessage(record)
        if fields := getattr(record, "fields", None):
            line += f" {fields['seconds'] * 1000:.1f} ms {fields['request']}"
        return line if line.isprintable() else line.translate(_ONE_LINE)


_ONE_LINE = dict.fromkeys((*range(32), *range(127, 160), 8232, 8233), "�")


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as its line."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return orjson.dumps(line, default=str).decode()
