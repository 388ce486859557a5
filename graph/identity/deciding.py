"""Decide who is who, and undo it: a decision is recorded, and the articles it concerns are shown anew, all at once."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from neo4j import ManagedTransaction

from graph import cypher
from graph.change import show_anew
from graph.errors import BadInput, NotFound
from graph.identity.decisions import Decision, Identities, Kind, decision, decision_row, entity_in_graph, entity_row
from graph.influence.actors import find
from graph.records import Entity, stable_id
from graph.standing import chunks
from graph.store import Store

# Works out a decision from those made before, and the articles it may concern.
_Work = Callable[[ManagedTransaction, Sequence[Decision]], tuple[Decision, list[str]]]


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision made or undone.

    Attributes
    ----------
    articles : int
        How many are shown otherwise than before.
    """

    decision: Decision
    articles: int


def decisions(store: Store) -> list[Decision]:
    """Return all decisions, undone ones too, in the order in which they were made."""
    return _in_order(decision(row["decision"]) for row in store.read(cypher.DECISIONS))


def join(store: Store, other: str, into: str, reason: str, by: str | None = None) -> Decided:
    """Decide that two nodes are one: what is said of `other` is said of `into`, in articles still to come too.

    Parameters
    ----------
    other, into : str
        Ids, or names that fit one node each. An id that was joined already stands for what it was joined into.

    Raises
    ------
    NotFound, Ambiguous
        No node, or several, bear the name.
    BadInput
        The two cannot be one, or are one already.
    """
    known = _in_force(decisions(store))
    if step := known.joined(other):
        raise BadInput(f"{other!r} is joined into {step.into!r} already, by {step.id}")
    ids = [_found(store, text, known) for text in (other, into)]
    why = _given("a reason", reason)

    def work(transaction: ManagedTransaction, made: Sequence[Decision]) -> tuple[Decision, list[str]]:
        one, target = (_node(transaction, id) for id in ids)
        if one.id == target.id:
            raise BadInput(f"{other!r} and {into!r} are one already: {one.id}  {one.name}")
        if one.label != target.label:
            labels = f"{one.id} is a {one.label}, {target.id} a {target.label}"
            raise BadInput(f"{one.name!r} cannot be {target.name!r}: {labels}")
        if one.registered and not target.registered:
            raise BadInput(f"{one.id} is in the registry, {target.id} is not: join {target.id} into {one.id}")
        if back := _in_force(made).between(target.id, one.id):
            raise BadInput(f"{back.id} leads from {target.id} to {one.id}: undo that first")
        entry = json.dumps(entity_row(target), ensure_ascii=False, sort_keys=True) if target.registered else None
        new = Decision(
            _id(made, Kind.JOIN, one.id, target.id), Kind.JOIN, one.label, one.id, one.name, target.id, target.name,
            why, _now(), by=by, entry=entry,
        )  # fmt: skip
        return new, [row["article"] for row in transaction.run(cypher.MENTIONING, entity=one.id).data()]

    return _decide(store, work)


