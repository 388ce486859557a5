"""From the best way to all of them in order: Yen's search in Lawler's form.

Every way found splits what is left into parts that do not overlap: the ways that leave it at its first node, at its
second, and so on. The best way of each part is known, and the best of those is next.
"""

import heapq
from bisect import insort
from typing import NamedTuple, Protocol

from graph.influence.arrays import FAR


class Way(NamedTuple):
    """Nodes by number, and the keys of the way up to each; ordered by key, then by nodes."""

    key: int
    nodes: tuple[int, ...]
    keys: tuple[int, ...]
    start: int  # where it left the way that its part was split from
    banned: frozenset[int]  # nodes that its part may not go on to from there


class Spur(Protocol):
    """Finds the best way on."""

    def __call__(self, root: tuple[int, ...], banned: frozenset[int], bound: int) -> tuple[list[int], list[int]] | None:
        """Return nodes and keys from the last node of `root`, through none of `root` and not first to one of `banned`.

        Of ways of equal key the one with the smaller nodes; None where there is none of a key up to `bound`.
        """


class Ranking:
    """Ways from a node, the best first; of equal ones the shorter, then the one with the smaller nodes.

    Parameters
    ----------
    keep : int or None
        How many will be asked for; what cannot be among them need not be found.
    """

    def __init__(self, spur: Spur, source: int, keep: int | None = None) -> None:
        self._spur = spur
        self._keep = keep
        self._heap: list[Way] = []
        self._keys: list[int] = []  # those in the heap, sorted
        self._try((source,), (0,), frozenset())

    def peek(self) -> int:
        """Return the key of the next way; FAR where there is none."""
        return self._heap[0].key if self._heap else FAR

    def pop(self) -> Way | None:
        """Return the next way. Unless it is given to `split`, no way of its part will follow."""
        if not self._heap:
            return None
        if self._keep is not None:
            self._keep -= 1
            del self._keys[0]
        return heapq.heappop(self._heap)

    def split(self, way: Way, hops: int | None = None) -> None:
        """Look for the other ways of this way's part; with `hops`, not for those that begin with its first so many."""
        nothing: frozenset[int] = frozenset()
        last = len(way.nodes) - 1 if hops is None else hops
        for i in range(way.start, last):
            banned = (way.banned if i == way.start else nothing) | {way.nodes[i + 1]}
            self._try(way.nodes[: i + 1], way.keys[: i + 1], banned)

    def _try(self, root: tuple[int, ...], keys: tuple[int, ...], banned: frozenset[int]) -> None:
        bound = FAR - 1
        if self._keep is not None and len(self._keys) >= self._keep:
            if self._keep == 0:
                return
            bound = self._keys[self._keep - 1]
        found = self._spur(root, banned, bound - keys[-1])
        if found is None:
            return
        nodes, onward = found
        way = (*keys, *(keys[-1] + key for key in onward[1:]))
        heapq.heappush(self._heap, Way(way[-1], (*root, *nodes[1:]), way, len(root) - 1, banned))
        if self._keep is not None:
            insort(self._keys, way[-1])
