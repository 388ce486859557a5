"""Named query: what is said, but is no fact."""

from typing import Annotated

from pydantic import Field

from graph.queries import Page, Query
from graph.queries.fields import ActorId, Doubt, RelationTypes, Since, Until
from graph.queries.rows import ClaimRow


class ClaimsByModality(Page, Query[ClaimRow]):
    """What was planned, hypothetical, alleged or denied, of an actor or of all; the newest first."""

    kinds: Annotated[
        tuple[Doubt, ...],
        Field(min_length=1, max_length=4, description="What to show; a claim may be both planned and negated"),
    ] = ("planned", "hypothetical", "alleged", "negated")
    actor: Annotated[ActorId | None, Field(description="Only claims about this actor or other entity")] = None
    types: RelationTypes = ()
    since: Annotated[Since | None, Field(description="Published on this date or later")] = None
    until: Annotated[Until | None, Field(description="Published on this date or earlier")] = None
