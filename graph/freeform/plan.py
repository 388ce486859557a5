"""What Neo4j says it would do for a query: the second look, by the database's own plan."""

from collections.abc import Iterator, Mapping
from typing import Any

import neo4j

from graph.errors import Forbidden
from graph.freeform.text import PROCEDURES


def check(summary: neo4j.ResultSummary) -> None:
    """Raise Forbidden unless the plan only reads, and only from the graph.

    Parameters
    ----------
    summary : neo4j.ResultSummary
        Of the query with EXPLAIN before it.
    """
    if summary.query_type != "r":
        raise Forbidden("the query would write, and here it may only read")
    for operator in _operators(summary.plan or {}):
        kind = str(operator["operatorType"]).split("@")[0]
        if kind == "LoadCSV":
            raise Forbidden("LOAD CSV is not taken")
        if kind.endswith("ProcedureCall"):
            details = str((operator.get("args") or {}).get("Details", ""))
            if details.split("(")[0].strip().lower() not in PROCEDURES:
                raise Forbidden(f"CALL {details.split('(')[0].strip()[:60]} is not taken")


def _operators(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if plan:
        yield plan
    for child in plan.get("children", ()):
        yield from _operators(child)
