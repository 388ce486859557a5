"""What an influence report holds: plain frozen data, from which every format is made.

Descriptions go into the published JSON Schema: graph/report/schemas.py.
"""

from typing import Final, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from graph.influence.evidence import Evidence

REPORT_SCHEMA: Final = "/v1/schemas/influence-report.json"


class Part(BaseModel):
    """A part of a report; names are lowerCamelCase outside."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True)


class Actor(Part):
    """A node of the graph, as the report names it."""

    id: str
    name: str
    label: str = Field(description="Person, Company, GovernmentBody, ...")
    names: dict[str, str] = Field({}, description="By language: en, ar, zh")


class Source(Part):
    """An article that sentences stand in."""

    id: str
    title: str | None
    publisher: str | None
    published_at: str | None
    url: str | None
    language: str


class Tie(Part):
    """A relation that carries influence over a hop, and every sentence it rests on."""

    id: str
    type: str = Field(description="Relation type")
    subject: str = Field(description="Id of who did it, as stored")
    object: str = Field(description="Id of whom or what it was done to, as stored")
    backwards: bool = Field(description="Whether influence runs from object to subject")
    weight: float = Field(description="Of the relation type")
    confidence: float = Field(description="In the sentences")
    strength: float = Field(description="Weight times confidence")
    articles: int = Field(description="How many articles say so")
    origins: int = Field(description="How many independent publishers say so")
    first_date: str | None = Field(description="The earliest date that a sentence gives: YYYY, YYYY-MM or YYYY-MM-DD")
    last_date: str | None = Field(description="The latest date that a sentence gives")
    first_published: str | None
    last_published: str | None
    properties: dict[str, str] = Field(description="What it says besides: title of a post, kind of a measure, ...")
    claims: tuple[Evidence, ...] = Field(description="Each with its sentence, verbatim, and the article")


class Hop(Tie):
    """One step of a path: the relation that it goes over, and the others between the two."""

    source: Actor = Field(description="From whom influence runs")
    target: Actor = Field(description="To whom influence runs")
    date: str | None = Field(
        description="The date by which the hop follows those before it in time; "
        "null where no sentence of the relation is dated, or the order in time was not asked for"
    )
    lasting: bool = Field(description="Whether it is a state that holds from that date on")
    others: tuple[Tie, ...] = Field(description="Further relations between the same two")

    @property
    def ties(self) -> tuple[Tie, ...]:
        """Every relation of the hop, that which counts first."""
        return (self, *self.others)


class Path(Part):
    """One way by which influence ran."""

    rank: int = Field(description="1 is the strongest")
    strength: float = Field(description="Product of the hops' strengths")
    weakest: int = Field(description="Index of the hop with the fewest independent origins")
    hops: tuple[Hop, ...]

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Who stands along the path."""
        return (self.hops[0].source, *(hop.target for hop in self.hops))


