"""Named query: what is said among several entities."""

from typing import Annotated

from pydantic import Field

from graph.queries import Query
from graph.queries.fields import EntityId
from graph.queries.rows import Row


class Said(Row):
    """What a drawing needs of one claim: when, and whether it is a fact."""

    published_at: str | None = Field(None, description="Day on which the article was published")
    event_date: str | None = Field(None, description="When it happened: YYYY, YYYY-MM or YYYY-MM-DD")
    modality: str = Field(description="asserted, reported, planned, hypothetical or alleged")
    polarity: str = Field(description="affirmed or negated")
    title: str | None = Field(None, description="Post held, or named to")


class TieAmongRow(Row):
    """All that is said of one relation, be it a fact or not."""

    id: str = Field(description="Id of the relation that the claims speak for, if they are facts")
    type: str = Field(description="Relation type", examples=["LOBBIED"])
    subject: str = Field(description="Id of the entity")
    object: str = Field(description="Id of the entity")
    claims: list[Said] = Field(description="In order of publication")


class TiesAmong(Query[TieAmongRow]):
    """What is said among several entities: a row for each pair and type, with the dates and standing of every claim.

    Relations that nobody states as a fact are among them: each claim says what it is.
    """

    ids: Annotated[
        tuple[EntityId, ...],
        Field(min_length=1, max_length=500, description="Ids of entities", examples=[["nvidia", "jensen-huang"]]),
    ]
