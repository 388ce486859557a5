"""Node-link JSON, as ``networkx.node_link_graph`` reads it (with ``edges="edges"``), and D3."""

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from graph.export.columns import edge_values, node_values
from graph.export.part import Part


def write(part: Part) -> Iterator[bytes]:
    """Yield one JSON object; `key` of an edge is its id, since there may be several between two nodes."""
    yield b'{"directed":true,"multigraph":true,"graph":{},"nodes":[\n'
    yield from _listed(node_values(node) for node in part.nodes())
    yield b'],"edges":[\n'
    yield from _listed(edge_values(edge) | {"key": edge.id} for edge in part.edges())
    yield b"]}\n"


def _listed(values: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    for position, value in enumerate(values):
        yield (b",\n" if position else b"") + orjson.dumps(value)
