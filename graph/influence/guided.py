"""The best way from one node after the other to the same target, guided by what is known of the target's surroundings.

Yen's search asks for many ways to one target. So distances to it are found once, for the nodes nearest to it. All
others are at least as far as the farthest of these, and nothing that is closed later brings any node nearer: that is
what an A* search needs.
"""

import numpy as np
from numpy.typing import NDArray

from graph.influence.arrays import FAR, HOP_BITS, Adjacency, Ints, Longs, Rule
from graph.influence.compiled import admits, among, heap_of, kernel, pop, push, with_room


@kernel
def surround(
    back: Adjacency, rule: Rule, closed: NDArray[np.uint8], seen: Longs, epoch: int, target: int, count: int
) -> int:
    """Settle the nodes nearest to the target, so many at most, and return how far all others are at least."""
    labelled = 3 * epoch
    settled = labelled + 1
    heap = heap_of(target)
    seen[target, 2], seen[target, 3] = labelled, 0
    found = 0
    while heap[0, 0] > 0:
        distance, here = heap[1, 0], heap[1, 1]
        pop(heap)
        if seen[here, 2] == settled:
            continue
        if found == count:
            return int(distance)
        seen[here, 2] = settled
        found += 1
        first, last = back.start[here], back.start[here + 1]
        heap = with_room(heap, last - first)
        for edge in range(first, last):
            there = np.int64(back.step[edge, 0])
            if closed[there] or (rule.active and not admits(rule, back.relation[edge])):
                continue
            key = distance + (np.int64(back.step[edge, 1]) << HOP_BITS) + 1
            state = seen[there, 2]
            if state < labelled or (state == labelled and key < seen[there, 3]):
                seen[there, 2], seen[there, 3] = labelled, key
                push(heap, key, there)
    return FAR


@kernel
def guided(
    onward: Adjacency,
    back: Adjacency,
    rule: Rule,
    closed: NDArray[np.uint8],
    seen: Longs,
    epoch: int,
    around: int,
    beyond: int,
    source: int,
    target: int,
    banned: Ints,
    bound: int,
) -> tuple[Ints, Longs]:
    """Return the same as `meet`, which has the same parameters.

    Parameters
    ----------
    banned : array
        Nodes that the first hop may not lead to.
    around, beyond : int
        The epoch of `surround`, and what it returned.
    """
    known = 3 * around + 1
    labelled = 3 * epoch
    settled, marked = labelled + 1, labelled + 2
    heap = heap_of(source)
    seen[source, 0], seen[source, 1] = labelled, 0
    best = bound
    while heap[0, 0] > 0:
        least, here = heap[1, 0], heap[1, 1]
        pop(heap)
        if least > best:
            break
        if seen[here, 0] == settled:
            continue
        seen[here, 0] = settled
        distance = seen[here, 1]
        if here == target:  # the search goes on until every way of this key is known
            best = distance
            continue
        first, last = onward.start[here], onward.start[here + 1]
        heap = with_room(heap, last - first)
        for edge in range(first, last):
            there = np.int64(onward.step[edge, 0])
            if closed[there] or (rule.active and not admits(rule, onward.relation[edge])):
                continue
            key = distance + (np.int64(onward.step[edge, 1]) << HOP_BITS) + 1
            least = key + (seen[there, 3] if seen[there, 2] == known else beyond)
            state = seen[there, 0]
            if least > best or state == settled or (state == labelled and key >= seen[there, 1]):
                continue
            if here == source and among(there, banned):
                continue
            seen[there, 0], seen[there, 1] = labelled, key
            push(heap, least, there)
    if seen[target, 0] != settled:
        return np.empty(0, np.int32), np.empty(0, np.int64)

    # Mark every node that a best way passes, then take the smallest each time.
    seen[target, 0] = marked
    stack = [np.int64(target)]
    while len(stack) > 0:
        here = stack.pop()
        for edge in range(back.start[here], back.start[here + 1]):
            there = np.int64(back.step[edge, 0])
            key = (np.int64(back.step[edge, 1]) << HOP_BITS) + 1
            if seen[there, 0] != settled or seen[there, 1] + key != seen[here, 1]:
                continue
            if (rule.active and not admits(rule, back.relation[edge])) or (there == source and among(here, banned)):
                continue
            seen[there, 0] = marked
            stack.append(there)
    here = np.int64(source)
    nodes, keys = [here], [np.int64(0)]
    while here != target:
        for edge in range(onward.start[here], onward.start[here + 1]):
            there = np.int64(onward.step[edge, 0])
            key = seen[here, 1] + (np.int64(onward.step[edge, 1]) << HOP_BITS) + 1
            if seen[there, 0] != marked or seen[there, 1] != key:
                continue
            if (rule.active and not admits(rule, onward.relation[edge])) or (here == source and among(there, banned)):
                continue
            break
        here = there
        nodes.append(here)
        keys.append(seen[here, 1])
    return np.array(nodes, dtype=np.int32), np.array(keys, dtype=np.int64)
