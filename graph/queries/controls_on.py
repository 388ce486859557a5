"""Named query: which controls are in force."""

from typing import Annotated

from pydantic import Field

from graph.queries import Page, Query
from graph.queries.fields import EntityId, KnownAt, Until
from graph.queries.rows import ArticleRef, Claim, EntityRef, Row


class ControlClaim(Row):
    """A claim that began or eased a control, with who did it."""

    by: EntityRef
    date: str | None = Field(
        None, description="When: the date of the event, or of publication where the text gives none"
    )
    claim: Claim
    article: ArticleRef


class ControlRow(Row):
    """A control by one controller."""

    controller: EntityRef
    type: str = Field(description="RESTRICTS or TARIFFS")
    in_force: bool = Field(description="Begun by the date, and not eased since by that date")
    began: ControlClaim = Field(description="The claim that began it")
    eased: ControlClaim | None = Field(None, description="The latest easing by the same state, if there is one")
    claims: int = Field(description="Factual claims that state the control")


class ControlsOn(Page, Query[ControlRow]):
    """Restrictions and tariffs on a product, material, country or actor, in force at a date.

    A control begins with a factual claim, and ends with a later one that the same controller, or a body of the same
    state, eased it or the measure it rests on. A beginning without a date counts only where none is dated, and then
    from publication. An easing may be partial: read its sentence.
    """

    target: Annotated[
        EntityId, Field(description="Id of what is controlled", examples=["h20", "rare-earths", "huawei"])
    ]
    as_of: Annotated[Until | None, Field(description="In force on this date (YYYY, YYYY-MM or YYYY-MM-DD)")] = None
    known_at: KnownAt = None
    eased: Annotated[bool, Field(description="Show also controls that were eased by the date")] = False
