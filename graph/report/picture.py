"""Where everything stands in the drawing of the paths: actors from left to right, shared ones once. Pure geometry.

Columns: every actor stands right of all that lead to it (a hop that would close a circle is bent back). Rows: the
strongest path runs straight through the middle; where another leaves what is drawn already, until it comes back, it
takes the nearest row that is free in all columns between, so that it never runs through another path's actor.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise

import networkx as nx

from graph.report import prose, wording
from graph.report.model import Actor, Hop, Path

ROW, _HIGH_ROW = 96.0, 132.0  # the higher where columns are narrow, and words take more lines
RADIUS = 9.0
_MARGIN = 72.0
_WIDTH = 900.0  # what the columns share, as long as none is narrower or wider than these:
_NARROW, _WIDE = 98.0, 220.0
_NAME_SIZE, _VERB_SIZE, _DATE_SIZE = 12.0, 10.5, 9.5
_NAME_LINES = 3
_BEND = 96.0  # how far below both a hop that leads back is drawn to
_WORD_LINE = 11.0
_PLACES = (0.5, 0.56, 0.44, 0.62, 0.38, 0.68, 0.32, 0.74, 0.26, 0.8, 0.2)  # along a hop, for its words
_SHAPES = {
    "Person": "person",
    "Company": "organization",
    "Organization": "organization",
    "GovernmentBody": "state",
    "Country": "state",
    "Product": "good",
    "Material": "good",
}
SHAPE_NAMES = {
    "person": "person",
    "organization": "company or organization",
    "state": "government body or country",
    "good": "product or material",
    "act": "measure, event or place",
}

Point = tuple[float, float]
Columns = dict[str, int]
Rows = dict[str, int]
Courses = dict[tuple[str, str], list[int]]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Node:
    """An actor with its name broken into lines."""

    id: str
    x: float
    y: float
    shape: str
    lines: tuple[str, ...]
    direction: str
    end: bool
    name: str


@dataclass(frozen=True, slots=True)
class Word:
    """A line of what stands at a hop; `up` is how far above the hop."""

    kind: str
    text: str
    up: float
    numbers: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A hop: its curve, and what stands at it."""

    curve: str
    width: float
    best: bool
    words: tuple[Word, ...]
    x: float
    y: float
    title: str


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is drawn, and the size of the sheet."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @property
    def shapes(self) -> tuple[str, ...]:
        """The shapes that occur, in the legend's order."""
        return tuple(shape for shape in SHAPE_NAMES if shape in {node.shape for node in self.nodes})


def draw(paths: Sequence[Path], any_order: bool = False) -> Picture:
    """Return the drawing of at least one path."""
    column = _columns(paths)
    last = max(column.values())
    step = min(_WIDE, max(_NARROW, _WIDTH / last))
    row, courses = _courses(paths, column)
    used = sorted({level for course in courses.values() for level in course})
    top, height = 44.0, ROW if step > 130 else _HIGH_ROW

    def at(col: float, level: int) -> Point:
        return _MARGIN + col * step, top + used.index(level) * height

    actors = {actor.id: actor for path in paths for hop in path.hops for actor in (hop.source, hop.target)}
    ends = {paths[0].hops[0].source.id, paths[0].hops[-1].target.id}
    nodes = tuple(
        _node(actor, at(column[id], row[id]), min(step, 160.0) - 8, id in ends) for id, actor in sorted(actors.items())
    )
    taken = [_name_box(node) for node in nodes] + [
        (node.x - RADIUS, node.y - RADIUS, node.x + RADIUS, node.y + RADIUS) for node in nodes
    ]
    edges = []
    for hop, _, ranks in _hops(paths):
        a, b = hop.source.id, hop.target.id
        inner = courses[a, b][1:-1]
        points = [at(column[a], row[a]), *map(at, count(column[a] + 1), inner), at(column[b], row[b])]
        words = _words_of(hop, _numbers(ranks) if len(paths) > 1 else "", step - 2 * RADIUS - 8, any_order)
        edges.append(_edge(hop, ranks, points, words, taken))
    bottom = top + (len(used) - 1) * height + RADIUS + _NAME_LINES * 14 + 16
    if any(column[b] <= column[a] for a, b in courses):
        bottom += _BEND / 4
    return Picture(_MARGIN * 2 + last * step, bottom, nodes, tuple(edges))


def _hops(paths: Sequence[Path]) -> Iterator[tuple[Hop, int, list[int]]]:
    """Yield every hop once, with the rank of the first path that takes it, and those of all."""
    ranks: dict[tuple[str, str], list[int]] = {}
    first: dict[tuple[str, str], Hop] = {}
    for path in paths:
        for hop in path.hops:
            key = (hop.source.id, hop.target.id)
            first.setdefault(key, hop)
            ranks.setdefault(key, []).append(path.rank)
    for key, hop in first.items():
        yield hop, ranks[key][0], ranks[key]


