"""What an account of influence rests on: whom, and which articles, it cannot do without.

Two actors are parted where the search finds no path any more. The smallest set that parts them is found from below:
take a path that is left, remember what it consists of, and find the smallest set that has a member of everything
remembered; once that leaves no path, nothing smaller can part them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from graph.influence.hitting import smallest_hitting_set
from graph.influence.paths import EVERYTHING, Path, Search, best_paths, best_ways, ties_between
from graph.influence.snapshot import Snapshot
from graph.influence.timing import timed_paths

_MOST = 150  # paths that a smallest set is found for; where more are needed, some set
_TRIED = 300  # paths looked at for one that time allows


@dataclass(frozen=True, slots=True)
class Loss:
    """What remains without one actor or article.

    Attributes
    ----------
    id : str
    remaining : float
        Strength of the best path without it; 0 where there is none.
    """

    id: str
    remaining: float


@dataclass(frozen=True, slots=True)
class Cut:
    """A set whose removal leaves no path.

    Attributes
    ----------
    members : tuple of Loss
        Each with what remains without it alone; the gravest first.
    exact : bool
        Whether no smaller set does it; else one may.
    """

    members: tuple[Loss, ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class Fragility:
    """What would break the account that some paths give.

    Attributes
    ----------
    strength : float
        Of the best path as things are.
    weakest : tuple of int
        Of each path the hop with the fewest independent origins.
    actors : Cut or None
        The smallest set of actors between; None where there is no path, or none could part them: a hop leads straight.
    articles : Cut or None
        The smallest set of articles; None where there is no path, or one rests on no article known here.
    without_actor, without_article : tuple of Loss
        What remains without each actor inside the paths, and without each article that they rest on; the gravest first.
        A relation that other articles state too keeps its confidence, so this is the most that can remain.
    """

    strength: float
    weakest: tuple[int, ...]
    actors: Cut | None
    articles: Cut | None
    without_actor: tuple[Loss, ...]
    without_article: tuple[Loss, ...]


def fragility(
    snapshot: Snapshot,
    source: str,
    target: str,
    paths: Iterable[Path],
    search: Search = EVERYTHING,
    without: frozenset[int] = frozenset(),
    timed: bool = False,
) -> Fragility:
    """Return what would break the account that these paths, found by this search, give.

    Parameters
    ----------
    timed : bool
        Whether only paths that time allows count. An article that goes takes no dates with it from relations that stay.
    """
    ask = _Question(snapshot, source, target, search, without, timed)
    given = tuple(paths)
    inner = {id for path in given for id in path.nodes[1:-1]}
    ties = {tie.index for path in given for hop in path.hops for tie in hop.ties}
    articles = {id for index in ties for id in snapshot.articles(index)}
    return Fragility(
        strength=ask.strength(),
        weakest=tuple(path.weakest for path in given),
        actors=smallest_actors(snapshot, source, target, search, without, timed=timed),
        articles=smallest_articles(snapshot, source, target, search, without, timed=timed),
        without_actor=_losses(inner, lambda id: ask.strength(actors=frozenset({id}))),
        without_article=_losses(articles, lambda id: ask.strength(articles=frozenset({snapshot.article[id]}))),
    )


def smallest_actors(
    snapshot: Snapshot,
    source: str,
    target: str,
    search: Search = EVERYTHING,
    without: frozenset[int] = frozenset(),
    most: int = _MOST,
    timed: bool = False,
) -> Cut | None:
    """Return the smallest set of actors between two without which the search finds no path."""
    ask = _Question(snapshot, source, target, search, without, timed)
    nodes = ask.nodes()
    if not nodes or ties_between(snapshot, nodes[0], nodes[-1], search, without):
        return None

    def unhit(chosen: frozenset[int]) -> frozenset[int] | None:
        ids = frozenset(snapshot.ids[i] for i in chosen)
        return frozenset(ask.nodes(actors=ids)[1:-1]) or None

    members, exact = smallest_hitting_set(unhit, most)
    ids = {snapshot.ids[i] for i in members}
    losses = _losses(ids, lambda id: ask.strength(actors=frozenset({id})))
    return Cut(losses, exact and not ask.gave_up)


def smallest_articles(
    snapshot: Snapshot,
    source: str,
    target: str,
    search: Search = EVERYTHING,
    without: frozenset[int] = frozenset(),
    most: int = _MOST,
    timed: bool = False,
) -> Cut | None:
    """Return the smallest set of articles without which the search finds no path.

    A relation goes with its last article. Where the search asks for several origins it may go before, so that the
    set is then not called exact.
    """
    ask = _Question(snapshot, source, target, search, without, timed)
    if not ask.nodes() or ask.stands_on_nothing():
        return None

    def unhit(chosen: frozenset[int]) -> frozenset[int] | None:
        found = ask.path(articles=chosen)
        return _witness(snapshot, found, chosen, timed) if found else None

    members, exact = smallest_hitting_set(unhit, most)
    ids = {snapshot.claims.articles[i] for i in members}
    losses = _losses(ids, lambda id: ask.strength(articles=frozenset({snapshot.article[id]})))
    return Cut(losses, exact and search.min_origins == 1 and not ask.gave_up)


def _witness(snapshot: Snapshot, path: Path, gone: frozenset[int], timed: bool) -> frozenset[int]:
    """Return articles that let a path stand: for each hop one that states a relation of it, as few as come easily.

    In time only the relation that was chosen is sure to let the path stand.
    """
    chosen: set[int] = set()
    stated = ([snapshot.stating(tie.index) for tie in (hop.ties[:1] if timed else hop.ties)] for hop in path.hops)
    hops = [frozenset().union(*ties) - gone for ties in stated if all(ties)]
    for stating in sorted(hops, key=lambda one: (len(one), sorted(one))):
        if not stating & chosen:
            chosen.add(max(stating, key=lambda one: (sum(one in other for other in hops), -one)))
    return frozenset(chosen)


def _losses(ids: Iterable[str], remaining: Callable[[str], float]) -> tuple[Loss, ...]:
    losses = [Loss(id, remaining(id)) for id in ids]
    return tuple(sorted(losses, key=lambda loss: (loss.remaining, loss.id)))


@dataclass(slots=True)
class _Question:
    """The same search, asked again without some actors or articles.

    Attributes
    ----------
    gave_up : bool
        Whether paths were left unlooked at once, because time forbade so many.
    """

    snapshot: Snapshot
    source: str
    target: str
    search: Search
    without: frozenset[int]
    timed: bool
    gave_up: bool = field(default=False, init=False)

    def stands_on_nothing(self) -> bool:
        """Whether a path is left without any article: its relations came without claims."""
        stated = np.diff(self.snapshot.claims.start) > 0
        if stated.all():
            return False
        gone = self.without | frozenset(np.flatnonzero(stated).tolist())
        return bool(best_ways(self.snapshot, self.source, self.target, 1, self.search, gone))

    def nodes(self, actors: frozenset[str] = frozenset()) -> tuple[int, ...]:
        """Return the nodes of the best path, by number; none where there is no path."""
        if self.timed:
            found = self.path(actors)
            return tuple(self.snapshot.number[id] for id in found.nodes) if found else ()
        search = replace(self.search, excluded=self.search.excluded | actors)
        ways = best_ways(self.snapshot, self.source, self.target, 1, search, self.without)
        return ways[0].nodes if ways else ()

    def path(self, actors: frozenset[str] = frozenset(), articles: frozenset[int] = frozenset()) -> Path | None:
        """Return the best path."""
        search = replace(self.search, excluded=self.search.excluded | actors)
        gone = self.without | self.snapshot.resting_on(articles)
        if self.timed:
            found = timed_paths(self.snapshot, self.source, self.target, 1, search, gone, _TRIED)
            self.gave_up |= not found.exact
            return found.paths[0].path if found.paths else None
        paths = best_paths(self.snapshot, self.source, self.target, 1, search, gone)
        return paths[0] if paths else None

    def strength(self, actors: frozenset[str] = frozenset(), articles: frozenset[int] = frozenset()) -> float:
        """Return the strength of the best path; 0 where there is none."""
        found = self.path(actors, articles)
        return found.strength if found else 0.0
