"""Paths of influence, the report on them, and the JSON Schemas of what is answered."""

from enum import StrEnum
from typing import Annotated, Any, TypeAlias

from fastapi import APIRouter, Query, Response
from fastapi import Path as PathParameter
from pydantic import BaseModel, ConfigDict, Field

from api.errors import ErrorBody, documented
from api.policy import CONTENT_POLICY
from api.routes.parts import PREFIX, OpenStore
from graph.errors import NotFound
from graph.influence.paths import EVERYTHING, Search
from graph.influence.snapshot import Cutoff
from graph.queries.fields import DATE_PATTERN
from graph.report import nearest, schemas
from graph.report.comparing import compare
from graph.report.comparison import Comparison
from graph.report.data import influence_report
from graph.report.model import Actor, GraphVersion, InfluenceReport, NoPath, Path, Rejected, Request
from graph.report.render import render_html, render_json, render_markdown
from graph.schema import LABELS, RELATION_TYPES
from graph.store import Store

router = APIRouter(prefix=PREFIX, tags=["influence"])

# The page brings its own styles and its own drawing.
_REPORT_POLICY = f"{CONTENT_POLICY}; style-src 'unsafe-inline'; img-src data:"


def _known(**schema: Any) -> Any:
    """Say in the documentation what is taken; the report itself says what is wrong."""
    return Field(json_schema_extra=schema)


Date: TypeAlias = Annotated[str, _known(pattern=DATE_PATTERN)]
RelationTypeName: TypeAlias = Annotated[str, _known(enum=list(RELATION_TYPES))]
LabelName: TypeAlias = Annotated[str, _known(enum=list(LABELS))]


