"""Settle the judgements of one sentence against one another: what cannot hold together does not stand together."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from graph.schema import RELATION_TYPES
from ingest.extract.relations import THRESHOLD, Judgement
from ingest.registry.background import background, contradicts

# One sentence names one maker, founder, parent; what the registry knows tells which of two it is.
_ONE = frozenset({"HOLDS_POSITION", "FOUNDED", "MAKES", "PART_OF", "LOCATED_IN"})
_IMPLIED_BY = {"FOUNDED": ("HOLDS_POSITION",)}
# How sure a judgement must be that the registry speaks against; foundries make what others sell.
_DESPITE = {"MAKES": 0.8}
_DESPITE_ELSE = 0.95
# Whoever signs a letter does not receive it; a part is not the whole.
_ONE_WAY = frozenset({"SIGNED", "ADDRESSED_TO", "PART_OF", "OWNS", "VARIANT_OF"})
# What people do together, so that two who surely did it speak for a third in their sentence.
_TOGETHER = frozenset({"SIGNED", "PARTICIPATED_IN", "MEMBER_OF"})
_TOGETHER_SURE = 0.6
_SURE = 0.75  # a second type for the same pair and direction needs to be this sure


def settle(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Return the judgements of a sentence that can stand together."""
    known: dict[tuple[str, str], set[str]] = defaultdict(set)  # (type, object) -> subjects the registry confirms
    for judgement in judgements:
        subject, object_ = ends(judgement)
        implied = background(subject, object_)
        if any(name in implied for name in (judgement.type, *_IMPLIED_BY.get(judgement.type, ()))):
            known[judgement.type, object_].add(subject)
    together: Counter[tuple[str, str]] = Counter()  # how many surely do the same to one object
    for judgement in judgements:
        if judgement.confidence >= _TOGETHER_SURE:
            together[judgement.type, ends(judgement)[1]] += 1
    kept: list[Judgement] = []
    best: dict[tuple[str, str], float] = {}
    for judgement in sorted(judgements, key=lambda j: (-j.confidence, j.type, ends(j))):
        subject, object_ = ends(judgement)
        if judgement.confidence < THRESHOLD and (
            judgement.type not in _TOGETHER or together[judgement.type, object_] < 2
        ):
            continue
        confirmed = known.get((judgement.type, object_), set())
        if judgement.type in _ONE and confirmed and subject not in confirmed:
            continue
        needed = _DESPITE.get(judgement.type, _DESPITE_ELSE)
        if judgement.confidence < needed and contradicts(subject, judgement.type, object_):
            continue
        if _of_one_list(judgement) and not RELATION_TYPES[judgement.type].symmetric:
            continue
        if (subject, object_) in best and judgement.confidence < _SURE:
            continue
        if judgement.type in _ONE_WAY and (object_, subject) in best:
            continue
        best.setdefault((subject, object_), judgement.confidence)
        kept.append(judgement)
    return kept


def ends(judgement: Judgement) -> tuple[str, str]:
    """Return the entities of subject and object."""
    left, right = judgement.pair.left.entity, judgement.pair.right.entity
    return (left, right) if judgement.forward else (right, left)


def _of_one_list(judgement: Judgement) -> bool:
    """Whether the two stand in one list ("A, B and C"), which relates them to others, not to each other."""
    pair = judgement.pair
    return f"list|{pair.left.label}>{pair.right.label}" in pair.features
