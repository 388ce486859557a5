"""Named query: what is said of two entities."""

from typing import Annotated, Literal

from pydantic import Field

from graph.queries import Page, Query
from graph.queries.fields import ActorId, FactsOnly, OtherId, RelationTypes
from graph.queries.rows import ClaimRow


class ClaimsBetween(Page, Query[ClaimRow]):
    """The claims with one actor or other entity at each end, with their sentences, in order of publication."""

    actor: ActorId
    other: OtherId
    types: RelationTypes = ()
    direction: Annotated[
        Literal["out", "in", "both"],
        Field(description="out: the first is the subject; in: it is the object"),
    ] = "both"
    facts_only: FactsOnly = False
