"""What an influence report holds: plain frozen data, from which every format is made."""

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from graph.influence.evidence import Evidence


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True)


class Actor(_Part):
    """A node of the graph, as the report names it."""

    id: str
    name: str
    label: str
    names: dict[str, str] = {}


class Tie(_Part):
    """A relation that carries influence over a hop, and every sentence it rests on.

    Attributes
    ----------
    subject, object : str
        Ids, as stored: who did what.
    backwards : bool
        Whether influence runs from object to subject.
    weight, confidence, strength : float
        Strength is the weight of the relation type times the confidence.
    origins : int
        How many independent publishers say so.
    """

    id: str
    type: str
    subject: str
    object: str
    backwards: bool
    weight: float
    confidence: float
    strength: float
    articles: int
    origins: int
    first_date: str | None
    last_date: str | None
    first_published: str | None
    last_published: str | None
    properties: dict[str, str]
    claims: tuple[Evidence, ...]


class Hop(Tie):
    """One step of a path: its best relation, and the others between the two.

    Attributes
    ----------
    source, target : Actor
        In the direction in which influence runs.
    """

    source: Actor
    target: Actor
    others: tuple[Tie, ...]

    @property
    def ties(self) -> tuple[Tie, ...]:
        """Every relation of the hop, the best first."""
        return (self, *self.others)


class Path(_Part):
    """One way by which influence ran.

    Attributes
    ----------
    strength : float
        Product of the hops' strengths.
    weakest : int
        Index of the hop with the fewest independent origins.
    """

    rank: int
    strength: float
    weakest: int
    hops: tuple[Hop, ...]


class Moment(_Part):
    """What was said to have happened on one date.

    Attributes
    ----------
    published : bool
        Whether the date is that of publication, because the sentences give none.
    claims : tuple of str
        Ids of the claims that say so.
    paths : tuple of int
        Ranks of the paths it is part of.
    """

    date: str
    published: bool
    type: str
    subject: str
    object: str
    properties: dict[str, str]
    claims: tuple[str, ...]
    paths: tuple[int, ...]


class Request(_Part):
    """What was asked: enough to ask it again."""

    source: str
    target: str
    k: int
    max_hops: int
    types: tuple[str, ...] | None
    labels: tuple[str, ...] | None
    excluded: tuple[str, ...]
    min_origins: int
    countries: bool
    as_of: str | None
    known_at: str | None
    command: str


class GraphVersion(_Part):
    """The graph that was asked.

    Attributes
    ----------
    fingerprint : str
        A hash of every node and tie that the search could see: another graph has another.
    """

    fingerprint: str
    entities: int
    ties: int


class InfluenceReport(_Part):
    """By which ways influence ran from one actor to another, and on whose word.

    Attributes
    ----------
    answer : str
        The finding in one paragraph, made from the data below.
    why_none : tuple of str
        Where there is no path: what was tried, in words.
    near_misses : tuple of Hop
        Where there is no path: the strongest ties that lead from the source, and those that lead to the target.
    contested : tuple of Evidence
        Claims about the same pairs that are no facts: denied, planned, alleged or hypothetical.
    """

    source: Actor
    target: Actor
    answer: str
    paths: tuple[Path, ...]
    actors: dict[str, Actor]
    contested: tuple[Evidence, ...]
    timeline: tuple[Moment, ...]
    why_none: tuple[str, ...]
    near_misses: tuple[Hop, ...]
    request: Request
    graph: GraphVersion
    method: tuple[str, ...]
    limits: tuple[str, ...]

    @property
    def name(self) -> str:
        """The pair in words."""
        return f"{self.source.name} → {self.target.name}"
