"""Two Parquet files in a ZIP archive, nodes.parquet and relations.parquet; needs pyarrow (the extra ``parquet``)."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from graph.errors import BadInput
from graph.export.archive import Sink, zipped
from graph.export.columns import EDGE_COLUMNS, NODE_COLUMNS, Column, edge_values, node_values
from graph.export.part import Part

_GROUP = 20_000


def write(part: Part) -> Iterator[bytes]:
    """Yield the archive. Dates are strings, as a year or a month may be all that is known; lists are lists.

    Raises
    ------
    BadInput
        pyarrow is not installed.
    """
    try:
        import pyarrow.parquet  # noqa: F401
    except ModuleNotFoundError:
        raise BadInput("to write Parquet, pyarrow must be installed: pip install 'techtrade[parquet]'") from None
    yield from zipped(
        (
            ("nodes.parquet", _table(NODE_COLUMNS, map(node_values, part.nodes()))),
            ("relations.parquet", _table(EDGE_COLUMNS, map(edge_values, part.edges()))),
        )
    )


def _table(columns: tuple[Column, ...], rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {
        "string": pa.string(),
        "int": pa.int64(),
        "double": pa.float64(),
        "boolean": pa.bool_(),
        "list": pa.list_(pa.string()),
    }
    schema = pa.schema([(column.name, types[column.kind]) for column in columns])
    sink, rows = Sink(), iter(rows)
    with pq.ParquetWriter(sink, schema) as writer:
        while group := list(islice(rows, _GROUP)):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))
            yield sink.taken()
    yield sink.taken()
