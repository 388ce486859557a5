"""Judge pairs of mentions, each by itself: which relations may the sentence state between them?"""

import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.schema import RELATION_TYPES, RelationType
from ingest.extract.features import Slot
from ingest.extract.linear import LinearModel
from ingest.extract.pairs import Pair

POSSIBLE = 0.04  # of the calibrated probability; below it a relation is not looked at again


@dataclass(frozen=True, slots=True)
class Judgement:
    """One relation that a sentence may state between two mentions; `forward`: the left one is the subject."""

    pair: Pair
    type: str
    forward: bool
    confidence: float

    @property
    def subject(self) -> Slot:
        """The mention that the relation starts at."""
        return self.pair.left if self.forward else self.pair.right

    @property
    def object(self) -> Slot:
        """The mention that it ends at."""
        return self.pair.right if self.forward else self.pair.left


def classes() -> tuple[str, ...]:
    """Return the classifier's classes: each relation type forward, and backward unless it is symmetric."""
    return tuple(kind.name + arrow for kind in RELATION_TYPES.values() for arrow in (">" if kind.symmetric else "><"))


def fits(kind: RelationType, left: str, right: str, forward: bool) -> bool:
    """Whether a type may run between two labels in this direction."""
    return left in kind.subject and right in kind.object if forward else right in kind.subject and left in kind.object


@cache
def _columns(left: str, right: str) -> tuple[tuple[int, str, bool], ...]:
    return tuple(
        (column, name[:-1], name[-1] == ">")
        for column, name in enumerate(relation_model().classes)
        if fits(RELATION_TYPES[name[:-1]], left, right, name[-1] == ">")
    )


@cache
def relation_model() -> LinearModel:
    """Return the learned relation classifier."""
    return LinearModel.from_bytes(files("ingest.models").joinpath("relations.npz").read_bytes())


@cache
def _floors() -> list[float]:
    """Return the score of each class at which its probability is `POSSIBLE`."""
    model = relation_model()
    logit = math.log(POSSIBLE / (1 - POSSIBLE))
    return [(logit - offset) / slope for slope, offset in zip(model.slope, model.offset, strict=True)]


def judge(pair: Pair) -> list[Judgement]:
    """Return the relations that may hold between the two mentions."""
    model, floors = relation_model(), _floors()
    scores = model.scores(pair.features)
    return [
        Judgement(pair, name, forward, model.probability(column, scores[column]))
        for column, name, forward in _columns(pair.left.label, pair.right.label)
        if scores[column] >= floors[column]
    ]
