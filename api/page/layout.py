"""Where the entities of a neighbourhood stand in its drawing. Pure geometry: the same request, the same places.

Every actor that is opened brings its neighbours; those placed before keep their places, so that a drawing that grows
does not jump. Names stand below their nodes and never on each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin, sqrt, tau
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

_ABOVE, _BELOW, _LINE = 20.0, 16.0, 15.0  # from a node's centre to the top of its box, to its name; height of a line
_GAP_X, _GAP_Y = 14.0, 18.0
_AROUND = 90.0  # what stays free on each side of an opened actor, where its lines meet
_FILLED = 0.3  # how much of the sheet boxes may cover: the rest is for what is drawn between them
_SPRING_ROUNDS, _PARTING_ROUNDS = 80, 300
_FREE = 0.5  # overlaps smaller than this do not show

Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a node takes with its name: the node's centre is `_ABOVE` below the top, in the middle."""

    width: float
    lines: int

    @property
    def height(self) -> float:
        """From above the node to below its name."""
        return _ABOVE + _BELOW + _LINE * self.lines


def placed(
    opened: Sequence[tuple[str, Sequence[str]]], ties: Sequence[tuple[str, str]], boxes: dict[str, Box], width: float
) -> dict[str, tuple[int, int]]:
    """Return the place of every node's centre.

    Parameters
    ----------
    opened : sequence of (str, sequence of str)
        Each actor that is opened, with its neighbours, in the order of opening.
    ties : sequence of (str, str)
        Pairs that something is said of.
    boxes : dict of str to Box
    width : float
        Of the sheet for the first actor and its neighbours; it is as high as it must be.
    """
    places: dict[str, tuple[float, float]] = {}
    for actor, neighbours in opened:
        new = [id for id in (actor, *neighbours) if id not in places]
        if not new:
            continue
        first = not places
        high = max(360.0, sum(boxes[id].width * boxes[id].height for id in new) / (_FILLED * width))
        middle = places.get(actor, (0.0, 0.0))
        places |= _around(actor, new, middle, places, ties, (width, high))
        if first:
            _stretch(places, actor, boxes, width, high)
        places = _parted(places, {*places} - {*new} | {actor}, {actor}, boxes, width if first else None)
    return {id: (round(x), round(y)) for id, (x, y) in places.items()}


def _around(
    actor: str,
    new: Sequence[str],
    middle: tuple[float, float],
    places: dict[str, tuple[float, float]],
    ties: Sequence[tuple[str, str]],
    sheet: tuple[float, float],
) -> dict[str, tuple[float, float]]:
    """Return places for new nodes around an actor, near those they are tied to."""
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_nodes_from([*places, *new])
    graph.add_edges_from(pair for pair in ties if pair[0] in graph and pair[1] in graph)
    room = sqrt(sheet[0] * sheet[1])
    others = [id for id in new if id != actor]
    start = {
        id: (
            middle[0] + room / 3 * cos(tau * n / len(others) - pi / 2),
            middle[1] + room / 3 * sin(tau * n / len(others) - pi / 2),
        )
        for n, id in enumerate(others)
    }
    start |= {actor: middle} | places
    # The seed is of no use where every place is given, but networkx would read the clock without one.
    moved = nx.spring_layout(
        graph,
        k=room / sqrt(len(graph) + 1),
        pos=start,
        fixed=[*places, actor] if actor not in places else [*places],
        iterations=_SPRING_ROUNDS,
        seed=1,
        scale=None,
    )
    return {id: (float(moved[id][0]), float(moved[id][1])) for id in new}


def _stretch(
    places: dict[str, tuple[float, float]], actor: str, boxes: dict[str, Box], width: float, high: float
) -> None:
    """Spread the places over a sheet, in ranks, so that no part of it stays empty; the actor in its middle."""
    for axis, size in ((0, width), (1, high)):
        order = sorted((point[axis], id) for id, point in places.items())
        room = size - (max(boxes[id].width for id in places) if axis == 0 else 0)
        even = {id: (rank / max(1, len(order) - 1) - 0.5) * room for rank, (_, id) in enumerate(order)}
        low, top = order[0][0], order[-1][0]
        for id, point in list(places.items()):
            scaled = ((point[axis] - low) / ((top - low) or 1) - 0.5) * room
            mixed = (scaled + even[id]) / 2
            places[id] = (mixed, point[1]) if axis == 0 else (point[0], mixed)
    places[actor] = (0.0, 0.0)


def _parted(
    places: dict[str, tuple[float, float]],
    fixed: set[str],
    opened: set[str],
    boxes: dict[str, Box],
    width: float | None,
) -> dict[str, tuple[float, float]]:
    """Push boxes apart until none lies on another; within the width, if one is given."""
    ids = list(places)
    if len(ids) == 1:
        return places
    around = [_AROUND if id in opened else 0.0 for id in ids]
    sizes = np.array(
        [
            (boxes[id].width + _GAP_X + room, boxes[id].height + _GAP_Y + room)
            for id, room in zip(ids, around, strict=True)
        ]
    )
    shift = np.array([(0.0, boxes[id].height / 2 - _ABOVE) for id in ids])
    middles = np.array([places[id] for id in ids]) + shift
    free = np.array([0.0 if id in fixed else 1.0 for id in ids])
    share = free[:, None] / np.maximum(free[:, None] + free[None, :], 1.0)
    need = (sizes[:, None, :] + sizes[None, :, :]) / 2
    for _ in range(_PARTING_ROUNDS):
        if not _push(middles, need, share):
            break
        if width is not None:
            edge = np.maximum(0.0, (width - sizes[:, 0]) / 2)
            middles[:, 0] = np.clip(middles[:, 0], -edge, edge)
    found = middles - shift
    return {id: (float(x), float(y)) for id, (x, y) in zip(ids, found, strict=True)}


def _push(middles: Points, need: Points, share: Points) -> bool:
    """Move every box a little off those it lies on, the shorter way; return whether any was moved."""
    apart = middles[:, None, :] - middles[None, :, :]
    lack = need - np.abs(apart)
    np.einsum("iik->ik", lack)[:] = 0.0
    on = (lack > _FREE).all(axis=2)
    if not on.any():
        return False
    axis = (lack[:, :, 1] <= lack[:, :, 0]).astype(int)
    count = len(middles)
    order = np.sign(np.arange(count)[:, None] - np.arange(count)[None, :])
    for k in (0, 1):
        way = np.sign(apart[:, :, k])
        way = np.where(way == 0, order, way)
        step = np.where(on & (axis == k), lack[:, :, k] * way * share * 0.55, 0.0)
        middles[:, k] += step.sum(axis=1)
    return True
