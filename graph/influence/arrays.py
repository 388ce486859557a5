"""The arrays that compiled kernels work on."""

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.int32]
Longs: TypeAlias = NDArray[np.int64]

# A hop's key: its cost, and below it one for the hop itself. So sums of keys order ways by cost, then by hops.
HOP_BITS = 10
# More than any way's key, and twice that still fits.
FAR = 1 << 61


class Adjacency(NamedTuple):
    """Edges of a graph, those of node `i` at ``start[i]:start[i + 1]``, by the number of their other end.

    Attributes
    ----------
    step : array of shape (edges, 2)
        Other end and cost, side by side, because a search reads both.
    """

    start: Longs
    step: Ints
    relation: Ints

    @property
    def node(self) -> Ints:
        """Other ends."""
        return self.step[:, 0]

    @property
    def cost(self) -> Ints:
        """Costs."""
        return self.step[:, 1]


class Rule(NamedTuple):
    """Which relations a hop may use; where it is not `active`, all.

    Attributes
    ----------
    types : array of bool
        By number of the relation type.
    type_of, origins_of : array
        By index of the relation.
    """

    active: bool
    types: NDArray[np.bool_]
    origins: int
    type_of: NDArray[np.uint8]
    origins_of: Ints
