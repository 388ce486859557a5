"""Named query: what happened to an entity, in order."""

from typing import Annotated

from pydantic import Field

from graph.queries import Page, Query
from graph.queries.fields import ActorId, FactsOnly, RelationTypes, Since, Until
from graph.queries.rows import ClaimRow


class Timeline(Page, Query[ClaimRow]):
    """The claims about an actor, a measure or another entity in the order in which things happened.

    A month stands before its days, a year before its months. What is not dated comes last, in order of publication.
    """

    actor: ActorId
    types: RelationTypes = ()
    since: Annotated[Since | None, Field(description="Leave out what happened before this date")] = None
    until: Annotated[Until | None, Field(description="Leave out what happened after this date")] = None
    undated: Annotated[bool, Field(description="Show what is not dated")] = True
    facts_only: FactsOnly = False
