"""The sentences that paths rest on: no path without them."""

from collections.abc import Iterable, Mapping

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from graph.influence.paths import EVERYTHING, Path, Search, best_paths
from graph.influence.reading import WITHIN
from graph.influence.snapshot import NO_CUTOFF, Cutoff, Snapshot
from graph.records import Relation
from graph.relations import PROPERTIES
from graph.store import Store

_RETURN = f"""
MATCH (claim)-[:STATED_IN]->(article:Article)
RETURN wanted.id AS relation, claim.id AS id, claim.type AS type, subject.id AS subject, object.id AS object,
       claim.quote AS quote, claim.start AS start, claim.end AS end, claim.modality AS modality,
       claim.polarity AS polarity, claim.attributedTo AS attributedTo, claim.eventDate AS eventDate,
       claim.confidence AS confidence, {", ".join(f"claim.{key} AS {key}" for key in PROPERTIES)},
       article.id AS articleId, article.title AS article, article.language AS language,
       article.publisher AS publisher, article.url AS url, article.publishedAt AS publishedAt
"""

_SUPPORTING = f"""
UNWIND $wanted AS wanted
MATCH (subject:Entity {{id: wanted.subject}})<-[:SUBJECT]-(claim:Claim)-[:OBJECT]->(object:Entity {{id: wanted.object}})
WHERE claim.type = wanted.type AND claim.fact = true{WITHIN}{_RETURN}"""

_CONTESTED = f"""
UNWIND $wanted AS wanted
MATCH (subject:Entity {{id: wanted.subject}})<-[:SUBJECT]-(claim:Claim)-[:OBJECT]->(object:Entity {{id: wanted.object}})
WHERE claim.fact = false{WITHIN}{_RETURN}"""


class Evidence(BaseModel):
    """A claim with its sentence and the article that it stands in.

    Attributes
    ----------
    relation : str
        Id of the relation, or pair, that it was asked for.
    start, end : int
        Where the quote stands in the article's text, in Unicode code points.
    article : str or None
        Title of the article.
    properties : dict
        What the claim says besides: title of a post, kind of a measure, share of a stake.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True)

    relation: str
    id: str
    type: str
    subject: str
    object: str
    quote: str
    start: int
    end: int
    modality: str
    polarity: str
    attributed_to: str | None = None
    event_date: str | None = None
    confidence: float
    properties: dict[str, str] = {}
    article_id: str
    article: str | None = None
    language: str
    publisher: str | None = None
    url: str | None = None
    published_at: str | None = None


def supporting(
    store: Store, relations: Iterable[Relation], cutoff: Cutoff = NO_CUTOFF
) -> dict[str, tuple[Evidence, ...]]:
    """Return, by relation id, the factual claims that relations rest on, in order of publication."""
    wanted = [{"id": r.id, "subject": r.subject, "type": r.type, "object": r.object} for r in relations]
    return _by_relation(store, _SUPPORTING, wanted, cutoff)


def contested(store: Store, pairs: Iterable[tuple[str, str]], cutoff: Cutoff = NO_CUTOFF) -> tuple[Evidence, ...]:
    """Return the claims about these pairs, in either direction, that are no facts."""
    ends = sorted({(a, b) for a, b in pairs} | {(b, a) for a, b in pairs})
    wanted = [{"id": f"{a} {b}", "subject": a, "object": b} for a, b in ends]
    return tuple(one for group in _by_relation(store, _CONTESTED, wanted, cutoff).values() for one in group)


def evidenced_paths(
    store: Store,
    snapshot: Snapshot,
    source: str,
    target: str,
    k: int = 5,
    search: Search = EVERYTHING,
    cutoff: Cutoff = NO_CUTOFF,
) -> tuple[list[Path], dict[str, tuple[Evidence, ...]]]:
    """Return the `k` best paths, and the evidence of every tie on them.

    A tie for which the store holds no factual claim is taken as not there, and the search is made again without it.
    """
    known: dict[str, tuple[Evidence, ...]] = {}
    bare: frozenset[int] = frozenset()
    while True:
        found = best_paths(snapshot, source, target, k, search, bare)
        ties = [tie for path in found for hop in path.hops for tie in hop.ties]
        asked = {tie.relation.id: tie.relation for tie in ties if tie.relation.id not in known}
        known |= supporting(store, asked.values(), cutoff)
        missing = frozenset(tie.index for tie in ties if tie.relation.id not in known)
        if not missing:
            return found, {tie.relation.id: known[tie.relation.id] for tie in ties}
        bare |= missing


def _by_relation(
    store: Store, cypher: str, wanted: list[dict[str, str]], cutoff: Cutoff
) -> dict[str, tuple[Evidence, ...]]:
    groups: dict[str, list[Evidence]] = {}
    rows = store.read(cypher, wanted=wanted, **cutoff.parameters()) if wanted else []
    for row in rows:
        groups.setdefault(row["relation"], []).append(_evidence(row))
    return {relation: tuple(sorted(groups[relation], key=_place)) for relation in sorted(groups)}


def _place(claim: Evidence) -> tuple[str, str, int, int, str]:
    """By publication, the undated last; then by where it stands."""
    return claim.published_at or "9999", claim.article_id, claim.start, claim.end, claim.id


def _evidence(row: Mapping[str, object]) -> Evidence:
    plain = {key: value for key, value in row.items() if key not in PROPERTIES}
    properties = {key: str(row[key]) for key in PROPERTIES if row.get(key) is not None}
    return Evidence.model_validate({**plain, "properties": properties})
