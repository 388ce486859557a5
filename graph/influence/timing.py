"""Paths that time allows: a hop cannot pass on what happened after it did.

Every hop has moments: for each dated claim the days that its date may mean, and for a state that lasts (a post, a part,
an owner) all days from the first. Influence that has come so far by some day goes on over a moment that does not end
before. A hop whose claims have no dates may have happened at any time: it is allowed, and marked.
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

from graph.influence import dates
from graph.influence.arrays import FAR, HOP_BITS
from graph.influence.paths import EVERYTHING, Hop, Path, Search, path, ranked
from graph.influence.snapshot import Snapshot, Tie

# What holds from the day on which it began; everything else happens on its day, and is over.
LASTING = frozenset(
    {
        "HOLDS_POSITION", "MEMBER_OF", "FOUNDED", "REPRESENTS", "PART_OF", "OWNS", "INVESTS_IN", "MAKES", "VARIANT_OF",
        "USES", "SUPPLIES", "PARTNERS_WITH", "COMPETES_WITH", "CONCERNS",
    }
)  # fmt: skip
# A measure in force goes on restricting.
LASTING_OF_A_MEASURE = frozenset({"RESTRICTS", "TARIFFS", "EASES"})
_TRIED = 3000  # paths looked at, at most


@dataclass(frozen=True, slots=True)
class Passage:
    """How a hop passes influence on.

    Attributes
    ----------
    tie : Tie
        The relation it passes over: the best that makes the path possible.
    date : str or None
        The claim date that does; None where no claim of the relation is dated.
    lasting : bool
        Whether it is a state that has held since that date.
    """

    hop: Hop
    tie: Tie
    date: str | None
    lasting: bool

    @property
    def undated(self) -> bool:
        """Whether nothing tells when it happened."""
        return self.date is None


@dataclass(frozen=True, slots=True)
class TimedPath:
    """A path with a date for every hop that has one, in an order that time allows."""

    passages: tuple[Passage, ...]

    @property
    def nodes(self) -> tuple[str, ...]:
        """The ids along the path."""
        return self.path.nodes

    @property
    def path(self) -> Path:
        """The same as a path: of every hop the relation that time allows stands first."""
        hops = []
        for one in self.passages:
            others = tuple(tie for tie in one.hop.ties if tie != one.tie)
            hops.append(Hop(one.hop.source, one.hop.target, (one.tie, *others)))
        return Path(tuple(hops))

    @property
    def strength(self) -> float:
        """Product of the strengths of the relations it passes over."""
        return self.path.strength


@dataclass(frozen=True, slots=True)
class ForbiddenPath:
    """A path that would be strong, but for time; the strongest of those that begin alike up to the hop that fails.

    Attributes
    ----------
    hop : int
        Index of the hop that is too early.
    date : str
        The latest day on which it can have happened.
    after : int
        Index of the earlier hop that came later.
    after_date : str
        The earliest day on which that can have happened, given what came before it.
    reason : str
        The same in words.
    """

    path: Path
    hop: int
    date: str
    after: int
    after_date: str
    reason: str


@dataclass(frozen=True, slots=True)
class TimedPaths:
    """What time allows, and what it forbids.

    Attributes
    ----------
    exact : bool
        Whether these are the strongest; else only so many paths were looked at, and stronger ones cannot be ruled out.
    tried : int
        How many paths were looked at.
    """

    paths: tuple[TimedPath, ...]
    forbidden: tuple[ForbiddenPath, ...]
    exact: bool
    tried: int


@dataclass(frozen=True, slots=True)
class _Moment:
    """From the first day that it may have been to the last; `date` is the claim's own."""

    first: int
    last: int
    date: int


@dataclass(frozen=True, slots=True)
class _State:
    """Influence that has come so far: at what cost, by what day, set by which hop, and over which relations."""

    key: int
    day: int
    setter: int
    taken: tuple[tuple[Tie, _Moment], ...]


