"""From factual claims to the relation that is their sum. Pure."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.records import Relation, plain_name, relation_id

Key = tuple[str, str, str]

# What a claim, and so a relation, may carry besides.
PROPERTIES = ("former", "kind", "of", "product", "share", "title")


@dataclass(frozen=True, slots=True)
class Support:
    """What one factual claim adds to its relation.

    Attributes
    ----------
    publisher : str or None
        Of the article; articles without one count as one publisher's, since nothing shows them to be independent.
    story : str
        The article's fingerprint, the same for copies of one wire story.
    """

    claim: str
    article: str
    publisher: str | None
    story: str
    confidence: float
    event_date: str | None = None
    published_at: str | None = None
    properties: Mapping[str, str] = field(default_factory=dict)


def derive(key: Key, supports: Iterable[Support]) -> Relation | None:
    """Return the relation that rests on these claims, whatever their order; None if there are none."""
    ordered = sorted(supports, key=lambda one: one.claim)
    if not ordered:
        return None
    origins = _origins(ordered)
    dates = [one.event_date for one in ordered if one.event_date]
    published = [one.published_at for one in ordered if one.published_at]
    doubt = math.prod(sorted(1 - max(one.confidence for one in origin) for origin in origins))
    return Relation(
        relation_id(*key),
        *key,
        claims=len(ordered),
        articles=len({one.article for one in ordered}),
        origins=len(origins),
        first_date=min(dates, default=None),
        last_date=max(dates, default=None),
        first_published=min(published, default=None),
        last_published=max(published, default=None),
        confidence=round(1 - doubt, 4),
        properties=_merged(ordered),
    )


def _origins(supports: Sequence[Support]) -> list[list[Support]]:
    """Group claims whose articles have a publisher or a story in common, directly or through others."""
    parents: dict[str, str] = {}

    def root(node: str) -> str:
        while (parent := parents.setdefault(node, node)) != node:
            parents[node] = node = parents[parent]
        return node

    for one in supports:
        publisher = plain_name(one.publisher or "") or one.publisher or ""
        parents[root(f"publisher {publisher}")] = root(f"story {one.story}")
    groups: dict[str, list[Support]] = {}
    for one in supports:
        groups.setdefault(root(f"story {one.story}"), []).append(one)
    return list(groups.values())


def _merged(supports: Sequence[Support]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for one in supports:
        for name, value in one.properties.items():
            found.setdefault(name, set()).add(value)
    return {name: "; ".join(sorted(found[name])) for name in sorted(found)}
