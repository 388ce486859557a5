"""Compiled kernels: what they are made with. To import this, or what uses it, takes half a second."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

from graph.influence.arrays import Ints, Rule

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