def _columns(paths: Sequence[Path]) -> Columns:
    """Return each actor's column: one more than the greatest of those before it, as far as there is no circle."""
    order: nx.DiGraph[str] = nx.DiGraph()
    for hop, _, _ in _hops(paths):
        a, b = hop.source.id, hop.target.id
        if not (a in order and b in order and nx.has_path(order, b, a)):
            order.add_edge(a, b)
    column: Columns = {}
    for node in nx.topological_sort(order):
        column[node] = max((column[before] + 1 for before in order.predecessors(node)), default=0)
    end = paths[0].hops[-1].target.id
    column[end] = max(place for node, place in column.items() if node != end) + 1
    return column


def _courses(paths: Sequence[Path], column: Columns) -> tuple[Rows, Courses]:
    """Return each actor's row, and the rows through which each hop runs, from column to column."""
    start, end = paths[0].actors[0].id, paths[0].actors[-1].id
    row: Rows = {start: 0, end: 0}
    courses: Courses = {}
    taken: set[tuple[int, int]] = set()
    for path in paths:
        ids = [actor.id for actor in path.actors]
        while len(ids) > 1:
            # As far as the next actor that has its place.
            back = next(i for i, id in enumerate(ids) if i and id in row)
            stretch, ids = ids[: back + 1], ids[back:]
            if back == 1 and (stretch[0], stretch[1]) in courses:
                continue
            ends = row[stretch[0]], row[stretch[-1]]
            places = [column[id] for id in stretch]
            between = set(range(places[0] + 1, places[-1])) | set(places[1:-1])
            level = _free(ends, between, taken)
            taken |= {(place, level) for place in between}
            row |= dict.fromkeys(stretch[1:-1], level)
            for a, b in pairwise(stretch):
                courses[a, b] = [row[a], *(level for _ in range(column[a] + 1, column[b])), row[b]]
    return row, courses


def _free(ends: tuple[int, int], columns: set[int], taken: set[tuple[int, int]]) -> int:
    """Return the row nearest to both ends that nothing stands in or runs through in some columns.

    Better a row further out than to the other side of the strongest path.
    """
    most = max((abs(level) for _, level in taken), default=0) + 1
    free = (level for level in range(-most, most + 1) if not any((place, level) in taken for place in columns))
    return min(free, key=lambda level: (sum(abs(level - end) + (level * end < 0) for end in ends), abs(level), level))


def _node(actor: Actor, at: Point, room: float, end: bool) -> Node:
    direction = "rtl" if _is_right_to_left(actor.name) else "ltr"
    lines = wrapped(actor.name, room, _NAME_SIZE, _NAME_LINES)
    return Node(actor.id, *at, _SHAPES.get(actor.label, "act"), lines, direction, end, actor.name)


def _edge(hop: Hop, ranks: list[int], points: list[Point], words: tuple[Word, ...], taken: list[Box]) -> Edge:
    parts = list(pairwise(points))
    curves = [_curve(a, b, first=a == points[0], last=b == points[-1]) for a, b in parts]
    curve = f"M{_n(curves[0][0][0])} {_n(curves[0][0][1])}" + "".join(
        f" C{_n(c)} {_n(d)} {_n(e)} {_n(f)} {_n(x)} {_n(y)}" for _, (c, d), (e, f), (x, y) in curves
    )
    wide = max(text_width(word.text, _VERB_SIZE) for word in words)
    high = _WORD_LINE * len(words) + 2
    flat = sorted(curves, key=lambda curve: abs(curve[0][1] - curve[3][1]))
    places = [place for curve in flat for t in _PLACES for place in _beside(_on(curve, t), wide, high)]
    boxes = [(x - wide / 2, y - high - 3, x + wide / 2, y - 3) for x, y in places]
    # The first place that is free; if none is, the one that hides least.
    best = min(range(len(boxes)), key=lambda i: (sum(_shared(boxes[i], other) for other in taken), i))
    taken.append(boxes[best])
    return Edge(
        curve=curve,
        width=round(1 + 5 * hop.strength, 2),
        best=ranks[0] == 1,
        words=words,
        x=round(places[best][0], 1),
        y=round(places[best][1], 1),
        title=f"{hop.source.name} → {hop.target.name}: {hop.type}, strength {wording.strength(hop.strength)}, "
        f"{wording.count(hop.origins, 'independent origin')}",
    )


