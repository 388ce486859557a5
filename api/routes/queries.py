"""One route for every named query of the catalog."""

import inspect
from typing import Annotated, Any, Generic, TypeVar

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from api.errors import documented
from api.routes.parts import PREFIX, OpenStore
from graph import queries
from graph.queries.catalog import QUERIES

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


class Described(BaseModel):
    """A named query, and where it is asked."""

    name: str
    path: str
    description: str


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


def ask(store: OpenStore, query: queries.Query[RowT]) -> Answer[RowT]:
    """Return the page of rows that a query asks for; one row more is asked for, to know whether there are more."""
    rows = store.run(query)
    limit, offset = getattr(query, "limit", None), getattr(query, "offset", 0)
    following = offset + limit if limit is not None and len(rows) == limit else None
    return Answer(query=query.name, rows=rows, next_offset=following)


def _add(query: type[queries.Query[Any]]) -> None:
    # The shape is documented and checked by the model; the body is sent as the bytes that the model itself makes.
    answer = Answer[query.row_type]  # type: ignore[name-defined]

    def endpoint(parameters: Any, store: OpenStore) -> Response:
        return Response(ask(store, parameters).model_dump_json(by_alias=True), media_type="application/json")

    endpoint.__annotations__["parameters"] = Annotated[query, Query()]
    router.add_api_route(
        f"/{slug(query)}",
        endpoint,
        name=query.name,
        operation_id=query.name,
        summary=query.name.replace("_", " ").capitalize(),
        description=inspect.cleandoc(query.__doc__ or ""),
        response_model=answer,
        responses=documented(422, 503, 504),
    )


for _query in QUERIES:
    _add(_query)
