"""Named query: who is tied to one entity."""

from typing import Annotated, Literal

from pydantic import Field

from graph.queries import Page, Query
from graph.queries.fields import ActorId, AsOf, KnownAt, Labels, RelationTypes
from graph.queries.rows import EntityRef, Row, Tie


class NeighbourRow(Row):
    """An entity tied to the one asked about, with all the relations between them."""

    neighbour: EntityRef
    origins: int = Field(description="Strength: independent publishers, summed over the relations")
    claims: int = Field(description="Claims, summed over the relations")
    relations: list[Tie] = Field(description="Strongest first; `claims` counts those within the dates asked for")


class Neighbours(Page, Query[NeighbourRow]):
    """Entities tied to an actor by at least one factual claim, strongest first.

    With `as_of` or `known_at` a relation counts only if a claim within the dates speaks for it. Its other figures are
    those of all its claims.
    """

    actor: ActorId
    types: RelationTypes = ()
    labels: Labels = ()
    direction: Annotated[
        Literal["out", "in", "both"],
        Field(description="out: the actor is the subject; in: it is the object"),
    ] = "both"
    as_of: AsOf = None
    known_at: KnownAt = None
