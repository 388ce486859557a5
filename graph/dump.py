"""The whole graph as canonical JSON lines: the same graph, the same bytes, on every engine."""

from collections.abc import Iterator
from typing import Any

import orjson

from graph import cypher
from graph.errors import StoreUnavailable
from graph.store import Store

_PAGE = 2000


def dump(store: Store) -> Iterator[str]:
    """Return a line for every node and every relation, in a fixed order, without the time of recording.

    Raises
    ------
    StoreUnavailable
        Somebody wrote to the graph meanwhile: the lines so far are of different graphs.
    """
    version = store.version()
    for label in sorted(cypher.IDS):
        # Sorted here: to sort and page in the database would cost a pass over all nodes for each page.
        ids = sorted(row["id"] for row in store.read(cypher.IDS[label]))
        for start in range(0, len(ids), _PAGE):
            page = ids[start : start + _PAGE]
            nodes = store.read(cypher.NODES[label], rows=page)
            for row in sorted(nodes, key=lambda row: str(row["properties"]["id"])):
                yield _line({"labels": sorted(row["labels"]), "properties": row["properties"]})
            yield from sorted(_line(row) for row in store.read(cypher.OUTGOING[label], rows=page))
    if store.version() != version:
        raise StoreUnavailable("the graph was written to while it was read; dump it again")


def _line(row: dict[str, Any]) -> str:
    row["properties"].pop("recordedAt", None)
    return orjson.dumps(row, option=orjson.OPT_SORT_KEYS).decode()