def part(
    store: Store, entity: str, articles: Iterable[str], reason: str, name: str | None = None, by: str | None = None
) -> Decided:
    """Decide that a node is another one in some articles: what they say of it is said of a node of its own.

    Parameters
    ----------
    entity : str
        Id, or a name that fits one node.
    articles : iterable of str
        Ids.
    name : str, optional
        What to call the node of its own; parts of one node under one name lead to one. Default: as the articles do.

    Raises
    ------
    NotFound, Ambiguous
        No node, or several, bear the name; there is no such article.
    BadInput
        An article does not mention the node, or no longer.
    """
    wanted = tuple(sorted(set(articles)))
    if not wanted:
        raise BadInput("an article is needed")
    called = None if name is None else _given("a name", name)
    id = _found(store, entity, _in_force(decisions(store)))
    why = _given("a reason", reason)

    def work(transaction: ManagedTransaction, made: Sequence[Decision]) -> tuple[Decision, list[str]]:
        one, known = _node(transaction, id), _in_force(made)
        there = {row["article"]["id"] for row in transaction.run(cypher.ARTICLES, rows=list(wanted)).data()}
        mentions = transaction.run(cypher.MENTIONS, rows=list(wanted)).data()
        mentioning = {row["article"] for row in mentions if row["entity"] == id}
        for article in wanted:
            if article not in there:
                raise NotFound(f"no article {article!r} in the graph")
            if step := known.parted(id, article):
                raise BadInput(f"{id} is parted in {article} already, by {step.id}")
            if article not in mentioning:
                raise BadInput(f"article {article} does not mention {id}  {one.name}")
        into = stable_id(one.label.lower(), "part", id, *([called] if called else wanted))
        if back := known.between(into, id):
            raise BadInput(f"{back.id} leads from {into} to {id}: undo that first, or give another name")
        new = Decision(
            _id(made, Kind.PART, id, into, wanted), Kind.PART, one.label, id, one.name, into, called,
            why, _now(), wanted, by,
        )  # fmt: skip
        return new, list(wanted)

    return _decide(store, work)


def undo(store: Store, id: str, by: str | None = None) -> Decided:
    """Undo a decision: the graph is as if it had not been made. It stays on record.

    Raises
    ------
    NotFound
        There is no such decision.
    BadInput
        It is undone already.
    """

    def work(transaction: ManagedTransaction, made: Sequence[Decision]) -> tuple[Decision, list[str]]:
        one = next((one for one in made if one.id == id), None)
        if not one:
            lines = [f"{one.id}  {one.kind} {one.entity_name}: {one.reason}" for one in made if one.in_force]
            raise NotFound(f"no decision {id!r}", lines)
        if not one.in_force:
            raise BadInput(f"{id} is undone already, at {one.undone_at}")
        concerned = transaction.run(cypher.LED_FROM, entity=one.entity).data()
        return replace(one, undone_at=_now(), undone_by=by), [row["article"] for row in concerned]

    return _decide(store, work)


def _decide(store: Store, work: _Work) -> Decided:
    settings = store.settings

    def all_of_it(transaction: ManagedTransaction) -> Decided:
        transaction.run(cypher.LOCK).consume()
        made = _in_order(decision(row["decision"]) for row in transaction.run(cypher.DECISIONS).data())
        new, articles = work(transaction, made)
        transaction.run(cypher.SET_DECISION, row=decision_row(new)).consume()
        transaction.run(cypher.BUMP).consume()
        shown = 0
        for batch in chunks(sorted(articles), settings.batch_articles):
            shown += len(show_anew(transaction, batch, settings.batch_rows).touched)
        return Decided(new, shown)

    return store.transaction(all_of_it)


def _id(made: Sequence[Decision], kind: Kind, entity: str, into: str, articles: tuple[str, ...] = ()) -> str:
    """Return the id of a new decision: of its content, and of how often it was made before."""
    what = (kind, entity, into, articles)
    before = sum((one.kind, one.entity, one.into, one.articles) == what for one in made)
    return stable_id("decision", kind, entity, into, *articles, str(before))


def _found(store: Store, text: str, known: Identities) -> str:
    return known.last(text) if known.joined(text) else str(find(store, text)["id"])


def _node(transaction: ManagedTransaction, id: str) -> Entity:
    rows = transaction.run(cypher.ENTITIES, rows=[id]).data()
    if not rows:
        raise NotFound(f"no actor {id!r} in the graph")
    return entity_in_graph(rows[0])


def _in_force(made: Iterable[Decision]) -> Identities:
    return Identities(one for one in made if one.in_force)


def _in_order(made: Iterable[Decision]) -> list[Decision]:
    return sorted(made, key=lambda one: (one.recorded_at, one.id))


def _given(what: str, text: str) -> str:
    if not (one_line := " ".join(text.split())):
        raise BadInput(f"{what} is needed")
    return one_line


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
