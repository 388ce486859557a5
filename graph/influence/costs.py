"""What a hop costs: −log(strength) in whole units, and alike for whatever multiplies to the same.

Whole numbers make sums exact. But the rounded logarithms of 0.8 and 0.6 need not add up to that of 0.48. So the
logarithms of primes alone are rounded, and those of weights (in thousandths) and confidences (in ten-thousandths, as
they are stored) are sums of these.
"""

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

from graph.influence.arrays import Ints
from graph.schema import RELATION_TYPES

UNITS = 10**8
_WEIGHT, _CONFIDENCE = 1000, 10_000


def costs(types: NDArray[np.uint8], confidences: NDArray[np.float64]) -> Ints:
    """Return the costs of relations by type, as the schema numbers them, and confidence; 0: influence cannot run."""
    logarithm = _logarithms()
    weights = np.array([round(kind.weight * _WEIGHT) for kind in RELATION_TYPES.values()])[types]
    parts = np.rint(confidences * _CONFIDENCE).astype(np.int64)
    cost = logarithm[_WEIGHT] + logarithm[_CONFIDENCE] - logarithm[weights] - logarithm[parts]
    return np.where((weights > 0) & (parts > 0), np.maximum(cost, 1), 0).astype(np.int32)


@cache
def _logarithms() -> NDArray[np.int64]:
    """Return the logarithm of every whole number up to 10,000, in units, as the sum of those of its prime factors."""
    found = np.zeros(_CONFIDENCE + 1, np.int64)
    for number in range(2, _CONFIDENCE + 1):
        if found[number] == 0:  # no smaller prime divides it
            power = number
            while power <= _CONFIDENCE:
                found[power::power] += round(math.log(number) * UNITS)
                power *= number
    return found