def timed_paths(
    snapshot: Snapshot,
    source: str,
    target: str,
    k: int = 5,
    search: Search = EVERYTHING,
    without: frozenset[int] = frozenset(),
    tried: int = _TRIED,
) -> TimedPaths:
    """Return the `k` strongest paths that time allows, and up to `k` stronger ones that it forbids.

    Paths are looked at in the order of their strength. Where one fails at a hop, all that begin alike fail there too,
    and are passed over.
    """
    found: list[TimedPath] = []
    forbidden: list[ForbiddenPath] = []
    allowed: list[tuple[int, tuple[int, ...], TimedPath]] = []
    looked = 0
    with ranked(snapshot, source, target, search, without) as ranking:
        while ranking and len(found) < k:
            if allowed and allowed[0][0] < ranking.peek():
                found.append(heapq.heappop(allowed)[2])
                continue
            if looked == tried or (way := ranking.pop()) is None:
                break
            looked += 1
            plain = path(snapshot, way.nodes, search, without)
            timed = in_time(snapshot, plain)
            if isinstance(timed, ForbiddenPath):
                if len(forbidden) < k:
                    forbidden.append(timed)
                ranking.split(way, timed.hop + 1)
            else:
                key = sum((one.tie.cost << HOP_BITS) + 1 for one in timed.passages)
                heapq.heappush(allowed, (key, way.nodes, timed))
                ranking.split(way)
        rest = ranking.peek() if ranking else FAR
    exact = len(found) == k or rest == FAR
    while allowed and len(found) < k:
        found.append(heapq.heappop(allowed)[2])
    return TimedPaths(tuple(found), tuple(forbidden), exact, looked)


def in_time(snapshot: Snapshot, plain: Path) -> TimedPath | ForbiddenPath:
    """Return the path with the best relations that time allows, or where it fails."""
    states = [_State(0, dates.NO_DATE, -1, ())]
    for i, hop in enumerate(plain.hops):
        options = [(tie, _moments(snapshot, tie)) for tie in hop.ties]
        following = [
            _State(
                state.key + (tie.cost << HOP_BITS) + 1,
                max(state.day, moment.first),
                i if moment.first > state.day else state.setter,
                (*state.taken, (tie, moment)),
            )
            for state in states
            for tie, ones in options
            if (moment := _first(ones, state.day))
        ]
        if not following:
            return _forbidden(snapshot, plain, i, min(states, key=lambda state: (state.day, state.key)), options)
        states = list(_undominated(following))
    best = states[0]
    passages = []
    for hop, (tie, moment) in zip(plain.hops, best.taken, strict=True):
        lasting = moment.last == dates.ALWAYS and moment.date != dates.NO_DATE
        passages.append(Passage(hop, tie, dates.text(moment.date), lasting))
    return TimedPath(tuple(passages))


def _moments(snapshot: Snapshot, tie: Tie) -> list[_Moment]:
    """Return when influence may have passed over a tie, the earliest first."""
    claims, rows = snapshot.claims, snapshot.relations
    first, last = int(claims.start[tie.index]), int(claims.start[tie.index + 1])
    dated = [(int(claims.date[i]), bool(claims.former[i])) for i in range(first, last) if claims.date[i]]
    if not dated:  # a snapshot may have been made without claims
        former = "former" in tie.relation.properties
        ends = {int(rows.first_date[tie.index]), int(rows.last_date[tie.index])} - {dates.NO_DATE}
        dated = [(date, former) for date in sorted(ends)]
    if not dated:
        return [_Moment(dates.NO_DATE, dates.ALWAYS, dates.NO_DATE)]
    of_measure = snapshot.label(tie.relation.subject) == "Measure" and tie.relation.type in LASTING_OF_A_MEASURE
    lasts = tie.relation.type in LASTING or of_measure
    found = {
        _Moment(date, dates.ALWAYS if lasts and not former else dates.latest(date), date) for date, former in dated
    }
    return sorted(found, key=lambda moment: (moment.first, moment.last))


def _first(ones: list[_Moment], day: int) -> _Moment | None:
    """Return the moment over which influence that has come by a day goes on soonest."""
    fitting = [moment for moment in ones if moment.last >= day]
    return min(fitting, key=lambda moment: (max(day, moment.first), -moment.first), default=None)


def _undominated(states: list[_State]) -> Iterator[_State]:
    """Yield the states that no other is both cheaper and earlier than, the cheapest first."""
    earliest = dates.ALWAYS + 1
    for state in sorted(states, key=lambda state: (state.key, state.day, [tie.relation.id for tie, _ in state.taken])):
        if state.day < earliest:
            earliest = state.day
            yield state


def _forbidden(
    snapshot: Snapshot, plain: Path, hop: int, state: _State, options: list[tuple[Tie, list[_Moment]]]
) -> ForbiddenPath:
    latest = max(moment.last for _, ones in options for moment in ones)
    date = next(dates.text(moment.date) for _, ones in options for moment in ones if moment.last == latest)
    day, after = dates.text(state.day), plain.hops[state.setter]
    assert date
    assert day
    here = plain.hops[hop]
    late, early = (f"{snapshot.name(one.source)} → {snapshot.name(one.target)}" for one in (after, here))
    reason = f"{early} is dated {date} at the latest, before {late} ({day}): it cannot have passed that on"
    return ForbiddenPath(plain, hop, date, state.setter, day, reason)
