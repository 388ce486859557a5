"""The smallest set that has a member of every one of some sets, which are found one after the other."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

Numbers: TypeAlias = frozenset[int]
_STEPS = 20_000  # of all searches for the smallest set


def smallest_hitting_set(unhit: Callable[[Numbers], Numbers | None], most_sets: int) -> tuple[Numbers, bool]:
    """Return a set that leaves nothing unhit, and whether it is certainly a smallest one.

    Parameters
    ----------
    unhit : callable
        Given a set, returns one that has no member in it and must be hit; None where there is none. What it returns is
        never empty.
    most_sets : int
        After so many sets the smallest is no longer looked for: what comes then is added member by member.
    """
    sets: list[Numbers] = []
    best: Numbers = frozenset()
    exact, steps = True, _STEPS
    while missed := unhit(best):
        sets.append(missed)
        if exact and len(sets) <= most_sets:
            best, steps = _smallest(sets, steps)
            exact = steps > 0
        else:
            exact = False
            best |= {max(missed, key=lambda one: (sum(one in other for other in sets), -one))}
    return (best if exact else _thinned(best, unhit)), exact


def _smallest(sets: list[Numbers], steps: int) -> tuple[Numbers, int]:
    """Return a smallest hitting set of known sets, and how many of the steps are left; none: the search was cut off."""
    best = _greedy(sets)

    def search(chosen: Numbers, shut: Numbers) -> None:
        nonlocal best, steps
        steps -= 1
        left = [one - shut for one in sets if not one & chosen]
        if not left:
            best = chosen if len(chosen) < len(best) else best
            return
        if steps <= 0 or len(chosen) + _disjoint(left) > len(best) - 1:
            return
        smallest = min(left, key=lambda one: (len(one), sorted(one)))
        for one in sorted(smallest):
            search(chosen | {one}, shut)
            shut |= {one}  # from here on, without it

    search(frozenset(), frozenset())
    return best, max(steps, 0)


def _disjoint(sets: Iterable[Numbers]) -> int:
    """Return how many of the sets, taken smallest first, have no member in common: so many must be chosen at least."""
    seen: set[int] = set()
    count = 0
    for one in sorted(sets, key=len):
        if not one & seen:
            seen |= one
            count += 1
    return count


def _greedy(sets: list[Numbers]) -> Numbers:
    chosen: set[int] = set()
    left = sets
    while left:
        counts: dict[int, int] = {}
        for one in left:
            for member in one:
                counts[member] = counts.get(member, 0) + 1
        most = max(counts.values())
        chosen.add(min(member for member, count in counts.items() if count == most))
        left = [one for one in sets if not one & chosen]
    return frozenset(chosen)


def _thinned(found: Numbers, unhit: Callable[[Numbers], Numbers | None]) -> Numbers:
    """Return the set without the members that it can do without."""
    for one in sorted(found):
        if unhit(found - {one}) is None:
            found -= {one}
    return found
