"""Free-form Cypher that only reads, bounded in time, rows and text."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import neo4j
from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Duration

from graph.freeform import plan
from graph.freeform.text import checked
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much a query may take: seconds, rows returned, and characters of its text."""

    seconds: float
    rows: int
    characters: int


@dataclass(frozen=True, slots=True)
class Table:
    """What a query returned: columns in their order, rows of plain values, and whether there would be more rows."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    more: bool


def ask(store: Store, text: str, parameters: Mapping[str, Any], bounds: Bounds) -> Table:
    """Return what a query finds.

    Raises
    ------
    Forbidden
        It would write, or reach for what it may not.
    BadInput, TooLarge
        The database cannot make sense of it, or it is too long.
    QueryTimeout
        It ran longer than the bound.
    """
    cypher = checked(text, bounds.characters)
    if store.explains:
        plan.check(store.once(f"EXPLAIN {cypher}", neo4j.Result.consume, bounds.seconds, parameters))

    def take(result: neo4j.Result) -> Table:
        columns = result.keys()
        found = [[_plain(value) for value in record.values()] for record in islice(result, bounds.rows + 1)]
        return Table(columns, found[: bounds.rows], len(found) > bounds.rows)

    return store.once(cypher, take, bounds.seconds, parameters)


def _plain(value: Any) -> Any:
    """Return a value of the database as what JSON has."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case Node():
            return {"labels": sorted(value.labels), "properties": _plain(dict(value))}
        case Relationship():
            ends = [node.get("id") if node else None for node in value.nodes]
            return {"type": value.type, "subject": ends[0], "object": ends[1], "properties": _plain(dict(value))}
        case Path():
            return {"nodes": _plain(list(value.nodes)), "relations": _plain(list(value.relationships))}
        case Point():
            return {"srid": value.srid, "coordinates": list(value)}
        case bytes() | bytearray():
            return base64.b64encode(value).decode()
        case Duration():
            return value.iso_format()
        case Mapping():
            return {str(key): _plain(one) for key, one in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_plain(one) for one in value]
    return value.iso_format() if hasattr(value, "iso_format") else str(value)
