"""What changed between two dates of knowledge."""

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from urllib.parse import urlencode

from graph.errors import BadInput
from graph.influence import dates
from graph.influence.evidence import supporting
from graph.influence.paths import EVERYTHING, Search
from graph.influence.paths import path as path_over
from graph.influence.reading import current
from graph.influence.snapshot import Cutoff, Snapshot
from graph.influence.timing import ForbiddenPath, Passage, in_time
from graph.records import Relation
from graph.report import changes, model, parts
from graph.report.against import Against
from graph.report.comparison import KINDS, Change, Comparison, HopChange, HopThen, Kind, Side, Standing, Weakest
from graph.report.data import version_of
from graph.report.finding import Claims, Found, find_paths
from graph.report.question import Question, asked
from graph.store import Store

Nodes = tuple[str, ...]


def compare(
    store: Store,
    source: str,
    target: str,
    then: str,
    now: str,
    k: int = 5,
    search: Search = EVERYTHING,
    as_of: str | None = None,
    any_order: bool = False,
) -> Comparison:
    """Return what has changed in how influence is known to have run from `source` to `target`.

    Both sides are read from the graph as it is: an article withdrawn since is on neither.

    Parameters
    ----------
    then, now : str
        What had been published by either date counts: YYYY, YYYY-MM or YYYY-MM-DD.

    Raises
    ------
    NotFound, Ambiguous
        Somebody is no actor of the graph, or may be several; ``errors`` lists candidates.
    BadInput
        The ends are one and the same, or a bound or a date makes no sense.
    """
    early, late = _cutoffs(as_of, then, now)
    question = asked(store, source, target, k, search, late, any_order)
    before, after = _Known(store, replace(question, cutoff=early)), _Known(store, question)
    nodes = list(dict.fromkeys([*after.ranks, *before.ranks]))
    comparing = _Comparing(store, before, after, nodes)
    found = sorted(comparing.changes(), key=lambda one: KINDS.index(one.kind))
    sides = before.side(then, comparing.actors), after.side(now, comparing.actors)
    articles = {claim.article_id for one in found for hop in one.hops for claim in (*hop.new, *hop.against)}
    ends = comparing.actors[question.source], comparing.actors[question.target]
    return Comparison(
        source=ends[0],
        target=ends[1],
        answer=changes.answer(*ends, *sides, found),
        then=sides[0],
        now=sides[1],
        changes=tuple(found),
        articles=parts.sources_of(store, articles),
        request=_request(question, then, now),
    )


def _cutoffs(as_of: str | None, then: str, now: str) -> tuple[Cutoff, Cutoff]:
    for name, date in (("then", then), ("now", now)):
        if not dates.is_date(date):
            raise BadInput(f"{name}: {date!r} is no date (YYYY, YYYY-MM or YYYY-MM-DD)")
    if dates.latest(dates.number(then)) > dates.latest(dates.number(now)):
        raise BadInput(f"then: {then} is later than now: {now}")
    return Cutoff(as_of, then), Cutoff(as_of, now)


def _request(question: Question, then: str, now: str) -> model.Request:
    plain = replace(question, cutoff=replace(question.cutoff, known_at=None))
    words = [*plain.asked("compare"), "--then", then, "--now", now]
    address = f"/v1/compare?{plain.parameters()}&{urlencode({'then': then, 'now': now})}"
    return question.request().model_copy(update={"command": shlex.join(words), "address": address})


