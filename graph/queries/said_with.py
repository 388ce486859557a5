"""Named query: who is named together with one entity, by facts or otherwise."""

from pydantic import Field

from graph.queries import Page, Query
from graph.queries.fields import ActorId
from graph.queries.rows import NamedEntity


class SaidWithRow(NamedEntity):
    """The entity at the other end of claims."""

    facts: int = Field(description="Claims of fact with both at their ends")
    doubts: int = Field(description="Claims that are no facts: planned, hypothetical, alleged or negated")


class SaidWith(Page, Query[SaidWithRow]):
    """Entities that claims tie to an actor, facts and what is no fact counted apart; most facts first.

    Unlike neighbours it knows also those of whom something was only planned, alleged or denied.
    """

    actor: ActorId
