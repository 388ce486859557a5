"""Write what was extracted: idempotently, in any order, a batch of articles in one transaction."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from graph.change import Change, apply
from graph.findings import Row
from graph.records import Extraction
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Written:
    """What a write changed; add two with ``+``.

    Attributes
    ----------
    articles, unchanged : int
        Articles that are new or say something new, and those that stood there already just so.
    claims, entities, relations : int
        Made or changed.
    removed_claims, removed_entities, removed_relations : int
        No longer found by the articles written.
    """

    articles: int = 0
    unchanged: int = 0
    claims: int = 0
    entities: int = 0
    relations: int = 0
    removed_claims: int = 0
    removed_entities: int = 0
    removed_relations: int = 0

    def __add__(self, other: "Written") -> "Written":
        return Written(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def write(store: Store, extractions: Sequence[Extraction]) -> Written:
    """Write extractions, ``settings.batch_articles`` of them in each transaction.

    An article that is there already gets the claims of its extraction in place of those it had. Of several extractions
    of one article the last counts. What was written before a fault stays, whole batches only.

    Raises
    ------
    SchemaFault
        An extraction contradicts itself or the graph.
    StoreUnavailable
        The database went away.
    """
    settings, written = store.settings, Written()
    latest = {extraction.article.id: extraction for extraction in extractions}
    ids = list(latest)
    for start in range(0, len(ids), settings.batch_articles):
        batch = {id: latest[id] for id in ids[start : start + settings.batch_articles]}
        with _without_garbage_collection():
            change = store.transaction(partial(apply, extractions=batch, batch_rows=settings.batch_rows))
        written += _count(change, len(batch))
    return written


def _count(change: Change, articles: int) -> Written:
    def rows(*kinds: dict[str, list[Row]]) -> int:
        return sum(len(one) for kind in kinds for one in kind.values())

    return Written(
        articles=len(change.touched),
        unchanged=articles - len(change.touched),
        claims=len(change.claims) + len(change.changed_claims),
        entities=rows(change.entities) + len(change.changed_entities),
        relations=rows(change.relations, change.changed_relations),
        removed_claims=len(change.removed_claims),
        removed_entities=len(change.removed_entities),
        removed_relations=rows(change.removed_relations),
    )


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Hold off the collector, which would go through the rows of a batch again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
