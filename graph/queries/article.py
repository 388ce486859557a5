"""Named query: one article."""

from typing import Annotated

from pydantic import Field

from graph.queries import Query
from graph.queries.rows import ArticleRef, Claim, EntityRef, Row


class MentionedEntity(EntityRef):
    """An entity that the article mentions."""

    count: int = Field(description="How often, by a name or a description")
    forms: list[str] = Field(description="The names used for it")


class StatedClaim(Row):
    """A claim of the article, with its ends."""

    claim: Claim
    subject: EntityRef
    object: EntityRef


class ArticleRow(ArticleRef):
    """An article and what was found in it."""

    sha256: str = Field(description="Of the article's text")
    recorded_at: str = Field(description="When it was put into the graph")
    mentions: list[MentionedEntity] = Field(description="Most often mentioned first")
    claims: list[StatedClaim] = Field(description="In the order of the text")


class Article(Query[ArticleRow]):
    """One article with the entities that it mentions and the claims that stand in it. No row if unknown."""

    article: Annotated[
        str,
        Field(min_length=1, max_length=100, description="Id of the article", examples=["article-1bb5cc1e9e3bb2ee"]),
    ]
