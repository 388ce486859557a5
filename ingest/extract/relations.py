"""Judge pairs of mentions: which relations does the sentence state between them, and in what modality?"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.schema import RELATION_TYPES, RelationType
from ingest.extract.linear import LinearModel
from ingest.extract.modality import colour
from ingest.extract.pairs import Pair

THRESHOLD = 0.4  # of the calibrated probability; below it nothing is claimed
WEAK = 0.2  # unless others of the sentence do the same: the last signatory of a list


@dataclass(frozen=True, slots=True)
class Judgement:
    """One relation that a sentence states between two mentions; `forward`: the left one is the subject."""

    pair: Pair
    type: str
    forward: bool
    confidence: float
    modality: str
    polarity: str


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


def judge(pair: Pair) -> list[Judgement]:
    """Return the relations that may hold between the two mentions, surest first."""
    model = relation_model()
    scores = model.scores(pair.features)
    found = []
    for column, name, forward in _columns(pair.left.label, pair.right.label):
        confidence = model.probability(column, scores[column])
        if confidence >= WEAK:
            modality, polarity = colour(pair, name)
            found.append(Judgement(pair, name, forward, round(confidence, 3), modality, polarity))
    return sorted(found, key=lambda j: (-j.confidence, j.type, j.forward))
