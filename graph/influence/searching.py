"""The best way on from a root, as Yen's search asks for it again and again."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graph.influence.arrays import Ints, Longs, Rule
from graph.influence.snapshot import Memory, Snapshot

_SURROUNDING = 2000  # nodes around a target whose distance is found beforehand


@dataclass(frozen=True, slots=True, eq=False)
class Corridor:
    """The part of a graph that lies on ways of few hops: its nodes numbered anew, and the hops between them."""

    nodes: Ints
    start: Longs
    ends: Ints
    keys: Longs
    rest: NDArray[np.int64]  # what remains from each node, by hops left, if nothing is closed

    def local(self, nodes: tuple[int, ...] | frozenset[int]) -> Ints:
        """Return the new numbers of nodes, without those that are not here."""
        wanted = np.fromiter(nodes, np.int32, len(nodes))
        place = np.searchsorted(self.nodes, wanted)
        here: Ints = place[self.nodes[np.minimum(place, len(self.nodes) - 1)] == wanted].astype(np.int32)
        return here


@dataclass(eq=False)
class Finder:
    """Finds the best way to a target from the end of a root; a `Spur`.

    First it is searched for without a limit on hops, which is fast. Where the best way has too many, the limit binds,
    and from then on the search goes through the corridor, hop by hop.

    Attributes
    ----------
    closed : array
        Nodes that no way may enter.
    """

    snapshot: Snapshot
    rule: Rule
    closed: NDArray[np.uint8]
    source: int
    target: int
    max_hops: int
    memory: Memory
    _binds: bool = field(default=False, init=False)

    def __call__(self, root: tuple[int, ...], banned: frozenset[int], bound: int) -> tuple[list[int], list[int]] | None:
        left = self.max_hops - len(root) + 1
        if left < 1:
            return None
        if not self._binds:
            found = self._freely(root, banned, bound)
            if found is None or len(found[0]) - 1 <= left:
                return found
            self._binds = True
        return self._within(root, banned, bound, left)

    def _freely(self, root: tuple[int, ...], banned: frozenset[int], bound: int) -> tuple[list[int], list[int]] | None:
        from graph.influence.guided import guided
        from graph.influence.meeting import meet

        graph = (self.snapshot.onward, self.snapshot.back, self.rule, self.closed, self.memory.seen)
        if not banned:  # the first way of all
            nodes, keys = meet(*graph, self.memory.epoch(), root[-1], self.target, bound, self.snapshot.least)
        else:
            around, beyond = self._surroundings
            barred = np.fromiter(banned, np.int32, len(banned))
            passed = list(root[:-1])
            self.closed[passed] = 1
            nodes, keys = guided(*graph, self.memory.epoch(), around, beyond, root[-1], self.target, barred, bound)
            self.closed[passed] = 0
        return (nodes.tolist(), keys.tolist()) if len(nodes) else None

    def _within(
        self, root: tuple[int, ...], banned: frozenset[int], bound: int, left: int
    ) -> tuple[list[int], list[int]] | None:
        from graph.influence.corridor import NONE, SHUT, follow, remaining

        part = self._corridor
        if not len(part.nodes):
            return None
        passed = part.local(root)
        source, target = int(passed[-1]), int(part.local((self.target,))[0])
        closed = np.zeros(len(part.nodes), np.bool_)
        closed[passed] = True
        graph = (part.start, part.ends, part.keys)
        barred = part.local(banned)
        state, nodes, keys = follow(*graph, part.rest, closed, source, target, left, barred, bound)
        if state == SHUT:
            rest = remaining(*graph, closed, target, left)
            state, nodes, keys = follow(*graph, rest, closed, source, target, left, barred, bound)
        return None if state == NONE else (part.nodes[nodes].tolist(), keys.tolist())

    @cached_property
    def _surroundings(self) -> tuple[int, int]:
        from graph.influence.guided import surround

        epoch, seen = self.memory.epoch(), self.memory.seen
        return epoch, surround(self.snapshot.back, self.rule, self.closed, seen, epoch, self.target, _SURROUNDING)

    @cached_property
    def _corridor(self) -> Corridor:
        from graph.influence.corridor import corridor, cut, remaining

        onward, back = self.snapshot.onward, self.snapshot.back
        nodes = corridor(onward, back, self.rule, self.closed, self.source, self.target, self.max_hops)
        start, ends, keys = cut(onward, self.rule, nodes)
        target = int(np.searchsorted(nodes, self.target))
        rest = remaining(start, ends, keys, np.zeros(len(nodes), np.bool_), target, self.max_hops)
        return Corridor(nodes, start, ends, keys, rest)
