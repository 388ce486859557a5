"""Settle the judgements of one sentence against one another: a second, learned look.

A pair of mentions is judged by itself first. Whether the judgement stands depends on the others of its sentence too:
another firm is the likelier maker, all other members of the list do the same, the same pair is likelier said to do
something else, the registry knows better. A linear model weighs that; it has learned from judgements of passages
whose words nothing that found and judged had seen, so that it knows how mentions go wrong, too.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from graph.schema import RELATION_TYPES
from ingest.extract.features import Slot
from ingest.extract.linear import LinearModel
from ingest.extract.relations import Judgement
from ingest.registry import registry
from ingest.registry.background import background, contradicts

THRESHOLD = 0.4  # of the calibrated probability; below it nothing is claimed
BESIDE = 0.2  # where another of its company stands: the last signatory of a letter, the second place of talks
_TOGETHER = frozenset({"SIGNED", "PARTICIPATED_IN", "MEMBER_OF"})
_COARSE = (0.02, 0.05, 0.1, 0.2, 0.3, 0.45, 0.65, 0.85)  # borders between the steps of a probability
_FINE = (0.06, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_SURE = (0.3, 0.5, 0.7, 0.85, 0.95)
_IMPLIED_BY = {"FOUNDED": ("HOLDS_POSITION",)}


@cache
def settling_model() -> LinearModel:
    """Return the learned model of which judgements stand."""
    return LinearModel.from_bytes(files("ingest.models").joinpath("settling.npz").read_bytes())


def settle(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Return the judgements of a sentence that stand, with the confidence of the second look."""
    model = settling_model()
    looked = [
        replace(judgement, confidence=round(model.probability(0, model.scores(features)[0]), 3))
        for judgement, features in zip(judgements, settling_features(judgements), strict=True)
    ]
    standing = {_company(one) for one in looked if one.confidence >= THRESHOLD} - {None}
    return [one for one in looked if one.confidence >= (BESIDE if _company(one) in standing else THRESHOLD)]


def _company(judgement: Judgement) -> tuple[str, str] | None:
    """Return what a judgement does together with others: signing one letter, being a place of one event."""
    if judgement.type in _TOGETHER:
        return judgement.type, judgement.object.entity
    if judgement.type == "LOCATED_IN" and judgement.subject.label == "Event":
        return judgement.type, judgement.subject.entity
    return None


def settling_features(judgements: Sequence[Judgement]) -> list[list[str]]:
    """Return, for each judgement of a sentence, features of it among the others.

    A number in a feature is a step of a probability: of the judgement itself, then of the likeliest rival. Rivals
    have the same type and object but another subject (``object``), the same type and subject (``subject``), or the
    same pair (``pair``, ``back``); members of one list are no rivals, they stand together (``objects``, ``subjects``).
    """
    to_object: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
    of_subject: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
    of_pair: dict[int, list[Judgement]] = defaultdict(list)
    of_entity: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        subject, object_ = judgement.subject.entity, judgement.object.entity
        of_pair[id(judgement.pair)].append(judgement)
        for entity in (subject, object_):
            of_entity[entity].append(judgement)
        for one, other in ((subject, object_), (object_, subject))[: 1 + RELATION_TYPES[judgement.type].symmetric]:
            to_object[judgement.type, other].append(judgement)
            of_subject[judgement.type, one].append(judgement)
    rows = []
    for judgement in judgements:
        kind, sure = judgement.type, judgement.confidence
        subject, object_ = judgement.subject.entity, judgement.object.entity
        step = _step(sure)
        fine = bisect_right(_FINE, sure)
        row = ["always", f"way|{kind}{'>' if judgement.forward else '<'}", f"alone|{fine}", f"alone|{fine}|{kind}"]
        row.append(f"crowd|{min(len(judgements) // 4, 6)}|{step}")
        subject_list, object_list = _lists(judgement)
        for name, rivals, own, side in (
            ("object", to_object[kind, object_], subject_list, 0),
            ("subject", of_subject[kind, subject], object_list, 1),
        ):
            others = [rival for rival in rivals if rival.pair is not judgement.pair]
            apart = [rival.confidence for rival in others if _lists(rival)[side] != own]
            beside = [rival.confidence for rival in others if _lists(rival)[side] == own]
            most = max(apart, default=0.0)
            order = (sure > most) - (sure < most)
            row += [f"{name}|{step}|{_step(most)}", f"{name}|{kind}|{_step(most)}"]
            row += [f"{name}|{order}|{kind}", f"{name}|{order}|{_step(most)}"]
            row.append(f"{name}s|{step}|{_step(max(beside)) if beside else '-'}")
            if beside:
                row.append(f"{name}s|{kind}|{_step(sum(beside) / len(beside))}")
        same = [rival for rival in of_pair[id(judgement.pair)] if rival is not judgement]
        best = max(same, key=lambda rival: (rival.confidence, rival.type, rival.forward), default=None)
        if best:
            row += [f"pair|{step}|{_step(best.confidence)}", f"pair|{kind}|{best.type}|{_step(best.confidence) // 2}"]
            row.append(f"pair|{kind}|{sure > best.confidence}")
        else:
            row.append(f"pair|{step}|-")
        back = max((rival.confidence for rival in same if rival.type == kind), default=0.0)
        row.append(f"back|{kind}|{_step(back)}")
        busy = [
            _step(max((o.confidence for o in of_entity[end] if o.pair is not judgement.pair), default=0.0))
            for end in (subject, object_)
        ]
        row.append(f"busy|{busy[0]}|{busy[1]}")
        rows.append(row + _ends(judgement, step) + _known(judgement, to_object[kind, object_]))
    return rows


def _lists(judgement: Judgement) -> tuple[int, int]:
    """Return which list of the sentence the subject stands in, and which the object."""
    left, right = judgement.pair.lists
    return (left, right) if judgement.forward else (right, left)


def _ends(judgement: Judgement, step: int) -> list[str]:
    """Return how sure it is that the two mentions stand for what they are taken for."""
    subject, object_ = judgement.subject, judgement.object
    left, right = (f"{_how(slot)}{bisect_right(_SURE, slot.confidence)}" for slot in (subject, object_))
    return [
        f"ends|{left}|{right}",
        f"ends|{left}|{right}|{step}",
        f"ends|{judgement.type}|{_how(subject)}|{_how(object_)}",
        f"subject end|{subject.label}|{left}",
        f"object end|{object_.label}|{right}",
    ]


def _how(slot: Slot) -> str:
    return "reference" if slot.reference else "known" if slot.entry in registry() else "name"


def _known(judgement: Judgement, rivals: Sequence[Judgement]) -> list[str]:
    """Return what the registry says of a judgement, and of its rivals for the same object."""
    kind = judgement.type
    rows = []
    left, right = judgement.pair.lists
    if left == right:
        rows += ["list|", f"list|{kind}"]
    if _confirmed(judgement):
        rows += ["confirmed|", f"confirmed|{kind}"]
    elif any(_confirmed(rival) for rival in rivals):
        rows += ["confirmed else|", f"confirmed else|{kind}"]
    subject, object_ = _entries(judgement)
    if contradicts(subject, kind, object_):
        rows += ["contradicted|", f"contradicted|{kind}"]
    return rows


def _confirmed(judgement: Judgement) -> bool:
    implied = background(*_entries(judgement))
    return any(name in implied for name in (judgement.type, *_IMPLIED_BY.get(judgement.type, ())))


def _entries(judgement: Judgement) -> tuple[str, str]:
    return judgement.subject.entry or "", judgement.object.entry or ""


def _step(probability: float) -> int:
    return bisect_right(_COARSE, probability)
