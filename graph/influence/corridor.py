"""Ways of few hops: the part of the graph that lies on any, and the best way in it."""

import numpy as np
from numpy.typing import NDArray

from graph.influence.arrays import FAR, HOP_BITS, Adjacency, Ints, Longs, Rule
from graph.influence.compiled import admits, among, kernel

NONE, FOUND, SHUT = 0, 1, 2


@kernel
def spread(
    edges: Adjacency,
    rule: Rule,
    closed: NDArray[np.uint8],
    frontier: Ints,
    away: NDArray[np.int16],
    hops: int,
    within: NDArray[np.int16],
    limit: int,
) -> Ints:
    """Mark the nodes one hop beyond a frontier as `hops` away, and return them; where `limit` is not negative, only
    those that are at most so far by `within`.
    """
    found = [np.int32(0) for _ in range(0)]
    for here in frontier:
        for edge in range(edges.start[here], edges.start[here + 1]):
            there = edges.step[edge, 0]
            if away[there] >= 0 or closed[there] or (rule.active and not admits(rule, edges.relation[edge])):
                continue
            if limit >= 0 and not 0 <= within[there] <= limit:
                continue
            away[there] = hops
            found.append(there)
    return np.array(found, dtype=np.int32)


@kernel
def corridor(
    onward: Adjacency, back: Adjacency, rule: Rule, closed: NDArray[np.uint8], source: int, target: int, hops: int
) -> Ints:
    """Return, in order, the nodes that lie on any way of at most so many hops.

    The smaller frontier grows until both have grown `hops` together. A node on such a way is then within the one or the
    other; how far it is from the other end is found among these.
    """
    size = len(onward.start) - 1
    behind, ahead = np.full(size, -1, np.int16), np.full(size, -1, np.int16)
    behind[source], ahead[target] = 0, 0
    from_source, from_target = np.array([source], dtype=np.int32), np.array([target], dtype=np.int32)
    grown, grown_back = 0, 0
    while grown + grown_back < hops and len(from_source) > 0 and len(from_target) > 0:
        if len(from_source) <= len(from_target):
            grown += 1
            from_source = spread(onward, rule, closed, from_source, behind, grown, ahead, -1)
        else:
            grown_back += 1
            from_target = spread(back, rule, closed, from_target, ahead, grown_back, behind, -1)
    for step in range(grown + 1, hops + 1):
        from_source = spread(onward, rule, closed, from_source, behind, step, ahead, grown_back)
    for step in range(grown_back + 1, hops + 1):
        from_target = spread(back, rule, closed, from_target, ahead, step, behind, hops)
    found = [np.int32(0) for _ in range(0)]
    for node in range(size):
        if behind[node] >= 0 and ahead[node] >= 0 and behind[node] + ahead[node] <= hops:
            found.append(np.int32(node))
    return np.array(found, dtype=np.int32)


@kernel
def cut(onward: Adjacency, rule: Rule, nodes: Ints) -> tuple[Longs, Ints, Longs]:
    """Return starts, ends and keys of the hops among some nodes, which are numbered anew in their order."""
    number = np.full(len(onward.start) - 1, -1, np.int32)
    for new, old in enumerate(nodes):
        number[old] = new
    start = np.zeros(len(nodes) + 1, np.int64)
    ends, keys = [np.int32(0) for _ in range(0)], [np.int64(0) for _ in range(0)]
    for new, old in enumerate(nodes):
        for edge in range(onward.start[old], onward.start[old + 1]):
            there = number[onward.step[edge, 0]]
            if there < 0 or (rule.active and not admits(rule, onward.relation[edge])):
                continue
            key = (np.int64(onward.step[edge, 1]) << HOP_BITS) + 1
            if len(ends) > start[new] and ends[-1] == there:  # a parallel relation
                keys[-1] = min(keys[-1], key)
            else:
                ends.append(there)
                keys.append(key)
        start[new + 1] = len(ends)
    return start, np.array(ends, dtype=np.int32), np.array(keys, dtype=np.int64)


@kernel
def remaining(
    start: Longs, ends: Ints, keys: Longs, closed: NDArray[np.bool_], target: int, hops: int
) -> NDArray[np.int64]:
    """Return, by hops left and by node, the key of the best way to the target that passes no closed node."""
    size = len(start) - 1
    rest = np.full((hops + 1, size), FAR, np.int64)
    rest[0, target] = 0
    for left in range(1, hops + 1):
        for here in range(size):
            best = rest[left - 1, here]
            if not closed[here]:
                for edge in range(start[here], start[here + 1]):
                    best = min(best, keys[edge] + rest[left - 1, ends[edge]])
            rest[left, here] = best
    return rest


@kernel
def follow(
    start: Longs,
    ends: Ints,
    keys: Longs,
    rest: NDArray[np.int64],
    closed: NDArray[np.bool_],
    source: int,
    target: int,
    hops: int,
    banned: Ints,
    bound: int,
) -> tuple[int, Ints, Longs]:
    """Return the best way by what remains from each node, the smaller nodes first, and the key of the way up to each.

    What remains may have been reckoned as if nothing were closed: where the best way then passes a closed node, the
    answer is SHUT, and no way.
    """
    nodes, way = [np.int32(source)], [np.int64(0)]
    here, left, best = np.int64(source), hops, np.int64(FAR)
    for edge in range(start[here], start[here + 1]):
        if not closed[ends[edge]] and not among(ends[edge], banned):
            best = min(best, keys[edge] + rest[left - 1, ends[edge]])
    if best >= FAR or best > bound:
        return NONE, np.empty(0, np.int32), np.empty(0, np.int64)
    while here != target:
        for edge in range(start[here], start[here + 1]):
            there = np.int64(ends[edge])
            if here == source and (closed[there] or among(ends[edge], banned)):
                continue
            if keys[edge] + rest[left - 1, there] == best:
                break
        if closed[there]:
            return SHUT, np.empty(0, np.int32), np.empty(0, np.int64)
        best -= keys[edge]
        left -= 1
        here = there
        nodes.append(np.int32(there))
        way.append(way[-1] + keys[edge])
    return FOUND, np.array(nodes, dtype=np.int32), np.array(way, dtype=np.int64)
