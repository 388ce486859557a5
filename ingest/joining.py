"""Join what several extractors found in one article: one claim for each thing that a sentence says."""

from collections.abc import Iterable
from dataclasses import replace

from graph.records import Claim, Entity, Extraction
from ingest.extract.claims import gate

_AND = " + "  # between the names of those who found a claim


def join(one: Extraction, other: Extraction) -> Extraction:
    """Return what two extractors found in the same article; where they name a thing differently, `one` prevails."""
    entities: dict[str, Entity] = {entity.id: entity for entity in one.entities}
    for entity in other.entities:
        known = entities.setdefault(entity.id, entity)
        if known is not entity and not known.registered:
            entities[entity.id] = replace(known, aliases=tuple(sorted({*known.aliases, *entity.aliases})))
    mentions = {(m.start, m.end, m.entity): m for m in (*other.mentions, *one.mentions)}
    labels = {entity.id: entity.label for entity in entities.values()}
    return Extraction(
        one.article,
        tuple(entities[id] for id in sorted(entities)),
        tuple(mentions[key] for key in sorted(mentions)),
        tuple(gate(one.article, labels, merged([*one.claims, *other.claims]))),
    )


def merged(claims: Iterable[Claim]) -> list[Claim]:
    """Return claims with one for each triple and sentence, which names all who found it.

    The surer one stays; but where one tells it as a fact and another does not, it is no fact.
    """
    found: dict[tuple[str, str, str, int, int], Claim] = {}
    for claim in sorted(claims, key=lambda c: (c.extractor, c.id)):
        key = (claim.subject, claim.type, claim.object, claim.start, claim.end)
        found[key] = _one(found[key], claim) if key in found else claim
    return list(found.values())


def _one(first: Claim, second: Claim) -> Claim:
    if first.fact != second.fact:
        kept, left = (second, first) if first.fact else (first, second)
    else:
        kept, left = (second, first) if second.confidence > first.confidence else (first, second)
    finders = sorted({*first.extractor.split(_AND), *second.extractor.split(_AND)})
    return replace(kept, extractor=_AND.join(finders), properties={**left.properties, **kept.properties})