class _Known:
    """What is known by one date: its graph, and the paths found in it."""

    def __init__(self, store: Store, question: Question) -> None:
        self.question = question
        self.graph: Snapshot = current(store, question.cutoff)
        self.found: Found = find_paths(store, self.graph, question)
        self.ranks = {one.nodes: rank for rank, one in enumerate(self.found.timed.paths, 1)}

    def state(self, nodes: Nodes) -> "_State":
        """Return what is known of a path."""
        numbers = [self.graph.number[id] for id in nodes]
        plain = path_over(self.graph, numbers, self.question.search, self.found.bare)
        untimed = tuple(Passage(hop, hop.best, None, False) if hop.ties else None for hop in plain.hops)
        if None in untimed:
            return _State(untimed, None)
        if self.question.any_order:
            return _State(untimed, self._standing(nodes, plain.strength))
        timed = in_time(self.graph, plain)
        if isinstance(timed, ForbiddenPath):
            return _State(untimed, None, timed.reason)
        return _State(timed.passages, self._standing(nodes, timed.strength))

    def _standing(self, nodes: Nodes, strength: float) -> Standing:
        return Standing(rank=self.ranks.get(nodes), strength=round(strength, 6))

    def side(self, date: str, actors: parts.Actors) -> Side:
        """Return what is told of this date."""
        best = self.found.paths[0] if self.found.paths else None
        weak = best.hops[best.weakest] if best else None
        return Side(
            known_at=date,
            paths=len(self.found.paths),
            strength=round(best.strength, 6) if best else 0.0,
            weakest=weak
            and Weakest(
                source=actors[weak.source],
                target=actors[weak.target],
                type=weak.best.relation.type,
                origins=weak.best.relation.origins,
            ),
            exact=self.found.timed.exact,
            graph=version_of(self.graph),
        )


@dataclass
class _Comparing:
    store: Store
    before: _Known
    after: _Known
    nodes: Sequence[Nodes]

    @cached_property
    def actors(self) -> parts.Actors:
        """Whoever stands along the paths."""
        question = self.after.question
        return parts.actors_of(
            self.store, {question.source, question.target, *(id for one in self.nodes for id in one)}
        )

    def changes(self) -> Iterator[Change]:
        """Yield every path that either date knows, with what has changed about it."""
        states = [(self.before.state(one), self.after.state(one)) for one in self.nodes]
        relations = {id: one for pair in states for state in pair for id, one in state.relations().items()}
        then, now = self.before.question.cutoff, self.after.question.cutoff
        known = supporting(self.store, relations.values(), then)
        claims = supporting(self.store, relations.values(), now)
        old = {claim.id for ones in known.values() for claim in ones}
        new = {id: tuple(one for one in ones if one.id not in old) for id, ones in claims.items()}
        against = Against(self.store, self.after.graph, then, now, relations.values())
        for nodes, (was, is_) in zip(self.nodes, states, strict=True):
            yield self._change(nodes, was, is_, new, against)

    def _change(self, nodes: Nodes, was: "_State", is_: "_State", new: Claims, against: Against) -> Change:
        hops = []
        for index, (source, target) in enumerate(pairwise(nodes)):
            ties = was.relations(index) | is_.relations(index)
            hops.append(
                HopChange(
                    source=self.actors[source],
                    target=self.actors[target],
                    then=_hop(was.passages[index]),
                    now=_hop(is_.passages[index]),
                    new=tuple(claim for id in ties for claim in new.get(id, ())),
                    against=against.of(ties.values()),
                )
            )
        side, state = (self.before, was) if not was.standing else (self.after, is_)
        date = side.question.cutoff.known_at or ""
        return Change(
            kind=_kind(was.standing, is_.standing),
            then=was.standing,
            now=is_.standing,
            reason=None if state.standing else changes.reason(hops, state.forbidden, date, side is self.before),
            hops=tuple(hops),
        )


@dataclass(frozen=True, slots=True)
class _State:
    """A path as it is known by one date.

    Attributes
    ----------
    passages : tuple
        None for a hop of which nothing is known.
    standing : Standing or None
        None where it does not stand.
    forbidden : str or None
        Why time forbids it, if it does.
    """

    passages: tuple[Passage | None, ...]
    standing: Standing | None
    forbidden: str | None = None

    def relations(self, hop: int | None = None) -> dict[str, Relation]:
        """Return the relations of one hop, or of all, by id."""
        passages = self.passages if hop is None else (self.passages[hop],)
        return {tie.relation.id: tie.relation for one in passages if one for tie in one.hop.ties}


def _kind(was: Standing | None, is_: Standing | None) -> Kind:
    if not was or not is_:
        return "vanished" if was else "appeared"
    if was.strength == is_.strength:
        return "unchanged"
    return "stronger" if is_.strength > was.strength else "weaker"


def _hop(passage: Passage | None) -> HopThen | None:
    if passage is None:
        return None
    relation = passage.tie.relation
    return HopThen(
        type=relation.type,
        strength=round(passage.tie.strength, 6),
        origins=relation.origins,
        articles=relation.articles,
        date=passage.date,
        lasting=passage.lasting,
    )
