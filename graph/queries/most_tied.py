"""Named query: who has most ties."""

from pydantic import Field

from graph.queries import Page, Query
from graph.queries.fields import Labels, RelationTypes
from graph.queries.rows import EntityRef, Row


class MostTiedRow(Row):
    """An entity with the number of its ties."""

    actor: EntityRef
    neighbours: int = Field(description="Distinct entities tied to it")
    relations: int = Field(description="Relations with them")
    origins: int = Field(description="Weight: independent publishers, summed over the relations")
    claims: int = Field(description="Claims, summed over the relations")


class MostTied(Page, Query[MostTiedRow]):
    """Actors by the number of distinct entities tied to them, then by weight. With `labels`, entities of these."""

    labels: Labels = ()
    types: RelationTypes = ()
