"""Articles in, looked at, and out again."""

from typing import Annotated, TypeAlias

from fastapi import APIRouter, Body, Depends, Path, Response
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from api.access import may_write
from api.errors import documented
from api.routes.parts import PREFIX, OpenStore, TheSettings
from graph.errors import NotFound
from graph.queries.article import Article as ArticleQuery
from graph.queries.article import ArticleRow
from graph.queries.fields import Language
from graph.records import Article
from graph.store import Store
from graph.withdrawing import Tie, WithdrawnClaim, withdraw
from graph.writing import write
from ingest.pipeline import extract
from ingest.readers import Options
from ingest.readers.json_file import json_article

router = APIRouter(prefix=f"{PREFIX}/articles", tags=["articles"])

_WHERE = "body"
_TEXT = r"[^\x00-\x08\x0b\x0e-\x1f\x7f]"  # a character that text may have
_Title: TypeAlias = Annotated[str, Field(json_schema_extra={"pattern": f"^{_TEXT}*$"})]
_Day: TypeAlias = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d", json_schema_extra={"format": "date"})]
ArticleId: TypeAlias = Annotated[
    str, Path(max_length=100, description="Id of the article", examples=["article-1bb5cc1e9e3bb2ee"])
]


class NewArticle(BaseModel):
    """An article to extract claims from; its text is not kept, its sentences that say something are."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str = Field(
        min_length=1,
        description="The whole text, in English, Arabic or Chinese",
        examples=["Nvidia makes the H20. Jensen Huang met Donald Trump."],
        json_schema_extra={"pattern": rf"^{_TEXT}*(?!\s){_TEXT}+$"},  # the reader says more of what is wrong
    )
    title: _Title | None = Field(default=None, description="Default: the text's first line", examples=["H20 talks"])
    date: _Day | None = Field(default=None, description="Day of publication", examples=["2025-08-07"])
    language: Language | None = Field(default=None, description="Default: found out from the text", examples=["en"])
    publisher: str | None = Field(default=None, description="Who published it", examples=["The Harbour Courier"])
    url: str | None = Field(default=None, description="Where it was read", examples=["https://news.example/h20-talks"])


class Withdrawal(BaseModel):
    """What a withdrawal took out, and which relations other articles still speak for."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, from_attributes=True)

    article: str = Field(description="Id of the article")
    title: str = Field(description="Of the article")
    claims: list[WithdrawnClaim] = Field(description="That stood in it")
    relations: list[Tie] = Field(description="That rested on it alone, and are gone")
    changed: list[Tie] = Field(description="That other articles still speak for")
    entities: list[str] = Field(description="Ids of entities that no article names any more, and that are gone")


@router.post(
    "",
    status_code=201,
    summary="Put an article in",
    dependencies=[Depends(may_write)],
    responses=documented(401, 403, 413, 422, 503, 504)
    | {200: {"model": ArticleRow, "description": "It was there already"}},
)
def post_article(
    given: Annotated[NewArticle, Body()], store: OpenStore, settings: TheSettings, response: Response
) -> ArticleRow:
    """Extract what it says and write that to the graph; putting it in again changes nothing."""
    article = json_article(given.model_dump(exclude_none=True), Options(), settings, _WHERE)
    if not isinstance(article, Article):
        raise article
    known = bool(store.run(ArticleQuery(article=article.id)))
    write(store, [extract(article)])
    response.status_code = 200 if known else 201
    response.headers["Location"] = f"{router.prefix}/{article.id}"
    return _stored(store, article.id)


@router.get("/{id}", summary="Look at an article", responses=documented(404, 422, 503, 504))
def get_article(id: ArticleId, store: OpenStore) -> ArticleRow:
    """The entities it mentions, and its claims with their sentences."""
    return _stored(store, id)


@router.delete(
    "/{id}",
    summary="Withdraw an article",
    dependencies=[Depends(may_write)],
    responses=documented(401, 403, 404, 422, 503, 504),
)
def delete_article(id: ArticleId, store: OpenStore) -> Withdrawal:
    """Take it out, with its claims and the relations that rested on it alone."""
    return Withdrawal.model_validate(withdraw(store, id))


def _stored(store: Store, id: str) -> ArticleRow:
    rows = store.run(ArticleQuery(article=id))
    if not rows:
        raise NotFound(f"no article {id!r} in the graph")
    return rows[0]
