"""Named query: articles that mention an entity."""

from typing import Annotated

from pydantic import Field

from graph.queries import Page, Query
from graph.queries.fields import ActorId, Languages, Since, Until
from graph.queries.rows import ArticleRef, Row


class ArticleOnRow(Row):
    """An article, with how much of it is about the entity."""

    article: ArticleRef
    mentions: int = Field(description="How often it is mentioned, by a name or a description")
    forms: list[str] = Field(description="The names used for it")
    claims: int = Field(description="Claims about it")


class ArticlesOn(Page, Query[ArticleOnRow]):
    """Articles that mention an actor or another entity, the newest first, those without a date last."""

    actor: ActorId
    languages: Languages = ()
    since: Annotated[Since | None, Field(description="Published on this date or later")] = None
    until: Annotated[Until | None, Field(description="Published on this date or earlier")] = None
