"""Named query: what is new."""

from typing import Annotated

from pydantic import Field

from graph.queries import Page, Query
from graph.queries.fields import ActorId, FactsOnly, Languages, RelationTypes, Since, Until
from graph.queries.rows import ClaimRow


class RecentClaims(Page, Query[ClaimRow]):
    """What was published since a date, of an actor or of all; the newest first."""

    since: Annotated[Since, Field(description="Published on this date or later (YYYY, YYYY-MM or YYYY-MM-DD)")]
    until: Annotated[Until | None, Field(description="Published on this date or earlier")] = None
    actor: Annotated[ActorId | None, Field(description="Only claims about this actor or other entity")] = None
    types: RelationTypes = ()
    languages: Languages = ()
    facts_only: FactsOnly = False
