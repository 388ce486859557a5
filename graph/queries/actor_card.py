"""Named query: what is known of one entity."""

from pydantic import Field

from graph.queries import Query
from graph.queries.fields import ActorId
from graph.queries.rows import NamedEntity, Row


class TypeCount(Row):
    """How many relations of a type an entity has."""

    type: str = Field(description="Relation type", examples=["LOBBIED"])
    outgoing: bool = Field(description="Whether the entity is their subject")
    relations: int = Field(description="How many")


class StandingCount(Row):
    """How many claims of a modality and polarity there are about an entity."""

    modality: str = Field(description="asserted, reported, planned, hypothetical or alleged")
    polarity: str = Field(description="affirmed or negated")
    claims: int = Field(description="How many")


class Card(NamedEntity):
    """What is known of an entity."""

    aliases: list[str] = Field(description="Other names, in any script")
    wikidata: str | None = Field(None, description="Wikidata id")
    country: str | None = Field(None, description="Id of the country that it belongs to", examples=["united-states"])
    kind: str | None = Field(None, description="What sort of its label it is", examples=["AI chip"])
    posts: list[str] = Field(description="Dated posts from the registry: background, resting on no article")
    registered: bool = Field(description="Whether it is in the registry; else articles alone know it")
    articles: int = Field(description="How many articles mention it")
    first_seen: str | None = Field(None, description="Earliest publication date of an article that mentions it")
    last_seen: str | None = Field(None, description="Latest such date")
    relations: list[TypeCount] = Field(description="Most frequent first")
    claims: list[StandingCount] = Field(description="Most frequent first")


class ActorCard(Query[Card]):
    """One actor or other entity: names, aliases, posts, and counts of what is said about it. No row if unknown."""

    actor: ActorId