class Asked(BaseModel):
    """From whom to whom, and which paths count."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str = Field(min_length=1, max_length=300, description="Name in any script, or id", examples=["黄仁勋"])
    target: str = Field(min_length=1, max_length=300, description="Name in any script, or id", examples=["H20"])
    paths: int = Field(default=5, ge=1, le=50, description="Most paths, the strongest first")
    max_hops: int = Field(default=EVERYTHING.max_hops, ge=1, le=12, description="Longest path")
    type: list[RelationTypeName] = Field(
        default=[], description="Relation types to use; none: all", examples=[["LOBBIED"]]
    )
    label: list[LabelName] = Field(default=[], description="What may stand inside a path; none: all but countries")
    exclude: list[str] = Field(default=[], description="Names or ids of those that no path may pass")
    min_origins: int = Field(default=1, ge=1, le=1000, description="Independent publishers every relation needs")
    countries: bool = Field(default=False, description="Let paths pass through countries")
    any_order: bool = Field(default=False, description="Let hops not follow one another in time")
    as_of: Date | None = Field(default=None, description="Only what had happened by then", examples=["2025-07"])

    @property
    def search(self) -> Search:
        """Which paths count."""
        return Search(
            max_hops=self.max_hops,
            types=frozenset(self.type) or None,
            labels=frozenset(self.label) or None,
            excluded=frozenset(self.exclude),
            min_origins=self.min_origins,
            countries=self.countries,
        )


class Between(Asked):
    """The same, by a date of knowledge."""

    known_at: Date | None = Field(default=None, description="Only what had been published by then")

    def report(self, store: Store) -> InfluenceReport:
        """Return the report that is asked for."""
        cutoff = Cutoff(self.as_of, self.known_at)
        return influence_report(store, self.source, self.target, self.paths, self.search, cutoff, self.any_order)


class Paths(BaseModel):
    """The strongest paths; each hop with the sentences it rests on."""

    source: Actor
    target: Actor
    paths: tuple[Path, ...]
    exact: bool = Field(description="Whether these are surely the strongest")
    rejected: tuple[Rejected, ...] = Field(description="Strong paths that time forbids")
    request: Request
    graph: GraphVersion


class NoPathErrorBody(ErrorBody):
    """Nobody bears the name; or there is no path, and this comes nearest."""

    no_path: NoPath | None = Field(None, serialization_alias="noPath", description="Where both ends are known")


class NoPathFound(NotFound):
    """No path leads from one end to the other."""

    def __init__(self, made: InfluenceReport) -> None:
        super().__init__(made.answer, nearest.lines(made))
        self.near = made.no_path

    def answer(self) -> Response:
        """Return the answer that says so, with what comes nearest."""
        body = NoPathErrorBody(detail=self.detail, errors=list(self.errors), no_path=self.near)
        return Response(body.model_dump_json(by_alias=True), self.status, media_type="application/json")


_NO_PATH: dict[int | str, dict[str, Any]] = {
    404: {"model": NoPathErrorBody, "description": "An end is not known, or no path leads from one to the other"}
}


class Compared(Asked):
    """The same, between two dates of knowledge."""

    then: Date = Field(description="What had been published by then", examples=["2025-04-30"])
    now: Date = Field(description="What had been published by then; no earlier", examples=["2025-08-15"])


class Format(StrEnum):
    """What a report can be had as."""

    JSON = "json"
    HTML = "html"
    MD = "md"


class BetweenAs(Between):
    """The same, in a format."""

    format: Format = Format.JSON


def paths(between: Between, store: Store) -> Paths:
    """Return the strongest paths.

    Raises
    ------
    NoPathFound
        There is none.
    """
    made = between.report(store)
    if made.no_path:
        raise NoPathFound(made)
    return Paths(**{name: getattr(made, name) for name in Paths.model_fields})


@router.get(
    "/paths",
    summary="Find the strongest paths of influence",
    response_model=Paths,
    responses=documented(409, 422, 503, 504) | _NO_PATH,
)
def find_paths(between: Annotated[Between, Query()], store: OpenStore) -> Response | Paths:
    """From one actor to another, in the order of time, loopless, over parallel relations.

    A hop without a sentence is never part of one. Where there is no path, what comes nearest is answered with 404.
    """
    try:
        return paths(between, store)
    except NoPathFound as none:
        return none.answer()


@router.get(
    "/reports/influence",
    summary="Write the influence report",
    response_model=InfluenceReport,
    responses=documented(404, 409, 422, 503, 504)
    | {
        200: {
            "description": "The report, in the format asked for",
            "content": {"text/html": {"schema": {"type": "string"}}, "text/markdown": {"schema": {"type": "string"}}},
        }
    },
)
def report(between: Annotated[BetweenAs, Query()], store: OpenStore) -> Response:
    """Paths, every sentence they rest on, what is contested, a timeline, the method and its limits."""
    made = between.report(store)
    match between.format:
        case Format.HTML:
            headers = {"Content-Security-Policy": _REPORT_POLICY}
            return Response(render_html(made), media_type="text/html", headers=headers)
        case Format.MD:
            return Response(render_markdown(made), media_type="text/markdown")
        case Format.JSON:
            return Response(render_json(made), media_type="application/json")


@router.get(
    "/compare",
    summary="Compare two dates of knowledge",
    response_model=Comparison,
    responses=documented(409, 422, 503, 504) | _NO_PATH,
)
def comparison(asked: Annotated[Compared, Query()], store: OpenStore) -> Response:
    """What changed in how influence is known to have run from one actor to another, and which sentences changed it.

    Paths that appeared, vanished, became stronger or weaker. Where there is none at either date, 404 as for paths.
    """
    bounds = (asked.paths, asked.search)
    made = compare(store, asked.source, asked.target, asked.then, asked.now, *bounds, asked.as_of, asked.any_order)
    if not made.changes:
        cutoff = Cutoff(asked.as_of, asked.now)
        none = influence_report(store, asked.source, asked.target, *bounds, cutoff, asked.any_order)
        return NoPathFound(none).answer()
    return Response(made.model_dump_json(by_alias=True), media_type="application/json")


@router.get(
    "/schemas/{name}",
    summary="Get the JSON Schema of a report",
    response_class=Response,
    responses=documented(404, 422)
    | {200: {"description": "It", "content": {"application/schema+json": {"schema": {"type": "object"}}}}},
)
def json_schema(
    name: Annotated[str, PathParameter(description="Its file name", examples=["influence-report.json"])],
) -> Response:
    """Every JSON report names its own as `$schema`."""
    address = f"{PREFIX}/schemas/{name}"
    if address not in schemas.PUBLISHED:
        raise NotFound(f"no schema {name!r}", [one.rpartition("/")[2] for one in schemas.PUBLISHED])
    return Response(schemas.text(address), media_type="application/schema+json")