def _words_of(hop: Hop, numbers: str, room: float, any_order: bool) -> tuple[Word, ...]:
    """Return what stands at a hop, from above: paths, verb, strength, date; on as few lines as there is room for."""
    verb = wording.short_verb(hop) + (f" +{len(hop.others)}" if hop.others else "")
    if text_width(f"{numbers} {verb}", _VERB_SIZE) <= room:
        lines = [("verb", verb, numbers)]
    else:
        lines = [("paths", numbers, ""), ("verb", verb, "")]
    strength, date = wording.strength(hop.strength), prose.dated(hop, any_order)
    if text_width(f"{strength} · {date}", _DATE_SIZE) <= room:
        lines.append(("date", f"{strength} · {date}", ""))
    else:
        lines += [("date", strength, ""), ("date", date, "")]
    return tuple(
        Word(kind, text, 6 + _WORD_LINE * (len(lines) - 1 - i), numbers)
        for i, (kind, text, numbers) in enumerate(lines)
        if text
    )


def _curve(a: Point, b: Point, first: bool, last: bool) -> tuple[Point, Point, Point, Point]:
    """Return the cubic between two places; it leaves room for the nodes and for the arrow's head."""
    if b[0] <= a[0]:  # bent back, below both
        low = max(a[1], b[1]) + _BEND
        return (a[0], a[1] + RADIUS), (a[0], low), (b[0], low), (b[0], b[1] + RADIUS + 4)
    start = a[0] + (RADIUS + 2 if first else 0)
    end = b[0] - (RADIUS + 5 if last else 0)
    middle = (start + end) / 2
    return (start, a[1]), (middle, a[1]), (middle, b[1]), (end, b[1])


def _on(curve: tuple[Point, Point, Point, Point], t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    return (
        sum(w * point[0] for w, point in zip(weights, curve, strict=True)),
        sum(w * point[1] for w, point in zip(weights, curve, strict=True)),
    )


def _beside(point: Point, wide: float, high: float) -> tuple[Point, Point, Point]:
    """Return where words may stand at a point of a hop: above it, right of it, left of it."""
    x, y = point
    aside = wide / 2 + 7
    return (x, y), (x + aside, y + high / 2 + 3), (x - aside, y + high / 2 + 3)


def _name_box(node: Node) -> Box:
    half = max(text_width(line, _NAME_SIZE) for line in node.lines) / 2
    return node.x - half, node.y + RADIUS, node.x + half, node.y + RADIUS + 6 + 14 * len(node.lines)


def _shared(a: Box, b: Box) -> float:
    wide, high = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    return wide * high if wide > 0 and high > 0 else 0.0


def _numbers(ranks: Sequence[int]) -> str:
    """Return ranks as circled digits, three and more in a row as a range."""
    runs: list[list[int]] = []
    for rank in ranks:
        if runs and rank == runs[-1][-1] + 1:
            runs[-1].append(rank)
        else:
            runs.append([rank])
    return "".join(
        f"{circled(run[0])}–{circled(run[-1])}" if len(run) > 2 else "".join(map(circled, run)) for run in runs
    )


def circled(rank: int) -> str:
    """Return ①, ②, …; above 20 the plain number."""
    return chr(0x245F + rank) if rank <= 20 else f"({rank})"


def wrapped(text: str, room: float, size: float, most: int) -> tuple[str, ...]:
    """Break a name into at most `most` lines of a width; what is too long ends in an ellipsis."""
    lines = [""]
    for word in _words(text):
        if text_width((lines[-1] + word).rstrip(), size) <= room or not lines[-1]:
            lines[-1] += word
        else:
            lines.append(word)
        while text_width(lines[-1].rstrip(), size) > room and len(lines[-1].rstrip()) > 1:
            fits = next(
                n for n in range(len(lines[-1]) - 1, 0, -1) if n == 1 or text_width(lines[-1][:n], size) <= room
            )
            lines[-1:] = [lines[-1][:fits], lines[-1][fits:]]
    lines = [line.strip() for line in lines]
    if len(lines) > most:
        last = lines[most - 1]
        while last and text_width(last + "…", size) > room:
            last = last[:-1].rstrip()
        lines = [*lines[: most - 1], last + "…"]
    return tuple(lines)


def _words(text: str) -> Iterator[str]:
    """Yield pieces between which a line may break, blanks kept: words, and single ideographs."""
    piece = ""
    for char in " ".join(text.split()):
        if piece and (piece.endswith((" ", "-")) or _is_wide(char) or _is_wide(piece[-1])):
            yield piece
            piece = ""
        piece += char
    yield piece


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is in a common sans-serif."""
    return size * sum(1.0 if _is_wide(c) else 0.3 if c in " .,:;il|'-" else 0.72 if c.isupper() else 0.56 for c in text)


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def _is_right_to_left(text: str) -> bool:
    strong = (unicodedata.bidirectional(c) for c in text)
    return next((kind in ("R", "AL") for kind in strong if kind in ("L", "R", "AL")), False)


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
