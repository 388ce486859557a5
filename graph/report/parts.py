"""From records of the graph to parts of a report."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from graph.influence.evidence import Evidence
from graph.influence.fragility import Cut, Fragility, Loss
from graph.influence.paths import Hop
from graph.influence.reading import entities_of
from graph.influence.snapshot import Row, Tie
from graph.influence.timing import ForbiddenPath, TimedPath
from graph.report import model
from graph.report.finding import Claims
from graph.schema import RELATION_TYPES
from graph.store import Store

Actors: TypeAlias = Mapping[str, model.Actor]

_NAMES = {"en": "nameEn", "ar": "nameAr", "zh": "nameZh"}
_SOURCES = """
UNWIND $ids AS wanted MATCH (article:Article {id: wanted})
RETURN article.id AS id, article.title AS title, article.publisher AS publisher, article.publishedAt AS publishedAt,
       article.url AS url, article.language AS language
"""


def actors_of(store: Store, ids: Iterable[str]) -> dict[str, model.Actor]:
    """Return actors by id."""
    return {id: _actor(row) for id, row in sorted(entities_of(store, ids).items())}


def sources_of(store: Store, ids: Iterable[str]) -> dict[str, model.Source]:
    """Return articles by id."""
    rows = store.read(_SOURCES, ids=sorted(set(ids)))
    return {row["id"]: model.Source.model_validate(row) for row in sorted(rows, key=lambda row: row["id"])}


def path(actors: Actors, rank: int, found: TimedPath, claims: Claims) -> model.Path:
    """Return a path."""
    plain = found.path
    hops = tuple(
        hop(actors, one, claims, passage.date, passage.lasting)
        for one, passage in zip(plain.hops, found.passages, strict=True)
    )
    return model.Path(rank=rank, strength=_rounded(plain.strength), weakest=plain.weakest, hops=hops)


def rejected(actors: Actors, found: ForbiddenPath, claims: Claims) -> model.Rejected:
    """Return a path that time forbids."""
    return model.Rejected(
        strength=_rounded(found.path.strength),
        hops=tuple(hop(actors, one, claims) for one in found.path.hops),
        hop=found.hop,
        date=found.date,
        after=found.after,
        after_date=found.after_date,
        reason=found.reason,
    )


def hop(actors: Actors, one: Hop, claims: Claims, date: str | None = None, lasting: bool = False) -> model.Hop:
    """Return a hop with the sentences of its ties."""
    first, *others = (tie(one, claims[one.relation.id]) for one in one.ties)
    return model.Hop(
        **dict(first),
        source=actors[one.source],
        target=actors[one.target],
        date=date,
        lasting=lasting,
        others=tuple(others),
    )


def tie(one: Tie, claims: tuple[Evidence, ...]) -> model.Tie:
    """Return a tie with its sentences."""
    relation = one.relation
    return model.Tie(
        id=relation.id,
        type=relation.type,
        subject=relation.subject,
        object=relation.object,
        backwards=one.backwards,
        weight=RELATION_TYPES[relation.type].weight,
        confidence=_rounded(relation.confidence),
        strength=_rounded(one.strength),
        articles=relation.articles,
        origins=relation.origins,
        first_date=relation.first_date,
        last_date=relation.last_date,
        first_published=relation.first_published,
        last_published=relation.last_published,
        properties=dict(relation.properties),
        claims=claims,
    )


def fragility(found: Fragility) -> model.Fragility:
    """Return what would break the account."""
    return model.Fragility(
        strength=_rounded(found.strength),
        actors=_cut(found.actors),
        articles=_cut(found.articles),
        without_actor=_losses(found.without_actor),
        without_article=_losses(found.without_article),
    )


def _cut(cut: Cut | None) -> model.Cut | None:
    return model.Cut(members=_losses(cut.members), exact=cut.exact) if cut else None


def _losses(losses: Iterable[Loss]) -> tuple[model.Loss, ...]:
    return tuple(model.Loss(id=loss.id, remaining=_rounded(loss.remaining)) for loss in losses)


def _actor(row: Row) -> model.Actor:
    names = {language: row[key] for language, key in _NAMES.items() if row[key]}
    return model.Actor(id=row["id"], name=row["name"], label=row["label"], names=names)


def _rounded(value: float) -> float:
    return round(value, 6)
