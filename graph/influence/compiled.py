"""Compiled kernels: what they are made with. To import this, or what uses it, takes half a second."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

from graph.influence.arrays import Ints, Longs, Rule

F = TypeVar("F", bound=Callable[..., Any])


def kernel(function: F) -> F:
    """Compile a function at its first call; what is compiled is kept beside this file, or in the user's cache."""
    try:
        return cast(F, numba.njit(nogil=True, cache=True)(function))
    except RuntimeError:  # neither can be written to: compile anew in every process
        return cast(F, numba.njit(nogil=True)(function))


@kernel
def admits(rule: Rule, relation: int) -> bool:
    """Whether a hop may use a relation."""
    return bool(rule.types[rule.type_of[relation]]) and rule.origins_of[relation] >= rule.origins


@kernel
def among(node: int | np.int64 | np.int32, nodes: Ints) -> bool:
    """Whether a short list holds a node."""
    for one in nodes:  # noqa: SIM110
        if one == node:
            return True
    return False


@kernel
def heap_of(node: int) -> Longs:
    """Return a heap with one node, of key 0: rows of key and node from row 1 on; row 0 tells how many."""
    heap = np.empty((256, 2), np.int64)
    heap[0, 0], heap[1, 0], heap[1, 1] = 1, 0, node
    return heap


@kernel
def with_room(heap: Longs, more: int) -> Longs:
    """Return a heap that has room for so many more nodes."""
    size = heap[0, 0] + 1
    if size + more <= len(heap):
        return heap
    larger = np.empty((2 * (size + more), 2), np.int64)
    for row in range(size):  # to assign a slice takes ten seconds to compile, for its error message
        larger[row, 0], larger[row, 1] = heap[row, 0], heap[row, 1]
    return larger


@kernel
def push(heap: Longs, key: int, node: int | np.int64) -> None:
    """Put a node into a heap that has room."""
    place = heap[0, 0] + 1
    heap[0, 0] = place
    while place > 1 and heap[place >> 1, 0] > key:
        heap[place, 0], heap[place, 1] = heap[place >> 1, 0], heap[place >> 1, 1]
        place >>= 1
    heap[place, 0], heap[place, 1] = key, node


@kernel
def pop(heap: Longs) -> None:
    """Take the first row out of a heap."""
    size = heap[0, 0]
    key, node = heap[size, 0], heap[size, 1]
    size -= 1
    heap[0, 0] = size
    place, child = 1, 2
    while child <= size:
        if child < size and heap[child + 1, 0] < heap[child, 0]:
            child += 1
        if heap[child, 0] >= key:
            break
        heap[place, 0], heap[place, 1] = heap[child, 0], heap[child, 1]
        place, child = child, 2 * child
    heap[place, 0], heap[place, 1] = key, node


@kernel
def order(keys: NDArray[Any], size: int, before: Ints) -> Ints:
    """Return `before` sorted by ``keys[i]``, which lie in ``range(size)``; what is equal stays in order."""
    place = np.zeros(size + 1, np.int64)
    for i in before:
        place[keys[i] + 1] += 1
    for key in range(size):
        place[key + 1] += place[key]
    after = np.empty_like(before)
    for i in before:
        after[place[keys[i]]] = i
        place[keys[i]] += 1
    return after


@kernel
def grouped(keys: Ints, others: Ints, costs: Ints, relations: Ints, size: int) -> tuple[Longs, Ints, Ints]:
    """Return edges by one of their ends: starts, the other end with the cost, relations; in each group as they come."""
    start = np.zeros(size + 1, np.int64)
    for key in keys:
        start[key + 1] += 1
    for node in range(size):
        start[node + 1] += start[node]
    place = start.copy()
    step, relation = np.empty((len(keys), 2), np.int32), np.empty(len(keys), np.int32)
    for i in range(len(keys)):
        at = place[keys[i]]
        place[keys[i]] += 1
        step[at, 0], step[at, 1], relation[at] = others[i], costs[i], relations[i]
    return start, step, relation
