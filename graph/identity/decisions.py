"""Decisions on who is who: which nodes are one, and in which articles one node is another. Pure."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any

from pydantic.alias_generators import to_camel

from graph.naming import profile
from graph.records import Entity


class Kind(StrEnum):
    """What a decision does."""

    JOIN = "join"  # everywhere, what was found as `entity` is `into`
    PART = "part"  # in `articles`, what is shown as `entity` is `into`


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on who is who; it stays on record when it is undone.

    Attributes
    ----------
    entity, into : str
        Entity ids: what the decision leads away from, and where to.
    entity_name, into_name : str or None
        Their names when it was made; of a part, `into_name` is the name given to the node of its own.
    articles : tuple of str
        Of a part: where it holds.
    by, undone_by : str or None
        Who decided.
    entry : str or None
        What the registry knows of `into`, as JSON: no article that is left need say it.
    """

    id: str
    kind: Kind
    label: str
    entity: str
    entity_name: str
    into: str
    into_name: str | None
    reason: str
    recorded_at: str
    articles: tuple[str, ...] = ()
    by: str | None = None
    undone_at: str | None = None
    undone_by: str | None = None
    entry: str | None = field(default=None, repr=False)

    @property
    def in_force(self) -> bool:
        """Whether it has not been undone."""
        return self.undone_at is None


class Identities:
    """Where decisions lead. A part goes before a join, and what they lead to may lead on; never in a circle."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._joins: dict[str, Decision] = {}
        self._parts: dict[tuple[str, str], Decision] = {}
        self._into: dict[str, Decision] = {}
        for one in sorted(decisions, key=lambda one: (one.recorded_at, one.id)):
            self._into[one.into] = one
            if one.kind is Kind.JOIN:
                self._joins[one.entity] = one
            for article in one.articles:
                self._parts[one.entity, article] = one

    def __bool__(self) -> bool:
        return bool(self._into)

    def steps(self, entity: str, article: str) -> list[Decision]:
        """Return the decisions that lead from what was found in an article to what is shown; none for most."""
        found = []
        while step := self._parts.get((entity, article)) or self._joins.get(entity):
            found.append(step)
            entity = step.into
        return found

    def joined(self, entity: str) -> Decision | None:
        """Return the decision that joined a node into another."""
        return self._joins.get(entity)

    def parted(self, entity: str, article: str) -> Decision | None:
        """Return the decision that parted a node in an article."""
        return self._parts.get((entity, article))

    def last(self, entity: str) -> str:
        """Return the node that an id stands for wherever nothing was parted: a chain of joins leads to its last."""
        while step := self._joins.get(entity):
            entity = step.into
        return entity

    def between(self, start: str, end: str) -> Decision | None:
        """Return the first of the decisions that lead from one node to another, in whatever articles."""
        for one in (*self._parts.values(), *self._joins.values()):
            if one.entity == start and (one.into == end or self.between(one.into, end)):
                return one
        return None

    def named(self, entity: str) -> Entity:
        """Return what is known of a node that a decision leads to and that no article yields itself."""
        one = self._into[entity]
        return entity_of(json.loads(one.entry)) if one.entry else Entity(entity, one.label, one.into_name or "")


def decision(row: Mapping[str, Any]) -> Decision:
    """Return a decision from the properties of its node."""
    given = {one.name: row.get(to_camel(one.name)) for one in fields(Decision)}
    return Decision(**given | {"kind": Kind(row["kind"]), "articles": tuple(row["articles"])})


def decision_row(one: Decision) -> dict[str, Any]:
    """Return the properties of a decision's node."""
    row = {to_camel(name): value for name, value in asdict(one).items() if value is not None}
    return row | {"kind": str(one.kind), "articles": list(one.articles)}


def entity_row(entity: Entity) -> dict[str, Any]:
    """Return an entity as a map: all that the registry says of it; else its label, for the rest is votes."""
    row: dict[str, Any] = {"id": entity.id, "label": entity.label}
    if not entity.registered:
        return row
    single = {name: getattr(entity, name) for name in ("name", "wikidata", "country", "kind")}
    names = {language: name for language, name in entity.names.items() if name}
    return row | single | {"names": names, "aliases": sorted(entity.aliases), "posts": entity.posts}


def entity_of(row: Mapping[str, Any]) -> Entity:
    """Return the entity that `entity_row` made a map of."""
    if "name" not in row:
        return Entity(row["id"], row["label"], "")
    lists = {name: tuple(row[name]) for name in ("aliases", "posts")}
    return Entity(**dict(row) | lists, registered=True)


def entity_in_graph(row: Mapping[str, Any]) -> Entity:
    """Return an entity from a row of ``cypher.ENTITIES``."""
    node = row["entity"]
    (label,) = set(row["labels"]) - {"Entity", "Actor"}
    return profile(label, node).entity or Entity(node["id"], label, node["name"])
