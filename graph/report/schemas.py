"""The published JSON Schemas: ``docs/report.schema.json`` and its like, also served over HTTP."""

from collections.abc import Mapping
from typing import Any, Final

import orjson

from graph.report.comparison import COMPARISON_SCHEMA, Comparison
from graph.report.model import REPORT_SCHEMA, InfluenceReport, Part

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

# By address: what it describes, and its file in docs/.
PUBLISHED: Final[Mapping[str, tuple[type[Part], str]]] = {
    REPORT_SCHEMA: (InfluenceReport, "report.schema.json"),
    COMPARISON_SCHEMA: (Comparison, "comparison.schema.json"),
}


def schema(address: str) -> dict[str, Any]:
    """Return a JSON Schema, of what is written: every field is there, and no other."""
    described = PUBLISHED[address][0].model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": _DIALECT, "$id": address, **described}


def text(address: str) -> str:
    """Return the same as text, keys in order."""
    return orjson.dumps(schema(address), option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS).decode() + "\n"
