"""Named query: names of entities."""

from typing import Annotated

from pydantic import Field

from graph.queries import Query
from graph.queries.fields import EntityId
from graph.queries.rows import NamedEntity


class EntityNames(Query[NamedEntity]):
    """Names and labels of entities by their ids; unknown ids have no row."""

    ids: Annotated[
        tuple[EntityId, ...],
        Field(min_length=1, max_length=1000, description="Ids of entities", examples=[["nvidia", "jensen-huang"]]),
    ]
