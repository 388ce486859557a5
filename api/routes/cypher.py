"""Free-form Cypher that only reads."""

from threading import BoundedSemaphore
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Body, Depends, Response
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from api.access import may_ask
from api.errors import documented
from api.routes.parts import PREFIX, OpenStore, TheSettings
from graph.errors import BadInput, StoreUnavailable
from graph.freeform.asking import Bounds, ask
from graph.freeform.text import PROCEDURES

router = APIRouter(prefix=f"{PREFIX}/cypher", tags=["cypher"])

_AT_ONCE = 4
_UNDER_WAY = BoundedSemaphore(_AT_ONCE)
_LARGEST = 20_000_000

_ABOUT = f"""A key with the scope `cypher` is needed. The query may only read: no clause that writes, no `LOAD CSV`,
no `CALL` of procedures but {", ".join(sorted(PROCEDURES))}, no `=~`, no loop over a list within another. Time, rows and
the length of the text are bounded by the server's settings (`cypher_seconds`, `cypher_rows`, `cypher_characters`).

Put values into `parameters`, not into the text, as in `{{"query": "MATCH (a:Entity {{id: $id}})-[r]->(b) RETURN b.id",
"parameters": {{"id": "nvidia"}}}}`.

Nodes are given as `labels` and `properties`; relations as `type`, `subject`, `object` (ids) and `properties`; paths as
`nodes` and `relations`; dates as text; what is no number as null.
"""


class Question(BaseModel):
    """A query, and the values of its parameters."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    query: str = Field(
        min_length=1,
        max_length=1_000_000,
        description="Cypher that reads",
        examples=["MATCH (a:Actor) RETURN a.id AS id, a.name AS name ORDER BY id LIMIT 10"],
        json_schema_extra={"format": "cypher"},
    )
    parameters: dict[str, JsonValue] = Field(
        default={}, description="Values for the names after `$`", examples=[{"id": "nvidia"}]
    )


class Table(BaseModel):
    """What was found: columns, and rows of as many values."""

    columns: list[str] = Field(description="Their names, as RETURN gives them", examples=[["type", "name"]])
    rows: list[list[Any]] = Field(description="Values in the order of the columns", examples=[[["MAKES", "H20"]]])
    more: bool = Field(description="Whether rows were left out, because there are more than one answer may have")


@router.post(
    "",
    summary="Ask in Cypher",
    description=_ABOUT,
    response_model=Table,
    dependencies=[Depends(may_ask)],
    responses=documented(401, 403, 413, 422, 503, 504),
)
def ask_in_cypher(asked: Annotated[Question, Body()], store: OpenStore, settings: TheSettings) -> Response:
    """See the description."""
    bounds = Bounds(settings.cypher_seconds, settings.cypher_rows, settings.cypher_characters)
    if not _UNDER_WAY.acquire(blocking=False):
        raise StoreUnavailable(f"{_AT_ONCE} free queries are under way; ask again when one is done")
    try:
        found = ask(store, asked.query, asked.parameters, bounds)
    finally:
        _UNDER_WAY.release()
    made = orjson.dumps({"columns": found.columns, "rows": found.rows, "more": found.more})
    if len(made) > _LARGEST:
        raise BadInput(f"the answer would have {len(made):,} bytes; {_LARGEST:,} are allowed: ask for less")
    return Response(made, media_type="application/json")