class Rejected(Part):
    """A path that would be strong, but for time: one of its hops came too early."""

    strength: float
    hops: tuple[Hop, ...]
    hop: int = Field(description="Index of the hop that is too early")
    date: str = Field(description="The latest day on which that can have happened")
    after: int = Field(description="Index of the earlier hop that came later")
    after_date: str = Field(description="The earliest day on which that can have happened, given what came before it")
    reason: str = Field(description="The same in words")

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Who stands along the path."""
        return (self.hops[0].source, *(hop.target for hop in self.hops))


class Loss(Part):
    """What remains without one actor or article."""

    id: str = Field(description="A key of `actors` or of `articles`")
    remaining: float = Field(description="Strength of the best path without it alone; 0: there is none")


class Cut(Part):
    """A set whose removal leaves no path."""

    members: tuple[Loss, ...] = Field(description="Each with what remains without it alone")
    exact: bool = Field(description="Whether no smaller set does it; else one may")


class Fragility(Part):
    """What would break the account."""

    strength: float = Field(description="Of the best path as things are")
    actors: Cut | None = Field(description="Smallest set of actors between; null where a hop leads straight")
    articles: Cut | None = Field(description="Smallest set of articles")
    without_actor: tuple[Loss, ...] = Field(description="Every actor inside the paths, the gravest first")
    without_article: tuple[Loss, ...] = Field(description="Every article that the paths rest on, the gravest first")


class Moment(Part):
    """What was said to have happened on one date."""

    date: str
    published: bool = Field(description="Whether the date is that of publication: the sentences give none")
    type: str
    subject: str
    object: str
    properties: dict[str, str]
    claims: tuple[str, ...] = Field(description="Ids of the claims that say so")
    paths: tuple[int, ...] = Field(description="Ranks of the paths it is part of")


Option: TypeAlias = Literal[
    "known_at", "as_of", "any_order", "max_hops", "min_origins", "countries", "type", "label", "exclude", "reversed"
]
Cause: TypeAlias = Literal["no_influence", "other_way", "type", "min_origins", "max_hops", "no_order"]


class Looser(Part):
    """A path that the same search finds with one bound loosened."""

    options: tuple[Option, ...] = Field(description="What was loosened; `reversed`: asked the other way round")
    words: str
    hops: int
    strength: float
    actors: tuple[Actor, ...] = Field(description="Along the path that is then found")
    command: str = Field(description="Asks for it on the command line")
    address: str = Field(description="Asks for it over HTTP, below the server's address")


class Reach(Part):
    """An actor that is reached from one end."""

    actor: Actor
    hops: int
    strength: float


class Gap(Part):
    """A relation between an actor that the source reaches and one that reaches the target, over which no path leads."""

    reached: Reach = Field(description="From the source")
    leading: Reach = Field(description="To the target")
    tie: Tie
    cause: Cause = Field(
        description="Why it carries no influence onwards: none runs along it, or the other way only; a bound; "
        "or `no_order`: every path over it passes an actor twice or breaks the order of time"
    )
    reason: str = Field(description="The same in words")


class NoPath(Part):
    """Where no path was found: what comes nearest, and why it is none."""

    looser: tuple[Looser, ...] = Field(description="What would be found if a bound were loosened")
    gaps: tuple[Gap, ...] = Field(description="Relations that come nearest to joining the two sides")
    reached: int = Field(description="How many actors the source reaches within the bounds, whatever the order in time")
    furthest_reached: tuple[Reach, ...] = Field(description="The furthest of them")
    leading: int = Field(description="How many actors reach the target within the bounds, whatever the order in time")
    furthest_leading: tuple[Reach, ...] = Field(description="The furthest of them")
    ties_from_source: tuple[Hop, ...] = Field(description="Strongest first")
    ties_to_target: tuple[Hop, ...] = Field(description="Strongest first")


class Request(Part):
    """What was asked, ends as ids: enough to ask it again."""

    source: str
    target: str
    k: int
    max_hops: int
    types: tuple[str, ...] | None
    labels: tuple[str, ...] | None
    excluded: tuple[str, ...]
    min_origins: int
    countries: bool
    any_order: bool
    as_of: str | None
    known_at: str | None
    command: str = Field(description="Asks for the same on the command line")
    address: str = Field(description="Asks for the same over HTTP, below the server's address")


class GraphVersion(Part):
    """The graph that was asked."""

    fingerprint: str = Field(
        description="A hash of every node and tie that the search could see: another graph has another"
    )
    entities: int
    ties: int = Field(description="Ways along relations; one that influence runs both ways along is two")


class InfluenceReport(Part):
    """By which ways influence ran from one actor to another, and on whose word."""

    schema_: Literal["/v1/schemas/influence-report.json"] = Field(
        REPORT_SCHEMA, alias="$schema", description="Where a techtrade server has the JSON Schema"
    )
    source: Actor
    target: Actor
    answer: str = Field(description="The finding in one paragraph, made from the data below")
    paths: tuple[Path, ...] = Field(description="Strongest first")
    exact: bool = Field(description="Whether these are surely the strongest; else time forbade too many to go on")
    rejected: tuple[Rejected, ...] = Field(description="Strong paths that time forbids")
    fragility: Fragility | None = Field(description="Null where there is no path")
    contested: tuple[Evidence, ...] = Field(
        description="Claims about the same pairs that are no facts: denied, planned, alleged or hypothetical"
    )
    timeline: tuple[Moment, ...] = Field(description="Oldest first")
    no_path: NoPath | None = Field(description="Null where there is a path")
    actors: dict[str, Actor] = Field(description="By id, whoever is named in the report")
    articles: dict[str, Source] = Field(description="By id, whatever the account rests on")
    request: Request
    graph: GraphVersion
    method: tuple[str, ...]
    limits: tuple[str, ...]

    @property
    def name(self) -> str:
        """The pair in words."""
        return f"{self.source.name} → {self.target.name}"
