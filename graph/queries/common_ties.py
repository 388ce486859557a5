"""Named query: what two entities have in common."""

from pydantic import Field

from graph.queries import Page, Query
from graph.queries.fields import ActorId, Labels, OtherId, RelationTypes
from graph.queries.rows import EntityRef, Row, Tie


class CommonTieRow(Row):
    """An entity tied to both."""

    entity: EntityRef
    origins: int = Field(description="Strength of the weaker side: independent publishers, summed over its relations")
    with_actor: list[Tie] = Field(description="Relations with the first, strongest first; `outgoing` from the first")
    with_other: list[Tie] = Field(description="Relations with the other, strongest first; `outgoing` from the other")


class CommonTies(Page, Query[CommonTieRow]):
    """Entities tied to both of two actors; those with the strongest weaker side first."""

    actor: ActorId
    other: OtherId
    types: RelationTypes = ()
    labels: Labels = ()
