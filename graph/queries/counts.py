"""Named query: how much there is."""

from pydantic import Field

from graph.queries import Query
from graph.queries.rows import Row


class CountRow(Row):
    """How many there are of something."""

    of: str = Field(description="entities, relations, articles or claims")
    name: str = Field(description="Label, relation type, or language")
    modality: str | None = Field(None, description="For claims: their modality")
    polarity: str | None = Field(None, description="For claims: their polarity")
    count: int = Field(description="How many")


class Counts(Query[CountRow]):
    """How many entities by label, relations by type, articles by language, claims by language and modality."""
