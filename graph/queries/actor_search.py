"""Named query: entities by name."""

from typing import Annotated

from pydantic import Field, computed_field

from graph.folding import unsegmented, words
from graph.queries import Page, Query
from graph.queries.fields import Labels
from graph.queries.rows import NamedEntity


class FoundEntity(NamedEntity):
    """An entity that was searched for."""

    kind: str | None = Field(None, description="What sort of its label it is", examples=["AI chip"])
    country: str | None = Field(None, description="Id of the country that it belongs to", examples=["united-states"])
    articles: int = Field(description="How many articles mention it")
    match: str = Field(description="What fits: id, name, alias, prefix (of a name or alias) or words")


class ActorSearch(Page, Query[FoundEntity]):
    """Actors and other entities whose name or alias, in any script, has all the words searched for.

    Case, accents, Arabic spelling variants and traditional characters are folded, and the beginning of a word will do.
    Best match first; of equal matches the one in most articles.
    """

    text: Annotated[
        str,
        Field(min_length=1, max_length=200, description="Name, alias, part of one, or id",
              examples=["Jensen Huang", "英伟达", "وزارة التجارة", "h20"]),
    ]  # fmt: skip
    labels: Labels = ()

    @computed_field(description="The text folded, as the index holds names")
    def folded(self) -> str:
        """Return the text folded."""
        return words(self.text)

    @computed_field(description="The words as the full-text index is asked for them")
    def terms(self) -> str:
        """Return the full-text expression: every word, by its beginning; scripts without blanks as a phrase."""
        asked = (f'+"{word}"' if any(map(unsegmented, word)) else f"+{word}*" for word in words(self.text).split())
        return " ".join(asked) or '""'  # which nothing fits, as there is no name without a letter or digit
