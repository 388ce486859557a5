"""Named query: what ties two entities."""

from graph.queries import Page, Query
from graph.queries.fields import ActorId, OtherId, RelationTypes
from graph.queries.rows import RelationRow


class RelationsBetween(Page, Query[RelationRow]):
    """All relations between two actors or other entities, in both directions, strongest first."""

    actor: ActorId
    other: OtherId
    types: RelationTypes = ()
