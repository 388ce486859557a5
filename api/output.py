"""What is printed: data on stdout, words on stderr, both UTF-8; and nothing that a terminal would obey."""

import io
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

import orjson
from rich.console import Console
from rich.table import Table
from rich.text import Text

from graph.errors import TechTradeError

# Control characters, and those that turn the direction of all that follows: names and quotes are other people's text.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_PIPED_WIDTH = 160


def prepare_streams() -> None:
    """Write UTF-8 whatever the locale says, and never fail on a file name that is none."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def plain(value: object) -> str:
    """Return a value as text that a terminal shows and does not obey."""
    return _OBEYED.sub("\N{REPLACEMENT CHARACTER}", str(value))


def line(text: str) -> None:
    """Print a line of data."""
    print(plain(text))


def words(text: str) -> None:
    """Print a line of words to the user."""
    print(plain(" ".join(text.split("\n"))), file=sys.stderr, flush=True)


def fault(error: TechTradeError) -> None:
    """Print what went wrong: one line, and its single faults indented below."""
    words(f"techtrade: {error.detail}")
    for single in error.errors:
        words(f"  {single}")


def as_json(value: Any) -> None:
    """Print a value as JSON."""
    text = orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS, default=_plain_data)
    print(text.decode())


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]], right: Iterable[str] = ()) -> None:
    """Print a table; the columns named in `right` are numbers."""
    made = Table(title=Text(title), title_justify="left", title_style="bold")
    for column in columns:
        made.add_column(Text(column), justify="right" if column in right else "left", overflow="fold")
    for row in rows:
        made.add_row(*(Text("" if cell is None else plain(cell)) for cell in row))
    console = Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else _PIPED_WIDTH)
    console.print(made)


def _plain_data(value: Any) -> Any:
    if hasattr(value, "model_dump"):
        return value.model_dump(by_alias=True)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(type(value).__name__)


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def camel(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record with its names in lowerCamelCase, as they are in the database."""
    return {_in_camel(key): value for key, value in record.items()}


def _in_camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(map(str.capitalize, rest))


def record(value: Any) -> Any:
    """Return records as plain data, names in lowerCamelCase, however deep they lie."""
    if is_dataclass(value) and not isinstance(value, type):
        return {_in_camel(item.name): record(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, (list, tuple)):
        return [record(one) for one in value]
    return value


def examples(*lines: str) -> str:
    """Return examples as the help of a command ends with them."""
    return "\n\n".join(("Examples:", *lines))
