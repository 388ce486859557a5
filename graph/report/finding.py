"""Paths with their evidence: in the order of time, unless any order is asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from graph.influence.evidence import Evidence, supporting
from graph.influence.paths import Hop, Path, best_paths
from graph.influence.snapshot import Snapshot, Tie
from graph.influence.timing import Passage, TimedPath, TimedPaths, timed_paths
from graph.report.question import Question
from graph.store import Store

Claims: TypeAlias = Mapping[str, tuple[Evidence, ...]]  # by relation id


@dataclass(frozen=True, slots=True)
class Found:
    """Paths, those that time forbids, and what they rest on.

    Attributes
    ----------
    bare : frozenset of int
        Relations, by index, that count as not there: the store holds no factual claim for them.
    """

    timed: TimedPaths
    claims: Claims
    bare: frozenset[int]

    @property
    def paths(self) -> tuple[Path, ...]:
        """The paths; of every hop the relation that it goes over stands first."""
        return tuple(one.path for one in self.timed.paths)

    @property
    def hops(self) -> set[tuple[str, str]]:
        """The ends of all hops, of forbidden paths too."""
        paths = (*self.paths, *(one.path for one in self.timed.forbidden))
        return {(hop.source, hop.target) for path in paths for hop in path.hops}


def find_paths(store: Store, graph: Snapshot, question: Question) -> Found:
    """Return the strongest paths, and the evidence of every tie on them.

    A tie for which the store holds no factual claim is taken as not there, and the search is made again without it.
    """
    known: dict[str, tuple[Evidence, ...]] = {}
    bare: frozenset[int] = frozenset()
    while True:
        timed = best(graph, question, bare)
        ties = list(_ties((*(one.path for one in timed.paths), *(one.path for one in timed.forbidden))))
        asked = {tie.relation.id: tie.relation for tie in ties if tie.relation.id not in known}
        known |= supporting(store, asked.values(), question.cutoff)
        missing = frozenset(tie.index for tie in ties if tie.relation.id not in known)
        if not missing:
            return Found(timed, {tie.relation.id: known[tie.relation.id] for tie in ties}, bare)
        bare |= missing


def best(graph: Snapshot, question: Question, bare: frozenset[int] = frozenset()) -> TimedPaths:
    """Return the strongest paths, whatever the store says for them."""
    asked = (graph, question.source, question.target, question.k, question.search, bare)
    if not question.any_order:
        return timed_paths(*asked)
    found = best_paths(*asked)
    return TimedPaths(tuple(TimedPath(tuple(map(_untimed, path.hops))) for path in found), (), True, len(found))


def _untimed(hop: Hop) -> Passage:
    return Passage(hop, hop.best, None, False)


def _ties(paths: Iterable[Path]) -> Iterable[Tie]:
    return (tie for path in paths for hop in path.hops for tie in hop.ties)
