"""Snapshots of a store: read once for each of its versions, and shared."""

import threading
from collections.abc import Iterable, Iterator
from functools import partial
from weakref import WeakKeyDictionary

from graph.influence.building import ClaimColumns, Entities, RelationColumns, assemble
from graph.influence.snapshot import NO_CUTOFF, Cutoff, Row, Snapshot
from graph.records import Relation
from graph.relations import PROPERTIES, Support, derive
from graph.store import Store

_LABEL = "[label IN labels(entity) WHERE NOT label IN ['Entity', 'Actor']][0] AS label"
# What is shown of an entity, and what a name is compared with.
ENTITIES = f"""
RETURN entity.id AS id, {_LABEL},
       entity.name AS name, entity.nameEn AS nameEn, entity.nameAr AS nameAr, entity.nameZh AS nameZh,
       entity.aliases AS aliases, entity.kind AS kind, entity.country AS country
ORDER BY id
"""
_NAMED = f"MATCH (entity:Entity) RETURN entity.id AS id, entity.name AS name, {_LABEL}"
_ENTITIES_OF = f"UNWIND $ids AS wanted MATCH (entity:Entity {{id: wanted}}) {ENTITIES}"
_RELATIONS = f"""
MATCH (subject:Entity)-[relation]->(object:Entity)
RETURN subject.id AS subject, type(relation) AS type, object.id AS object, relation.claims AS claims,
       relation.articles AS articles, relation.origins AS origins, relation.firstDate AS firstDate,
       relation.lastDate AS lastDate, relation.firstPublished AS firstPublished,
       relation.lastPublished AS lastPublished, relation.confidence AS confidence,
       {", ".join(f"relation.{key} AS {key}" for key in PROPERTIES)}
"""

# A date may be less precise than the cutoff: then it is compared at its own precision.
WITHIN = """
  AND ($asOf IS NULL OR claim.eventDate IS NULL OR left(claim.eventDate, size($asOf)) <= $asOf)
  AND ($knownAt IS NULL OR left(claim.publishedAt, size($knownAt)) <= $knownAt)
"""
_STATED = (
    "MATCH (subject:Entity)<-[:SUBJECT]-(claim:Claim)-[:OBJECT]->(object:Entity), "
    "(claim)-[:STATED_IN]->(article:Article)"
)
_FACTS = f"""
{_STATED}
WHERE claim.fact = true
RETURN subject.id AS subject, claim.type AS type, object.id AS object, claim.eventDate AS eventDate,
       claim.former AS former, article.id AS article
"""
_SUPPORTS = f"""
{_STATED}
WHERE claim.fact = true{WITHIN}
RETURN claim.id AS id, subject.id AS subject, claim.type AS type, object.id AS object, claim.confidence AS confidence,
       claim.eventDate AS eventDate, claim.publishedAt AS publishedAt, article.id AS article,
       article.publisher AS publisher, article.story AS story,
       {", ".join(f"claim.{key} AS {key}" for key in PROPERTIES)}
"""
_TRIES = 3  # to read while nobody writes
_KEPT = 4  # states of one version, by cutoff, that are kept


def read(store: Store, cutoff: Cutoff = NO_CUTOFF) -> Snapshot:
    """Return the graph of influence that the store holds now, or held within a cutoff.

    With a cutoff every relation is summed anew from the claims within it, so that its counts and its confidence are
    those of that date. A graph that is written to all the while is given as it was met, with the version that it had
    before: some of it may be newer.
    """
    for _ in range(_TRIES):
        version = store.version()
        entities = store.scan(_NAMED, Entities.of)
        columns, claims = _within(store, entities, cutoff) if cutoff != NO_CUTOFF else _stored(store, entities)
        if store.version() == version:
            break
    return assemble(entities, columns.relations(), claims, version)


def current(store: Store, cutoff: Cutoff = NO_CUTOFF) -> Snapshot:
    """Return the same as `read`, but read only once for each version of the store, and shared by all threads."""
    with _GUARD:
        kept = _SHARED.setdefault(store, _Kept())
    return kept.get(store, cutoff)


def entities_of(store: Store, ids: Iterable[str]) -> dict[str, Row]:
    """Return, by id, what is shown of entities: names, label, kind, country."""
    return {row["id"]: row for row in store.read(_ENTITIES_OF, ids=sorted(set(ids)))}


class _Kept:
    """The snapshots of one store's version, by cutoff, the latest asked for last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._snapshots: dict[Cutoff, Snapshot] = {}

    def get(self, store: Store, cutoff: Cutoff) -> Snapshot:
        version = store.version()
        with self._lock:
            snapshot = self._snapshots.pop(cutoff, None)
            if snapshot is None or snapshot.version < version:
                snapshot = read(store, cutoff)
                self._snapshots = {c: s for c, s in self._snapshots.items() if s.version == snapshot.version}
                while len(self._snapshots) >= _KEPT:
                    del self._snapshots[next(iter(self._snapshots))]
            self._snapshots[cutoff] = snapshot
            return snapshot


_GUARD = threading.Lock()
_SHARED: WeakKeyDictionary[Store, _Kept] = WeakKeyDictionary()


def _stored(store: Store, entities: Entities) -> tuple[RelationColumns, ClaimColumns]:
    columns = store.scan(_RELATIONS, partial(_relations, entities))
    return columns, store.scan(_FACTS, partial(_claims, entities))


def _relations(entities: Entities, rows: Iterator[Row]) -> RelationColumns:
    columns = RelationColumns(entities)
    for row in rows:
        columns.add(
            Relation(
                id="",
                subject=row["subject"],
                type=row["type"],
                object=row["object"],
                claims=row["claims"],
                articles=row["articles"],
                origins=row["origins"],
                first_date=row["firstDate"],
                last_date=row["lastDate"],
                first_published=row["firstPublished"],
                last_published=row["lastPublished"],
                confidence=row["confidence"],
                properties=_properties(row),
            )
        )
    return columns


def _claims(entities: Entities, rows: Iterator[Row]) -> ClaimColumns:
    claims = ClaimColumns(entities)
    for row in rows:
        former = row["former"] is not None
        claims.add(row["subject"], row["type"], row["object"], row["eventDate"], former, row["article"])
    return claims


def _within(store: Store, entities: Entities, cutoff: Cutoff) -> tuple[RelationColumns, ClaimColumns]:
    supports: dict[tuple[str, str, str], list[Support]] = {}
    for row in store.scan(_SUPPORTS, list, **cutoff.parameters()):
        supports.setdefault((row["subject"], row["type"], row["object"]), []).append(_support(row))
    columns, claims = RelationColumns(entities), ClaimColumns(entities)
    for key, ones in supports.items():
        if relation := derive(key, ones):
            columns.add(relation)
        for one in ones:
            claims.add(*key, one.event_date, "former" in one.properties, one.article)
    return columns, claims


def _support(row: Row) -> Support:
    return Support(
        claim=row["id"],
        article=row["article"],
        publisher=row["publisher"],
        story=row["story"],
        confidence=row["confidence"],
        event_date=row["eventDate"],
        published_at=row["publishedAt"],
        properties=_properties(row),
    )


def _properties(row: Row) -> dict[str, str]:
    return {key: str(row[key]) for key in PROPERTIES if row[key] is not None}
