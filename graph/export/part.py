"""The part of the graph that is written out: all of it, or what surrounds an actor; read in pages, in a fixed order."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from graph import cypher
from graph.errors import NotFound, TooLarge
from graph.schema import LABELS

if TYPE_CHECKING:  # the list of formats is asked for where no database is
    from graph.store import Store

_PAGE: Final = 2000
MAX_HOPS: Final = 4
MAX_ENTITIES: Final = 20_000

Properties = dict[str, Any]

_REACHED: Final = "UNWIND $rows AS row MATCH (:Entity {id: row})--(other:Entity) RETURN DISTINCT other.id AS id"
_CLAIMS: Final = (
    "UNWIND $rows AS row MATCH (:Entity {id: row})<-[:SUBJECT]-(claim:Claim)-[:OBJECT]->(object:Entity) "
    "RETURN claim.id AS id, object.id AS object"
)
_ARTICLES: Final = (
    "UNWIND $rows AS row MATCH (:Claim {id: row})-[:STATED_IN]->(article:Article) RETURN DISTINCT article.id AS id"
)
_SENTENCES: Final = (
    "UNWIND $rows AS row MATCH (claim:Claim {relation: row})-[:STATED_IN]->(article:Article) WHERE claim.fact "
    "RETURN row AS relation, claim.id AS id, claim.quote AS quote, article.publisher AS publisher, article.url AS url "
    "ORDER BY relation, id"
)


@dataclass(frozen=True, slots=True)
class Selection:
    """What to write out.

    Attributes
    ----------
    actor : str or None
        Id of an entity: only what is within `hops` relations of it. None: the whole graph.
    hops : int
        From 1 to ``MAX_HOPS``.
    evidence : bool
        Articles and claims too, not only entities and the relations between them.
    """

    actor: str | None = None
    hops: int = 1
    evidence: bool = True


@dataclass(frozen=True, slots=True)
class Node:
    """A node; `label` is the one that says most: Person, ..., Article or Claim."""

    id: str
    label: str
    labels: list[str]
    properties: Properties


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation of any type, evidence too; relations between entities alone have an id in the graph."""

    type: str
    source: str
    target: str
    properties: Properties

    @property
    def id(self) -> str:
        """The id of the relation; of evidence what makes it single."""
        return str(self.properties.get("id") or f"{self.source} {self.type} {self.target}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that says what a relation says, and who published it."""

    quote: str
    publisher: str | None
    url: str | None


class Part:
    """The nodes and edges selected. Every call of `nodes` and `edges` reads anew.

    Raises
    ------
    NotFound
        No entity has the id given.
    TooLarge
        More than ``MAX_ENTITIES`` entities are that near.
    """

    def __init__(self, store: "Store", selection: Selection) -> None:
        self._store = store
        self.selection = selection
        self._ids = _around(store, selection) if selection.actor else _whole(store, selection)
        self._near = {id for ids in self._ids.values() for id in ids} if selection.actor else None

    def nodes(self) -> Iterator[Node]:
        """Yield entities, then articles, then claims, each by id."""
        for kind, page in self._pages():
            rows = self._store.read(cypher.NODES[kind], rows=page)
            for row in sorted(rows, key=lambda row: str(row["properties"]["id"])):
                labels, properties = sorted(row["labels"]), row["properties"]
                label = next((one for one in labels if one in LABELS), kind)
                yield Node(properties["id"], label, labels, properties)

    def edges(self) -> Iterator[Edge]:
        """Yield what starts at each node, in the order of the nodes; only edges both of whose ends are selected."""
        for kind, page in self._pages():
            rows = self._store.read(cypher.OUTGOING[kind], rows=page)
            edges = (Edge(row["type"], row["source"], row["target"], row["properties"]) for row in rows)
            for edge in sorted(edges, key=lambda edge: (edge.source, edge.type, edge.target)):
                if self._near is None or edge.target in self._near:
                    yield edge

    def sentences(self, relations: list[str]) -> dict[str, list[Sentence]]:
        """Return the sentences on which each of these relations rests; none where evidence is not selected."""
        found: dict[str, list[Sentence]] = {id: [] for id in relations}
        if self.selection.evidence:
            for row in self._store.read(_SENTENCES, rows=relations):
                found[row["relation"]].append(Sentence(row["quote"], row["publisher"], row["url"]))
        return found

    def _pages(self) -> Iterator[tuple[str, list[str]]]:
        for kind, ids in self._ids.items():
            for page in _paged(ids):
                yield kind, page


def _whole(store: "Store", selection: Selection) -> dict[str, list[str]]:
    kinds = ("Entity", "Article", "Claim") if selection.evidence else ("Entity",)
    # Sorted here: to sort and page in the database would cost a pass over all nodes for each page.
    return {kind: sorted(row["id"] for row in store.read(cypher.IDS[kind])) for kind in kinds}


def _around(store: "Store", selection: Selection) -> dict[str, list[str]]:
    assert selection.actor
    if not store.read("MATCH (entity:Entity {id: $id}) RETURN entity.id AS id", id=selection.actor):
        raise NotFound(f"no entity {selection.actor!r} in the graph")
    near, edge = {selection.actor}, {selection.actor}
    for _ in range(selection.hops):
        reached = {row["id"] for page in _paged(sorted(edge)) for row in store.read(_REACHED, rows=page)}
        edge = reached - near
        near |= edge
        if len(near) > MAX_ENTITIES:
            raise TooLarge(
                f"more than {MAX_ENTITIES:,} entities are within {selection.hops} hops of {selection.actor}: "
                "ask for fewer hops, or for the whole graph"
            )
    ids = {"Entity": sorted(near)}
    if selection.evidence:
        rows = (row for page in _paged(ids["Entity"]) for row in store.read(_CLAIMS, rows=page))
        claims = sorted({row["id"] for row in rows if row["object"] in near})
        articles = {row["id"] for page in _paged(claims) for row in store.read(_ARTICLES, rows=page)}
        ids |= {"Article": sorted(articles), "Claim": claims}
    return ids


def _paged(ids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), _PAGE):
        yield ids[start : start + _PAGE]
