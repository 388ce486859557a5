"""One route for every named query of the catalog."""

import inspect
from typing import Annotated, Any, Generic, TypeVar

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.alias_generators import to_camel

from api.errors import TOO_LONG, documented
from api.routes import cursors
from api.routes.parts import PREFIX, OpenStore
from graph import queries
from graph.queries.catalog import QUERIES
from graph.store import Store

RowT = TypeVar("RowT")

router = APIRouter(prefix=f"{PREFIX}/queries", tags=["queries"])


class Answer(BaseModel, Generic[RowT]):
    """The rows of a named query, in its own order."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    query: str = Field(description="Name of the query")
    rows: list[RowT]
    next_offset: int | None = Field(
        default=None, description="Where the next page begins; null on the last one, and where there are no pages"
    )
    next_cursor: str | None = Field(
        default=None, description="The next page's `cursor`, as long as the graph is the same"
    )


class Described(BaseModel):
    """A named query, and where it is asked."""

    name: str = Field(description="In snake case", examples=["actor_search"])
    path: str = Field(description="Where it is asked", examples=["/v1/queries/actor-search"])
    description: str = Field(description="What it answers")


@router.get("", summary="List the named queries")
def list_queries() -> list[Described]:
    """Every query has a route of its own below this one."""
    return [
        Described(name=query.name, path=f"{router.prefix}/{slug(query)}", description=described(query))
        for query in QUERIES
    ]


def slug(query: type[queries.Query[Any]]) -> str:
    """Return a query's name as it stands in addresses and on the command line."""
    return query.name.replace("_", "-")


def described(query: type[queries.Query[Any]]) -> str:
    """Return a query's documentation."""
    return " ".join((query.__doc__ or "").split("\n\n")[0].split())


def ask(store: Store, query: queries.Query[RowT], version: int, cursor: str | None = None) -> Answer[RowT]:
    """Return the page of rows that a query asks for, and where the next one begins."""
    if cursor is not None:
        query = query.model_copy(update={"offset": cursors.offset(query, cursor, version)})
    rows = store.run(query)
    limit, offset = getattr(query, "limit", None), getattr(query, "offset", 0)
    following = offset + limit if limit is not None and len(rows) == limit else None
    next_cursor = cursors.made(query, following, version) if following is not None else None
    return Answer(query=query.name, rows=rows, next_offset=following, next_cursor=next_cursor)


_Cursor = Annotated[
    str | None,
    Field(
        max_length=100, description="The `nextCursor` of a page: the page after it; `offset` then counts for nothing"
    ),
]


def _add(query: type[queries.Query[Any]]) -> None:
    # The shape is documented and checked by the model; the body is sent as the bytes that the model itself makes.
    answer = Answer[query.row_type]  # type: ignore[name-defined]
    paged = issubclass(query, queries.Page)
    asked = create_model(query.__name__, __base__=query, cursor=(_Cursor, None)) if paged else query

    def endpoint(parameters: Any, store: OpenStore, request: Request) -> Response:
        given = {name: getattr(parameters, name) for name in query.model_fields}
        one = query.model_construct(parameters.model_fields_set - {"cursor"}, **given)
        made = ask(store, one, request.state.version, getattr(parameters, "cursor", None))
        return Response(made.model_dump_json(by_alias=True), media_type="application/json")

    endpoint.__annotations__["parameters"] = Annotated[asked, Query()]
    router.add_api_route(
        f"/{slug(query)}",
        endpoint,
        name=query.name,
        operation_id=query.name,
        summary=query.name.replace("_", " ").capitalize(),
        description=inspect.cleandoc(query.__doc__ or ""),
        response_model=answer,
        responses=documented(*((404, 410) if paged else ()), 422, 503, 504)
        | (TOO_LONG if "ids" in query.model_fields else {}),
    )


for _query in QUERIES:
    _add(_query)
