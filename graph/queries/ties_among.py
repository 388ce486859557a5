"""Named query: what is said among several entities."""

from typing import Annotated

from pydantic import Field

from graph.queries import Query
from graph.queries.fields import EntityId
from graph.queries.rows import Row


class Said(Row):
    """What a drawing needs of one claim: when, and whether it is a fact."""

    published_at: str | None = None
    event_date: str | None = None
    modality: str
    polarity: str
    title: str | None = None


class TieAmongRow(Row):
    """All that is said of one relation, be it a fact or not."""

    id: str = Field(description="Id of the relation that the claims speak for, if they are facts")
    type: str
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
