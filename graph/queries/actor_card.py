"""Named query: what is known of one entity."""

from pydantic import Field

from graph.queries import Query
from graph.queries.fields import ActorId
from graph.queries.rows import EntityRef, Row


class TypeCount(Row):
    """How many relations of a type an entity has."""

    type: str
    outgoing: bool = Field(description="Whether the entity is their subject")
    relations: int


class StandingCount(Row):
    """How many claims of a modality and polarity there are about an entity."""

    modality: str
    polarity: str
    claims: int


class Card(EntityRef):
    """What is known of an entity."""

    name_en: str | None = None
    name_ar: str | None = None
    name_zh: str | None = None
    aliases: list[str]
    wikidata: str | None = Field(None, description="Wikidata id")
    country: str | None = None
    kind: str | None = None
    posts: list[str] = Field(description="Dated posts from the registry: background, resting on no article")
    registered: bool = Field(description="Whether it is in the registry; else articles alone know it")
    articles: int = Field(description="How many articles mention it")
    first_seen: str | None = Field(None, description="Earliest publication date of an article that mentions it")
    last_seen: str | None = None
    relations: list[TypeCount] = Field(description="Most frequent first")
    claims: list[StandingCount] = Field(description="Most frequent first")


class ActorCard(Query[Card]):
    """One actor or other entity: names, aliases, posts, and counts of what is said about it. No row if unknown."""

    actor: ActorId
