"""GraphML, as networkx, Gephi, yEd and igraph read it."""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from graph.export.columns import EDGE_COLUMNS, NODE_COLUMNS, Column, as_text, edge_values, node_values
from graph.export.part import Part

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
# What XML 1.0 cannot hold, even escaped.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TYPES = {"list": "string"}
_ENDS = ("id", "source", "target")


def write(part: Part) -> Iterator[bytes]:
    """Yield the graph: one edge for each relation, so several between two nodes; lists as JSON text.

    Characters that XML cannot hold become U+FFFD.
    """
    yield _HEAD.encode()
    yield from _keys("node", NODE_COLUMNS)
    yield from _keys("edge", EDGE_COLUMNS)
    yield b'<graph edgedefault="directed">\n'
    for node in part.nodes():
        values = node_values(node)
        yield f"<node id={_quoted(values.pop('id'))}>{_data('node', values)}</node>\n".encode()
    for edge in part.edges():
        values = edge_values(edge)
        ends = " ".join(f"{name}={_quoted(values.pop(name))}" for name in _ENDS)
        yield f"<edge {ends}>{_data('edge', values)}</edge>\n".encode()
    yield b"</graph>\n</graphml>\n"


def _keys(of: str, columns: Iterable[Column]) -> Iterator[bytes]:
    for column in columns:
        if column.name not in _ENDS:
            kind = _TYPES.get(column.kind, column.kind)
            name = column.name
            yield f'<key id="{of}-{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>\n'.encode()


def _data(of: str, values: dict[str, Any]) -> str:
    return "".join(f'<data key="{of}-{name}">{_text(as_text(value))}</data>' for name, value in values.items())


def _text(text: str) -> str:
    return escape(_ILLEGAL.sub("\ufffd", text), {"\r": "&#13;"})


def _quoted(text: str) -> str:
    return quoteattr(_ILLEGAL.sub("\ufffd", text), {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})
