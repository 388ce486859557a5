"""JSON lines: an object for every node, then one for every relation, with all properties but the time of recording."""

from collections.abc import Iterator
from typing import Any

import orjson

from graph.export.part import Part, Properties


def write(part: Part) -> Iterator[bytes]:
    """Yield a line for each node and relation: the same graph, the same bytes."""
    for node in part.nodes():
        yield _line({"labels": node.labels, "properties": _kept(node.properties)})
    for edge in part.edges():
        ends = {"source": edge.source, "type": edge.type, "target": edge.target}
        yield _line(ends | {"properties": _kept(edge.properties)})


def _kept(properties: Properties) -> Properties:
    return {name: value for name, value in properties.items() if name != "recordedAt"}


def _line(row: dict[str, Any]) -> bytes:
    return orjson.dumps(row, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)
