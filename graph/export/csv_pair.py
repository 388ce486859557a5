"""Two CSV files in a ZIP archive, nodes.csv and relations.csv, for spreadsheets and data frames."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from graph.export.archive import zipped
from graph.export.columns import EDGE_COLUMNS, NODE_COLUMNS, Column, as_text, edge_values, node_values
from graph.export.part import Part

# A spreadsheet takes such a cell for a formula and runs it; full-width forms too, where it runs in Chinese.
_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r]")


def write(part: Part) -> Iterator[bytes]:
    """Yield the archive: UTF-8 with a byte order mark, a header, lists as JSON text.

    A text that a spreadsheet would run as a formula gets a ``'`` in front.
    """
    yield from zipped(
        (
            ("nodes.csv", _table(NODE_COLUMNS, map(node_values, part.nodes()))),
            ("relations.csv", _table(EDGE_COLUMNS, map(edge_values, part.edges()))),
        )
    )


def _table(columns: tuple[Column, ...], rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    names = [column.name for column in columns]
    line = io.StringIO(newline="")
    writer = csv.writer(line)
    writer.writerow(names)
    yield b"\xef\xbb\xbf" + _taken(line)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in names])
        yield _taken(line)


def _cell(value: Any) -> str:
    text = "" if value is None else as_text(value)
    return f"'{text}" if isinstance(value, str) and _FORMULA.match(text) else text


def _taken(line: io.StringIO) -> bytes:
    text = line.getvalue()
    line.seek(0)
    line.truncate()
    return text.encode()
