"""The best way between two nodes, searched from both ends at once."""

import numpy as np
from numpy.typing import NDArray

from graph.influence.arrays import FAR, HOP_BITS, Adjacency, Ints, Longs, Rule
from graph.influence.compiled import admits, heap_of, kernel, pop, push, with_room


@kernel
def expand(
    edges: Adjacency,
    rule: Rule,
    closed: NDArray[np.uint8],
    seen: Longs,
    labelled: int,
    near: int,
    heap: Longs,
    opposite: int,
    best: int,
    crossings: list[tuple[np.int64, np.int64]],
) -> tuple[Longs, int]:
    """Settle the first node of one end's heap, and return the heap and the key of the best way known by now.

    Parameters
    ----------
    near : int
        Where the end's state stands in a row of `seen`: 0 for the source's, 2 for the target's.
    opposite : int
        The least key in the other end's heap.
    crossings : list
        The edges, in the direction of this end's search, over which the best ways known cross to the other end's.
    """
    far = 2 - near
    distance, here = heap[1, 0], heap[1, 1]
    pop(heap)
    if seen[here, near] != labelled:
        return heap, best
    seen[here, near] = labelled + 1
    first, last = edges.start[here], edges.start[here + 1]
    heap = with_room(heap, last - first)
    for edge in range(first, last):
        there = np.int64(edges.step[edge, 0])
        key = distance + (np.int64(edges.step[edge, 1]) << HOP_BITS) + 1
        total = key + seen[there, far + 1] if seen[there, far] >= labelled else FAR
        # Beyond the first bound a best way is found from the other end.
        better = key + opposite <= best and (
            seen[there, near] < labelled or (seen[there, near] == labelled and key < seen[there, near + 1])
        )
        if total > best and not better:
            continue
        if closed[there] or (rule.active and not admits(rule, edges.relation[edge])):
            continue
        if total <= best:
            if total < best:
                best = total
                crossings.clear()
            crossings.append((here, there) if near == 0 else (there, here))
        if better:
            seen[there, near], seen[there, near + 1] = labelled, key
            push(heap, key, there)
    return heap, best
    seen[here, near] = labelled + 1
    first, last = edges.start[here], edges.start[here + 1]
    heap = with_room(heap, last - first)
    for edge in range(first, last):
        there = np.int64(edges.step[edge, 0])
        key = distance + (np.int64(edges.step[edge, 1]) << HOP_BITS) + 1
        if key > best or closed[there] or (rule.active and not admits(rule, edges.relation[edge])):
            continue
        if seen[there, far] >= labelled and key + seen[there, far + 1] <= best:
            if key + seen[there, far + 1] < best:
                best = key + seen[there, far + 1]
                crossings.clear()
            crossings.append((here, there) if near == 0 else (there, here))
        # Beyond this a best way is found from the other end.
        if key + opposite > best:
            continue
        state = seen[there, near]
        if state < labelled or (state == labelled and key < seen[there, near + 1]):
            seen[there, near], seen[there, near + 1] = labelled, key
            push(heap, key, there)
    return heap, best


@kernel
def meet(
    onward: Adjacency,
    back: Adjacency,
    rule: Rule,
    closed: NDArray[np.uint8],
    seen: Longs,
    epoch: int,
    source: int,
    target: int,
    bound: int,
    least: int,
) -> tuple[Ints, Longs]:
    """Return the nodes of the best way, and the key of the way up to each; both empty if none is within `bound`.

    Of ways of equal key the one with the smaller nodes is returned. So the search goes on until every such way is
    known: each then runs from the source over nodes settled from there, over one more node at most, and from there on
    over nodes settled from the target. The crossings are kept, and a walk takes the smallest next node that a best way
    goes on from.

    Parameters
    ----------
    closed : array of bool
        Nodes that no way may enter.
    seen : array of shape (nodes, 4)
        Working memory: state and distance from the source, state and distance to the target. States of an earlier
        `epoch` count as unseen, so that it need not be cleared.
    least : int
        No hop's key is less.
    """
    labelled = 3 * epoch
    settled, marked = labelled + 1, labelled + 2
    ahead, behind = heap_of(source), heap_of(target)
    seen[source, 0], seen[source, 1] = labelled, 0
    seen[target, 2], seen[target, 3] = labelled, 0
    best = bound
    crossings = [(np.int64(0), np.int64(0)) for _ in range(0)]
    while ahead[0, 0] > 0 and behind[0, 0] > 0 and ahead[1, 0] + behind[1, 0] + least <= best:
        if ahead[0, 0] <= behind[0, 0]:
            ahead, best = expand(onward, rule, closed, seen, labelled, 0, ahead, behind[1, 0], best, crossings)
        else:
            behind, best = expand(back, rule, closed, seen, labelled, 2, behind, ahead[1, 0], best, crossings)
    if len(crossings) == 0:
        return np.empty(0, np.int32), np.empty(0, np.int64)

    # Mark every node, settled from the source, that a best way passes.
    stack = [np.int64(0) for _ in range(0)]
    for tail, head in crossings:
        seen[head, 2] = marked
        if seen[tail, 0] != marked:
            seen[tail, 0] = marked
            stack.append(tail)
    while len(stack) > 0:
        here = stack.pop()
        for edge in range(back.start[here], back.start[here + 1]):
            there = np.int64(back.step[edge, 0])
            key = (np.int64(back.step[edge, 1]) << HOP_BITS) + 1
            if seen[there, 0] != settled or seen[there, 1] + key != seen[here, 1]:
                continue
            if closed[there] or (rule.active and not admits(rule, back.relation[edge])):
                continue
            seen[there, 0] = marked
            stack.append(there)

    here = np.int64(source)
    nodes, keys = [here], [np.int64(0)]
    while here != target:
        following, step = np.int64(-1), np.int64(0)
        for edge in range(onward.start[here], onward.start[here + 1]):
            there = np.int64(onward.step[edge, 0])
            if closed[there] or (rule.active and not admits(rule, onward.relation[edge])):
                continue
            step = (np.int64(onward.step[edge, 1]) << HOP_BITS) + 1
            if (
                (seen[here, 0] == marked and seen[there, 0] == marked and seen[here, 1] + step == seen[there, 1])
                or (seen[here, 2] >= settled and seen[there, 2] >= settled and seen[there, 3] + step == seen[here, 3])
                or (
                    seen[here, 0] == marked
                    and seen[there, 2] == marked
                    and seen[here, 1] + step + seen[there, 3] == best
                )
            ):
                following = there
                break
        here = following
        nodes.append(here)
        keys.append(keys[-1] + step)
    return np.array(nodes, dtype=np.int32), np.array(keys, dtype=np.int64)
