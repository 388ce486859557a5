"""Paths of influence, and the report on them."""

from enum import StrEnum
from typing import Annotated, Any, TypeAlias

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from api.errors import documented
from api.policy import CONTENT_POLICY
from api.routes.parts import PREFIX, OpenStore
from graph.influence.paths import EVERYTHING, Search
from graph.influence.snapshot import Cutoff
from graph.queries.fields import DATE_PATTERN
from graph.report.data import influence_report
from graph.report.model import Actor, GraphVersion, InfluenceReport, Path
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


class Between(BaseModel):
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
    exclude: list[str] = Field(default=[], description="Ids that no path may pass")
    min_origins: int = Field(default=1, ge=1, le=1000, description="Independent publishers every relation needs")
    countries: bool = Field(default=False, description="Let paths pass through countries")
    as_of: Date | None = Field(default=None, description="Only what had happened by then", examples=["2025-07"])
    known_at: Date | None = Field(default=None, description="Only what had been published by then")

    def report(self, store: Store) -> InfluenceReport:
        """Return the report that is asked for."""
        search = Search(
            max_hops=self.max_hops,
            types=frozenset(self.type) or None,
            labels=frozenset(self.label) or None,
            excluded=frozenset(self.exclude),
            min_origins=self.min_origins,
            countries=self.countries,
        )
        cutoff = Cutoff(self.as_of, self.known_at)
        return influence_report(store, self.source, self.target, self.paths, search, cutoff)


class Paths(BaseModel):
    """The strongest paths; each hop with the sentences it rests on."""

    source: Actor
    target: Actor
    paths: tuple[Path, ...]
    graph: GraphVersion


class Format(StrEnum):
    """What a report can be had as."""

    JSON = "json"
    HTML = "html"
    MD = "md"


class BetweenAs(Between):
    """The same, in a format."""

    format: Format = Format.JSON


@router.get("/paths", summary="Find the strongest paths of influence", responses=documented(404, 409, 422, 503, 504))
def paths(between: Annotated[Between, Query()], store: OpenStore) -> Paths:
    """From one actor to another, loopless, over parallel relations; a hop without a sentence is never part of one."""
    made = between.report(store)
    return Paths(source=made.source, target=made.target, paths=made.paths, graph=made.graph)


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
