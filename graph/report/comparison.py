"""What a comparison of two dates of knowledge holds: plain frozen data."""

from typing import Final, Literal, TypeAlias

from pydantic import Field

from graph.influence.evidence import Evidence
from graph.report.model import Actor, GraphVersion, Part, Request, Source

COMPARISON_SCHEMA: Final = "/v1/schemas/comparison.json"

Kind: TypeAlias = Literal["appeared", "vanished", "stronger", "weaker", "unchanged"]
KINDS: Final[tuple[Kind, ...]] = ("appeared", "vanished", "stronger", "weaker", "unchanged")


class Weakest(Part):
    """The hop of the best path with the fewest independent origins."""

    source: Actor
    target: Actor
    type: str
    origins: int


class Side(Part):
    """What was known by one date."""

    known_at: str
    paths: int = Field(description="How many paths were found, up to the number asked for")
    strength: float = Field(description="Of the best path; 0: there was none")
    weakest: Weakest | None
    exact: bool = Field(description="Whether the paths found are surely the strongest")
    graph: GraphVersion


class HopThen(Part):
    """The relation that a hop goes over, as it was known by a date."""

    type: str
    strength: float
    origins: int
    articles: int
    date: str | None = Field(description="The date by which it follows in time, where one is known")
    lasting: bool


class HopChange(Part):
    """A hop of a path at both dates, and what has been published about it between them."""

    source: Actor
    target: Actor
    then: HopThen | None = Field(description="Null where nothing published by then says so")
    now: HopThen | None
    new: tuple[Evidence, ...] = Field(description="Sentences published since that it rests on")
    against: tuple[Evidence, ...] = Field(
        description="Sentences published since that say it is eased, over, or was not so"
    )


class Standing(Part):
    """A path at one date."""

    rank: int | None = Field(description="Null where it stood, but was not among the strongest that were asked for")
    strength: float


class Change(Part):
    """A path that stands at one of the dates or at both."""

    kind: Kind
    then: Standing | None
    now: Standing | None
    reason: str | None = Field(description="Why it does not stand at one of the dates, in words")
    hops: tuple[HopChange, ...]

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Who stands along the path."""
        return (self.hops[0].source, *(hop.target for hop in self.hops))


class Comparison(Part):
    """What changed, between two dates of knowledge, in how influence is known to have run from one actor to another."""

    schema_: Literal["/v1/schemas/comparison.json"] = Field(
        COMPARISON_SCHEMA, alias="$schema", description="Where a techtrade server has the JSON Schema"
    )
    source: Actor
    target: Actor
    answer: str = Field(description="The finding in one paragraph, made from the data below")
    then: Side
    now: Side
    changes: tuple[Change, ...] = Field(description="By kind, the strongest first")
    articles: dict[str, Source] = Field(description="By id, the articles published since that say something new")
    request: Request = Field(description="What was asked at the later date")
