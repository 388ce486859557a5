"""The best way between two nodes, searched from both ends at once."""

from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from graph.influence.arrays import FAR, HOP_BITS, Adjacency, Ints, Longs, Rule
from graph.influence.compiled import admits, among, kernel


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
    banned: Ints,
    bound: int,
) -> tuple[Ints, Longs]:
    """Return the nodes of the best way, and the key of the way up to each; both empty if none is within `bound`.

    Of ways of equal key the one with the smaller nodes is returned. So the search goes on until every such way is
    known: each then runs from the source over nodes settled from there, crosses to a node settled from the target,
    and stays among those. The crossings are kept, and a walk takes the smallest next node that a best way goes on from.

    Parameters
    ----------
    closed : array of bool
        Nodes that no way may enter.
    seen : array of shape (nodes, 4)
        Working memory: state and distance from the source, state and distance to the target. States of an earlier
        `epoch` count as unseen, so that it need not be cleared.
    banned : array
        Nodes that the first hop may not lead to.
    """
    labelled = 3 * epoch
    settled, marked = labelled + 1, labelled + 2
    ahead, behind = [(np.int64(0), np.int64(source))], [(np.int64(0), np.int64(target))]
    seen[source, 0], seen[source, 1] = labelled, 0
    seen[target, 2], seen[target, 3] = labelled, 0
    best = bound
    tails, heads = [np.int64(0) for _ in range(0)], [np.int64(0) for _ in range(0)]
    while True:
        while len(ahead) > 0 and seen[ahead[0][1], 0] != labelled:
            heappop(ahead)
        while len(behind) > 0 and seen[behind[0][1], 2] != labelled:
            heappop(behind)
        if len(ahead) == 0 or len(behind) == 0 or ahead[0][0] + behind[0][0] > best:
            break
        forth = len(ahead) <= len(behind)
        heap = ahead if forth else behind
        opposite = behind[0][0] if forth else ahead[0][0]
        edges = onward if forth else back
        near = 0 if forth else 2
        far = 2 - near
        distance, here = heappop(heap)
        seen[here, near] = settled
        for edge in range(edges.start[here], edges.start[here + 1]):
            there = np.int64(edges.node[edge])
            if closed[there] or (rule.active and not admits(rule, edges.relation[edge])):
                continue
            if len(banned) > 0 and (here if forth else there) == source and among(there if forth else here, banned):
                continue
            key = distance + (np.int64(edges.cost[edge]) << HOP_BITS) + 1
            total = key + seen[there, far + 1] if seen[there, far] >= labelled else FAR
            if total <= best:
                if total < best:
                    best = total
                    tails.clear()
                    heads.clear()
                tails.append(here if forth else there)
                heads.append(there if forth else here)
            # Beyond this a best way is found from the other end.
            if key + opposite > best:
                continue
            state = seen[there, near]
            if state < labelled or (state == labelled and key < seen[there, near + 1]):
                seen[there, near] = labelled
                seen[there, near + 1] = key
                heappush(heap, (key, there))
    if len(tails) == 0:
        return np.empty(0, np.int32), np.empty(0, np.int64)

    # Mark every node, settled from the source, that a best way passes.
    stack = [np.int64(0) for _ in range(0)]
    for tail in tails:
        if seen[tail, 0] != marked:
            seen[tail, 0] = marked
            stack.append(tail)
    for head in heads:
        seen[head, 2] = marked
    while len(stack) > 0:
        here = stack.pop()
        for edge in range(back.start[here], back.start[here + 1]):
            there = np.int64(back.node[edge])
            key = (np.int64(back.cost[edge]) << HOP_BITS) + 1
            if seen[there, 0] != settled or seen[there, 1] + key != seen[here, 1]:
                continue
            if closed[there] or (rule.active and not admits(rule, back.relation[edge])):
                continue
            if there == source and among(here, banned):
                continue
            seen[there, 0] = marked
            stack.append(there)

    here = np.int64(source)
    nodes, keys = [here], [np.int64(0)]
    while here != target:
        following, step = np.int64(-1), np.int64(0)
        for edge in range(onward.start[here], onward.start[here + 1]):
            there = np.int64(onward.node[edge])
            if closed[there] or (rule.active and not admits(rule, onward.relation[edge])):
                continue
            if here == source and among(there, banned):
                continue
            step = (np.int64(onward.cost[edge]) << HOP_BITS) + 1
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
