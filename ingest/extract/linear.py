"""A linear classifier over named features that can say why, with integer weights so that every machine agrees.

Scores are sums of integers: no rounding depends on the order of summing, the processor or the library.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

import numpy as np
import numpy.typing as npt

from ingest.extract.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights of named features for named classes.

    Attributes
    ----------
    classes : tuple of str
    vocabulary : Vocabulary
        The features; each has a row of `weights`.
    weights : int8 array, shape (features, classes)
        In units of `scale`.
    bias : float array, shape (classes,)
    slope, offset : lists of float, one a class
        Calibration: probability = sigmoid(slope · score + offset), learned on passages held back.
    """

    classes: tuple[str, ...]
    vocabulary: Vocabulary
    weights: npt.NDArray[np.int8]
    scale: float
    bias: npt.NDArray[np.float64]
    slope: list[float]
    offset: list[float]

    def scores(self, features: Iterable[str]) -> list[float]:
        """Return the score of each class: the mean effect of the known features, over the root of their number."""
        rows = self.vocabulary.rows(features)
        root = math.sqrt(len(rows)) or 1.0
        sums = self.weights.take(rows, axis=0).sum(axis=0, dtype=np.int32)
        scores: list[float] = (sums * self.scale / root + self.bias).tolist()
        return scores

    def probability(self, index: int, score: float) -> float:
        """Return the calibrated probability of a class at a score."""
        return sigmoid(self.slope[index] * score + self.offset[index])

    def why(self, features: Iterable[str], name: str, most: int = 10) -> list[tuple[str, float]]:
        """Return the features that weigh most for or against a class, with their part of the score."""
        column = self.classes.index(name)
        known = [(f, row) for f in sorted(set(features)) for row in self.vocabulary.rows([f])]
        root = math.sqrt(len(known)) or 1.0
        parts = [(f, float(self.weights[row, column]) * self.scale / root) for f, row in known]
        return sorted(parts, key=lambda part: (-abs(part[1]), part[0]))[:most]

    def to_bytes(self) -> bytes:
        """Return the model as a compressed file, the same bytes for the same model."""
        target = BytesIO()
        np.savez_compressed(
            target,
            classes=_bytes("\n".join(self.classes).encode()),
            vocabulary=_bytes(self.vocabulary.text),
            weights=self.weights,
            scale=np.float64(self.scale),
            bias=self.bias,
            slope=np.array(self.slope),
            offset=np.array(self.offset),
        )
        return target.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> "LinearModel":
        """Read a model back."""
        with np.load(BytesIO(data), allow_pickle=False) as file:
            return cls(
                classes=tuple(file["classes"].tobytes().decode().split("\n")),
                vocabulary=Vocabulary(file["vocabulary"].tobytes()),
                weights=file["weights"],
                scale=float(file["scale"]),
                bias=file["bias"],
                slope=file["slope"].tolist(),
                offset=file["offset"].tolist(),
            )


def sigmoid(x: float) -> float:
    """Return 1 / (1 + e^-x), without overflow."""
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def _bytes(text: bytes) -> npt.NDArray[np.uint8]:
    return np.frombuffer(text, dtype=np.uint8)
