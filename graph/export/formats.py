"""The formats by name: a new one is a file with a ``write``, and a line here."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.errors import BadInput, StoreUnavailable
from graph.export import csv_pair, cypher_script, followthemoney, graphml, json_ld, jsonl, node_link, parquet
from graph.export.part import Part, Selection

if TYPE_CHECKING:  # the list of formats is asked for where no database is
    from graph.store import Store

_CHUNK: Final = 65_536


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is called, what it is, and what writes it."""

    name: str
    media_type: str
    suffix: str
    meaning: str
    write: Callable[[Part], Iterator[bytes]]


_FORMATS = (
    Format("jsonl", "application/jsonl", "jsonl", "a JSON object a line, every property", jsonl.write),
    Format("graphml", "application/graphml+xml", "graphml", "for Gephi, yEd, networkx, igraph", graphml.write),
    Format("node-link", "application/json", "json", "node-link JSON, for networkx and D3", node_link.write),
    Format("json-ld", "application/ld+json", "jsonld", "linked data", json_ld.write),
    Format("csv", "application/zip", "csv.zip", "nodes.csv and relations.csv, zipped", csv_pair.write),
    Format("parquet", "application/zip", "parquet.zip", "the same two as Parquet, zipped", parquet.write),
    Format("ftm", "application/jsonl", "ftm.json", "FollowTheMoney entities, facts only", followthemoney.write),
    Format("cypher", "application/x-cypher-query", "cypher", "statements that create the graph", cypher_script.write),
)
FORMATS: Final[dict[str, Format]] = {format.name: format for format in _FORMATS}


def export(store: "Store", format: str, selection: Selection) -> Iterator[bytes]:
    """Yield the graph, or the part selected, in a format, in chunks; the same graph, the same bytes.

    Raises
    ------
    BadInput
        There is no such format, or the package that it needs is not installed.
    NotFound, TooLarge
        See ``Part``.
    StoreUnavailable
        Somebody wrote to the graph meanwhile: the chunks so far are of different graphs.
    """
    if format not in FORMATS:
        raise BadInput(f"no format {format!r}; there are {', '.join(FORMATS)}")
    version = store.version()
    yield from _chunked(FORMATS[format].write(Part(store, selection)))
    if store.version() != version:
        raise StoreUnavailable("the graph was written to while it was read; export it again")


def _chunked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    waiting = bytearray()
    for piece in pieces:
        waiting += piece
        if len(waiting) >= _CHUNK:
            yield bytes(waiting)
            waiting.clear()
    if waiting:
        yield bytes(waiting)
