"""A linear classifier over named features that can say why, with integer weights so that every machine agrees.

Scores are sums of integers: no rounding depends on the order of summing, the processor or the library.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights of named features for named classes.

    Attributes
    ----------
    classes : tuple of str
    vocabulary : dict of str to int
        Feature to row of `weights`.
    weights : int8 array, shape (features, classes)
        In units of `scale`.
    bias : float array, shape (classes,)
    slope, offset : float arrays, shape (classes,)
        Calibration: probability = sigmoid(slope · score + offset), learned on passages held back.
    """

    classes: tuple[str, ...]
    vocabulary: dict[str, int]
    weights: npt.NDArray[np.int8]
    scale: float
    bias: npt.NDArray[np.float64]
    slope: npt.NDArray[np.float64]
    offset: npt.NDArray[np.float64]

    def scores(self, features: Iterable[str]) -> list[float]:
        """Return the score of each class: the mean effect of the known features, over the root of their number."""
        rows, root = self._rows(features)
        if not rows:
            return [float(value) for value in self.bias]
        sums = self.weights[rows].sum(axis=0, dtype=np.int32)
        return [float(total) * self.scale / root + float(bias) for total, bias in zip(sums, self.bias, strict=True)]

    def probability(self, index: int, score: float) -> float:
        """Return the calibrated probability of a class at a score."""
        return sigmoid(float(self.slope[index]) * score + float(self.offset[index]))

    def why(self, features: Iterable[str], name: str, most: int = 10) -> list[tuple[str, float]]:
        """Return the features that weigh most for or against a class, with their part of the score."""
        column = self.classes.index(name)
        known = sorted({feature for feature in features if feature in self.vocabulary})
        root = math.sqrt(len(known)) or 1.0
        parts = [(f, float(self.weights[self.vocabulary[f], column]) * self.scale / root) for f in known]
        return sorted(parts, key=lambda part: (-abs(part[1]), part[0]))[:most]

    def _rows(self, features: Iterable[str]) -> tuple[list[int], float]:
        vocabulary = self.vocabulary
        rows = list({vocabulary[feature] for feature in features if feature in vocabulary})
        return rows, math.sqrt(len(rows))

    def to_bytes(self) -> bytes:
        """Return the model as a compressed file, the same bytes for the same model."""
        names = sorted(self.vocabulary, key=self.vocabulary.__getitem__)
        target = BytesIO()
        np.savez_compressed(
            target,
            classes=_text(self.classes),
            vocabulary=_text(names),
            weights=self.weights,
            scale=np.float64(self.scale),
            bias=self.bias,
            slope=self.slope,
            offset=self.offset,
        )
        return target.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> "LinearModel":
        """Read a model back."""
        with np.load(BytesIO(data), allow_pickle=False) as file:
            names = file["vocabulary"].tobytes().decode().split("\n")
            return cls(
                classes=tuple(file["classes"].tobytes().decode().split("\n")),
                vocabulary={name: row for row, name in enumerate(names)},
                weights=file["weights"],
                scale=float(file["scale"]),
                bias=file["bias"],
                slope=file["slope"],
                offset=file["offset"],
            )


def sigmoid(x: float) -> float:
    """Return 1 / (1 + e^-x), without overflow."""
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def _text(names: Sequence[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(names).encode(), dtype=np.uint8)
