"""A client for the HTTP application: typed, sync, errors as graph.errors; rows, networkx graphs or data frames."""

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from types import TracebackType
from typing import Any, TypeVar, cast
from urllib.parse import quote

import httpx
import networkx as nx
from pydantic import BaseModel

from graph import errors
from graph.queries import Page, Query
from graph.queries.actor_search import ActorSearch, FoundEntity
from graph.queries.article import ArticleRow
from graph.report.comparison import Comparison
from graph.report.model import InfluenceReport

RowT = TypeVar("RowT")

_PAGE = 500
_ERRORS: Mapping[int, type[errors.TechTradeError]] = {
    one.status: one
    for one in (
        errors.Unauthorized, errors.Forbidden, errors.NotFound, errors.Ambiguous, errors.Outdated, errors.TooLarge,
        errors.BadInput, errors.StoreUnavailable, errors.QueryTimeout,
    )
}  # fmt: skip


class Client:
    """A techtrade server.

    Parameters
    ----------
    url : str
        Such as ``http://127.0.0.1:8000``.
    key : str, optional
        Made by ``techtrade keys add``.
    seconds : float
        How long to wait for an answer.
    """

    def __init__(self, url: str, key: str | None = None, seconds: float = 60) -> None:
        headers = {"X-API-Key": key} if key else {}
        self._http = httpx.Client(base_url=url, headers=headers, timeout=seconds)

    def run(self, query: Query[RowT]) -> list[RowT]:
        """Return the rows of a named query: the page it asks for, as ``Store.run`` does."""
        body = self._get(f"/v1/queries/{_slug(query)}", _parameters(query))
        return [query.row_type.model_validate(row) for row in body["rows"]]

    def all(self, query: Query[RowT]) -> Iterator[RowT]:
        """Yield the rows of all pages of a named query, from its offset on.

        Raises
        ------
        Outdated
            The graph has changed meanwhile: begin again.
        """
        parameters = _parameters(query)
        if isinstance(query, Page) and "limit" not in query.model_fields_set:
            parameters["limit"] = _PAGE
        while True:
            body = self._get(f"/v1/queries/{_slug(query)}", parameters)
            yield from (query.row_type.model_validate(row) for row in body["rows"])
            if not body["nextCursor"]:
                return
            parameters["cursor"] = body["nextCursor"]

    def search(self, text: str, limit: int = 10) -> list[FoundEntity]:
        """Return actors, and other entities, by name in any script, best match first."""
        return self.run(ActorSearch(text=text, limit=limit))

    def report(self, source: str, target: str, **options: Any) -> InfluenceReport:
        """Return the influence report; options are those of ``/v1/reports/influence``."""
        body = self._get("/v1/reports/influence", {"source": source, "target": target, **options})
        return InfluenceReport.model_validate(body)

    def compare(self, source: str, target: str, then: str, now: str, **options: Any) -> Comparison:
        """Return what changed between two dates of knowledge; options are those of ``/v1/compare``.

        Raises
        ------
        NotFound
            An end is not known, or neither date knows a path: ``errors`` says what comes nearest.
        """
        asked = {"source": source, "target": target, "then": then, "now": now}
        return Comparison.model_validate(self._get("/v1/compare", asked | options))

    def article(self, id: str) -> ArticleRow:
        """Return an article: what it mentions, and its claims."""
        return ArticleRow.model_validate(self._get(f"/v1/articles/{_part(id)}", {}))

    def put(self, text: str, **about: Any) -> ArticleRow:
        """Put an article in, and return it as it is held; a key with the scope ``write`` is needed.

        Parameters
        ----------
        text : str
        **about
            title, date, language, publisher, url.
        """
        return ArticleRow.model_validate(self._ask("POST", "/v1/articles", json={"text": text, **about}))

    def withdraw(self, id: str) -> dict[str, Any]:
        """Take an article out, and return what went with it; a key with the scope ``write`` is needed."""
        gone: dict[str, Any] = self._ask("DELETE", f"/v1/articles/{_part(id)}")
        return gone

    def cypher(self, query: str, **parameters: Any) -> list[dict[str, Any]]:
        """Return the rows of a Cypher text that reads; a key with the scope ``cypher`` is needed.

        Raises
        ------
        TooLarge
            There are more rows than one answer may have: a result that is cut off is none.
        """
        body = self._ask("POST", "/v1/cypher", json={"query": query, "parameters": parameters})
        if body["more"]:
            raise errors.TooLarge(f"there are more than {len(body['rows'])} rows: ask with LIMIT, or for less")
        return [dict(zip(body["columns"], row, strict=True)) for row in body["rows"]]

    def graph(self, actor: str | None = None, hops: int = 1, evidence: bool = False) -> "nx.MultiDiGraph[str]":
        """Return what surrounds an actor, or the whole graph, as a networkx graph keyed by ids.

        Parameters
        ----------
        actor : str, optional
            Its id.
        hops : int
            How many relations away.
        evidence : bool
            Articles and claims too, not only entities and relations.
        """
        asked = {"actor": actor, "hops": hops, "evidence": evidence}
        made = nx.node_link_graph(self._get("/v1/exports/node-link", asked), edges="edges")
        return cast("nx.MultiDiGraph[str]", made)

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def __enter__(self) -> "Client":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _get(self, path: str, parameters: Mapping[str, Any]) -> Any:
        return self._ask("GET", path, params={name: value for name, value in parameters.items() if value is not None})

    def _ask(self, method: str, path: str, **given: Any) -> Any:
        try:
            answer = self._http.request(method, path, **given)
        except httpx.HTTPError as error:
            raise errors.StoreUnavailable(f"{self._http.base_url}: {error or type(error).__name__}") from None
        if answer.is_success:
            return answer.json()
        raise _error(answer)


def frame(rows: Iterable[Any]) -> Any:
    """Return rows as a pandas data frame, what lies deeper under names with dots; pandas must be installed.

    Raises
    ------
    BadInput
        It is not.
    """
    try:
        pandas = import_module("pandas")
    except ImportError:
        raise errors.BadInput("pandas is not installed: pip install pandas") from None
    plain = [row.model_dump(by_alias=True) if isinstance(row, BaseModel) else dict(row) for row in rows]
    return pandas.json_normalize(plain)


def _slug(query: Query[Any]) -> str:
    return query.name.replace("_", "-")


def _part(id: str) -> str:
    return quote(id, safe="")


def _parameters(query: Query[Any]) -> dict[str, Any]:
    return query.model_dump(mode="json", include=set(type(query).model_fields), exclude_unset=True)


def _error(answer: httpx.Response) -> errors.TechTradeError:
    try:
        body = answer.json()
        detail, faults = str(body["detail"]), tuple(map(str, body["errors"]))
    except (ValueError, KeyError, TypeError):
        detail, faults = f"{answer.url}: {answer.status_code} {answer.reason_phrase}", ()
    return _ERRORS.get(answer.status_code, errors.TechTradeError)(detail, faults)
