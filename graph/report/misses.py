"""Where there is no path: what comes nearest to one, and why it is none."""

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from graph.influence.arrays import FAR
from graph.influence.costs import UNITS
from graph.influence.evidence import supporting
from graph.influence.paths import Hop, allowed_edges, ties_between
from graph.influence.snapshot import Snapshot, Tie
from graph.report import model, parts, wording
from graph.report.loosening import looser_questions, told
from graph.report.question import Question
from graph.schema import RELATION_TYPES, Flow
from graph.store import Store

_NEAR = 5  # of each kind that are shown


def no_path(store: Store, graph: Snapshot, question: Question) -> tuple[model.NoPath, parts.Actors]:
    """Return what comes nearest to a path where there is none, and whom that names."""
    start, end = graph.number[question.source], graph.number[question.target]
    tails, heads, edges = allowed_edges(graph, question.search, frozenset({start, end}))
    costs = graph.onward.cost[edges].astype(np.int64)
    hops = question.search.max_hops
    onward = _reach(tails, heads, costs, start, len(graph), hops)
    back = _reach(heads, tails, costs, end, len(graph), hops)
    gaps = _gaps(graph, onward, back)
    ties = {side: _ties(graph, question, side) for side in (True, False)}
    relations = [tie.relation for tie, _, _ in gaps] + [
        tie.relation for side in ties.values() for hop in side for tie in hop.ties
    ]
    claims = supporting(store, relations, question.cutoff)
    found = list(looser_questions(store, question))
    furthest = {True: onward.furthest(start), False: back.furthest(end)}
    named = {question.source, question.target, *question.search.excluded}
    named |= {graph.ids[i] for far in furthest.values() for i in far}
    named |= {id for tie, _, _ in gaps for id in (tie.relation.subject, tie.relation.object)}
    named |= {id for side in ties.values() for hop in side for id in (hop.source, hop.target)}
    named |= {id for _, path in found for id in path.nodes}
    actors = parts.actors_of(store, named)
    shown = {
        side: tuple(
            parts.hop(actors, replace(hop, ties=known), claims)
            for hop in found_ties
            if (known := tuple(tie for tie in hop.ties if tie.relation.id in claims))
        )
        for side, found_ties in ties.items()
    }
    none = model.NoPath(
        looser=tuple(told(actors, question, changed, path) for changed, path in found),
        gaps=tuple(
            model.Gap(
                reached=onward.told(graph, actors, x),
                leading=back.told(graph, actors, y),
                tie=parts.tie(tie, claims[tie.relation.id]),
                cause=cause,
                reason=reason,
            )
            for tie, x, y in gaps
            if tie.relation.id in claims
            for cause, reason in [_reason(actors, question, tie, graph.ids[x], int(onward.hops[x] + back.hops[y]))]
        ),
        reached=onward.count,
        furthest_reached=tuple(onward.told(graph, actors, i) for i in furthest[True]),
        leading=back.count,
        furthest_leading=tuple(back.told(graph, actors, i) for i in furthest[False]),
        ties_from_source=shown[True],
        ties_to_target=shown[False],
    )
    return none, actors


@dataclass(frozen=True, slots=True, eq=False)
class _Reached:
    """The nodes that are reached from an end: at what cost, in how many hops."""

    cost: NDArray[np.int64]
    hops: NDArray[np.int64]

    @property
    def count(self) -> int:
        """How many nodes besides the end itself."""
        return int((self.cost < FAR).sum()) - 1

    def furthest(self, end: int) -> list[int]:
        """Return the nodes that are most hops away; of those the most strongly tied."""
        nodes = np.flatnonzero(self.cost < FAR)
        nodes = nodes[nodes != end]
        return [int(i) for i in nodes[np.lexsort((nodes, self.cost[nodes], -self.hops[nodes]))][:_NEAR]]

    def told(self, graph: Snapshot, actors: parts.Actors, node: int) -> model.Reach:
        """Return a node as a report tells it."""
        strength = round(math.exp(-int(self.cost[node]) / UNITS), 6)
        return model.Reach(actor=actors[graph.ids[node]], hops=int(self.hops[node]), strength=strength)


def _reach(
    tails: NDArray[np.int64], heads: NDArray[np.int64], costs: NDArray[np.int64], start: int, size: int, most: int
) -> _Reached:
    cost, hops = np.full(size, FAR), np.zeros(size, np.int64)
    cost[start] = 0
    for hop in range(1, most + 1):
        before = cost.copy()
        live = before[tails] < FAR
        np.minimum.at(cost, heads[live], before[tails[live]] + costs[live])
        better = cost < before
        if not better.any():
            break
        hops[better] = hop
    return _Reached(cost, hops)


def _gaps(graph: Snapshot, onward: _Reached, back: _Reached) -> list[tuple[Tie, int, int]]:
    """Return the relations between the two sides that come nearest, each with its end on either side."""
    subject, object = graph.relations.subject, graph.relations.object
    forth, turned = onward.cost[subject] + back.cost[object], onward.cost[object] + back.cost[subject]
    total = np.minimum(forth, turned)
    joining = np.flatnonzero((total < FAR) & (subject != object))
    found = []
    for index in joining[np.lexsort((joining, total[joining]))][:_NEAR].tolist():
        relation = graph.relation(index)
        ends = (int(subject[index]), int(object[index]))
        x, y = ends if forth[index] <= turned[index] else ends[::-1]
        kind = RELATION_TYPES[relation.type]
        backwards = kind.flow is Flow.AGAINST or (kind.flow is Flow.BOTH and x == ends[1])
        found.append((Tie(index, relation, backwards, kind.weight * relation.confidence, 0), x, y))
    return found


def _reason(actors: parts.Actors, question: Question, tie: Tie, reached: str, hops: int) -> tuple[model.Cause, str]:
    """Return why influence that has come to one end does not go on over a tie, also in words."""
    flow, search = RELATION_TYPES[tie.relation.type].flow, question.search
    if flow is Flow.NONE:
        return "no_influence", "influence does not run along such a relation"
    begins, ends = tie.relation.subject, tie.relation.object
    if flow is Flow.AGAINST:
        begins, ends = ends, begins
    if flow is not Flow.BOTH and begins != reached:
        way = f"from {actors[begins].name} to {actors[ends].name}"
        return "other_way", f"influence runs along it the other way only, {way}"
    if search.types is not None and tie.relation.type not in search.types:
        return "type", "relations of this type were not asked for"
    if tie.relation.origins < search.min_origins:
        origins = wording.count(tie.relation.origins, "independent origin")
        return "min_origins", f"it rests on {origins}, and {wording.number_word(search.min_origins)} were asked for"
    if hops + 1 > search.max_hops:
        return "max_hops", f"the strongest path over it has {wording.count(hops + 1, 'hop')}, too many"
    order = "" if question.any_order else ", or breaks the order of time"
    return "no_order", f"every path over it passes an actor twice{order}"


def _ties(graph: Snapshot, question: Question, leaving: bool) -> list[Hop]:
    """Return the strongest hops that lead from the source, or to the target."""
    here, edges = (
        (graph.number[question.source], graph.onward) if leaving else (graph.number[question.target], graph.back)
    )
    others = {int(there) for there in edges.node[edges.start[here] : edges.start[here + 1]]}
    pairs = [(here, there) if leaving else (there, here) for there in others]
    hops = [
        Hop(graph.ids[a], graph.ids[b], ties) for a, b in pairs if (ties := ties_between(graph, a, b, question.search))
    ]
    return sorted(hops, key=lambda hop: (hop.best.cost, hop.source, hop.target))[:_NEAR]
