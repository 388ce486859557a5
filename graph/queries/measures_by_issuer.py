"""Named query: what measures somebody issued."""

from pydantic import Field

from graph.queries import Page, Query
from graph.queries.fields import ActorId
from graph.queries.rows import EntityRef, Row, Tie


class MeasureAct(EntityRef):
    """What a measure does to an entity, or who did what to the measure."""

    type: str = Field(description="RESTRICTS, TARIFFS, EASES, CONCERNS; or EASES, SUPPORTS, CRITICIZED, REJECTED, ...")
    relation: str = Field(description="Id of the relation")
    first_date: str | None = Field(None, description="Earliest date on which it happened")


class IssuedMeasureRow(Row):
    """A measure with what it does and what was done to it."""

    measure: EntityRef
    kind: str | None = Field(None, description="What sort of measure it is", examples=["export licence"])
    issued: list[Tie] = Field(description="ISSUED, SIGNED")
    acts_on: list[MeasureAct] = Field(description="What it does, to whom or what")
    answered_by: list[MeasureAct] = Field(description="Who else eased, backed, opposed or answered it, and how")


class MeasuresByIssuer(Page, Query[IssuedMeasureRow]):
    """Rules, orders, tariffs and other measures that an actor issued or signed; the latest first, undated last."""

    actor: ActorId
