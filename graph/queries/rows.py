"""What the rows of answers are made of. Names are the database's own, in lowerCamelCase."""

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel


class Row(BaseModel):
    """A row of an answer, or a part of one."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True)


class EntityRef(Row):
    """An entity, as others refer to it."""

    id: str
    name: str
    label: str = Field(description="Person, Company, GovernmentBody, ...")


class ArticleRef(Row):
    """An article, as what stands in it refers to it."""

    id: str
    title: str
    language: str
    publisher: str | None = None
    url: str | None = None
    published_at: str | None = None


class Carried(Row):
    """What a claim or a relation says besides who did what to whom."""

    title: str | None = Field(None, description="Post held, or named to")
    kind: str | None = Field(None, description="Kind of measure, control or event")
    product: str | None = Field(None, description="What is supplied")
    share: str | None = Field(None, description="Size of a stake")
    of: str | None = Field(None, description="What somebody is accused of")
    former: str | None = Field(None, description="'true' where a post is no longer held")


class Claim(Carried):
    """One assertion by one sentence of one article."""

    id: str
    relation: str = Field(description="Id of the relation that it speaks for, if it is a fact")
    type: str = Field(description="Relation type")
    quote: str = Field(description="The sentence, verbatim")
    start: int = Field(description="Where the quote begins in the article's text, in code points")
    end: int
    modality: str = Field(description="asserted, reported, planned, hypothetical or alleged")
    polarity: str = Field(description="affirmed or negated")
    fact: bool = Field(description="Asserted or reported, and affirmed: it supports a plain relation")
    attributed_to: str | None = Field(None, description="Who says so")
    event_date: str | None = Field(None, description="When it happened: YYYY, YYYY-MM or YYYY-MM-DD")
    date_precision: str | None = Field(None, description="year, month or day")
    published_at: str | None = None
    recorded_at: str
    extractor: str
    confidence: float


class ClaimRow(Row):
    """A claim with its ends and the article that it stands in."""

    claim: Claim
    subject: EntityRef
    object: EntityRef
    article: ArticleRef


class Relation(Carried):
    """The sum of the factual claims about one pair and type."""

    id: str
    type: str
    claims: int = Field(description="How many claims say so")
    articles: int = Field(description="In how many articles")
    origins: int = Field(description="From how many independent publishers; copies of one story count once")
    first_date: str | None = Field(None, description="Earliest date on which it happened")
    last_date: str | None = None
    first_published: str | None = Field(None, description="Since when it is known")
    last_published: str | None = None
    confidence: float


class RelationRow(Row):
    """A relation with its ends."""

    relation: Relation
    subject: EntityRef
    object: EntityRef


class Tie(Relation):
    """A relation as seen from one of its ends."""

    outgoing: bool = Field(description="Whether the one asked about is the subject")
