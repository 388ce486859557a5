"""What the rows of answers are made of. Names are the database's own, in lowerCamelCase."""

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel


class Row(BaseModel):
    """A row of an answer, or a part of one."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True)


class EntityRef(Row):
    """An entity, as others refer to it."""

    id: str = Field(description="Id of the entity", examples=["nvidia"])
    name: str = Field(description="In the language in which it is known best", examples=["Nvidia"])
    label: str = Field(description="Person, Company, GovernmentBody, ...", examples=["Company"])


class NamedEntity(EntityRef):
    """An entity with its names."""

    name_en: str | None = Field(None, description="In English")
    name_ar: str | None = Field(None, description="In Arabic", examples=["إنفيديا"])
    name_zh: str | None = Field(None, description="In Chinese", examples=["英伟达"])


class ArticleRef(Row):
    """An article, as what stands in it refers to it."""

    id: str = Field(description="Id of the article", examples=["article-1bb5cc1e9e3bb2ee"])
    title: str = Field(description="As it was published")
    language: str = Field(description="en, ar or zh", examples=["zh"])
    publisher: str | None = Field(None, description="Who published it")
    url: str | None = Field(None, description="Where it was read")
    published_at: str | None = Field(None, description="Day of publication", examples=["2025-08-07"])


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

    id: str = Field(description="Id of the claim")
    relation: str = Field(description="Id of the relation that it speaks for, if it is a fact")
    type: str = Field(description="Relation type", examples=["LOBBIED"])
    quote: str = Field(description="The sentence, verbatim")
    start: int = Field(description="Where the quote begins in the article's text, in code points")
    end: int = Field(description="Where it ends: the place after its last character")
    modality: str = Field(description="asserted, reported, planned, hypothetical or alleged")
    polarity: str = Field(description="affirmed or negated")
    fact: bool = Field(description="Asserted or reported, and affirmed: it supports a plain relation")
    attributed_to: str | None = Field(None, description="Who says so")
    event_date: str | None = Field(None, description="When it happened: YYYY, YYYY-MM or YYYY-MM-DD")
    date_precision: str | None = Field(None, description="year, month or day")
    published_at: str | None = Field(None, description="Day on which the article was published")
    recorded_at: str = Field(description="When it was put into the graph")
    extractor: str = Field(description="What found it, with its version")
    confidence: float = Field(description="That the sentence says so, from 0 to 1")


class ClaimRow(Row):
    """A claim with its ends and the article that it stands in."""

    claim: Claim
    subject: EntityRef
    object: EntityRef
    article: ArticleRef


class Relation(Carried):
    """The sum of the factual claims about one pair and type."""

    id: str = Field(description="Id of the relation")
    type: str = Field(description="Relation type", examples=["LOBBIED"])
    claims: int = Field(description="How many claims say so")
    articles: int = Field(description="In how many articles")
    origins: int = Field(description="From how many independent publishers; copies of one story count once")
    first_date: str | None = Field(None, description="Earliest date on which it happened")
    last_date: str | None = Field(None, description="Latest date on which it happened")
    first_published: str | None = Field(None, description="Since when it is known")
    last_published: str | None = Field(None, description="When it was last said")
    confidence: float = Field(description="From 0 to 1; it grows with every independent publisher")


class RelationRow(Row):
    """A relation with its ends."""

    relation: Relation
    subject: EntityRef
    object: EntityRef


class Tie(Relation):
    """A relation as seen from one of its ends."""

    outgoing: bool = Field(description="Whether the one asked about is the subject")
