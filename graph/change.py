"""One change of the graph: some articles get other findings than they had, or none. What rests on them follows.

Everything is worked out before anything is written, from what the database holds of these articles, their entities and
the relations their claims speak for; so what is the same is not written again, and nothing is written twice.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from neo4j import ManagedTransaction

from graph import cypher
from graph.errors import SchemaFault
from graph.findings import Findings, Row, findings, mention_row, relation_row, stored_support, without_null
from graph.identity.decisions import Identities
from graph.identity.showing import show
from graph.naming import Profile, profile
from graph.records import Entity, Extraction, relation_id
from graph.relations import Key, Support, derive
from graph.standing import Reader, Standing, chunks, complete, in_force, standing


@dataclass(slots=True)
class Change:
    """What is to be made, changed and removed, as rows for the texts of graph.cypher.

    Attributes
    ----------
    touched : set of str
        The articles that are not as they were.
    """

    articles: list[Row] = field(default_factory=list)
    removed_articles: list[str] = field(default_factory=list)
    entities: dict[str, list[Row]] = field(default_factory=dict)
    changed_entities: list[Row] = field(default_factory=list)
    removed_entities: list[str] = field(default_factory=list)
    mentions: list[Row] = field(default_factory=list)
    changed_mentions: list[Row] = field(default_factory=list)
    removed_mentions: list[Row] = field(default_factory=list)
    claims: list[Row] = field(default_factory=list)
    changed_claims: list[Row] = field(default_factory=list)
    removed_claims: list[Row] = field(default_factory=list)
    relations: dict[str, list[Row]] = field(default_factory=dict)
    changed_relations: dict[str, list[Row]] = field(default_factory=dict)
    removed_relations: dict[str, list[Row]] = field(default_factory=dict)
    found: list[Row] = field(default_factory=list)
    removed_found: list[str] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)

    def statements(self) -> Iterator[tuple[str, Sequence[Any]]]:
        """Return the texts to run, each with its rows, in order."""
        for name, rows in sorted(self.removed_relations.items()):
            yield cypher.REMOVE_RELATIONS[name], rows
        yield cypher.REMOVE_CLAIMS, self.removed_claims
        yield cypher.REMOVE_MENTIONS, self.removed_mentions
        yield cypher.REMOVE_ENTITIES, self.removed_entities
        yield cypher.REMOVE_ARTICLES, self.removed_articles
        yield cypher.CREATE_ARTICLES, self.articles
        for label, rows in sorted(self.entities.items()):
            yield cypher.CREATE_ENTITIES[label], rows
        yield cypher.SET_ENTITIES, self.changed_entities
        yield cypher.CREATE_MENTIONS, self.mentions
        yield cypher.SET_MENTIONS, self.changed_mentions
        yield cypher.CREATE_CLAIMS, self.claims
        yield cypher.SET_CLAIMS, self.changed_claims
        for name, rows in sorted(self.relations.items()):
            yield cypher.CREATE_RELATIONS[name], rows
        for name, rows in sorted(self.changed_relations.items()):
            yield cypher.SET_RELATIONS[name], rows
        yield cypher.REMOVE_FOUND, self.removed_found
        yield cypher.SET_FOUND, self.found


def apply(transaction: ManagedTransaction, extractions: Mapping[str, Extraction | None], batch_rows: int) -> Change:
    """Give each article the findings of its extraction, or take it out where there is none.

    Raises
    ------
    SchemaFault
        An extraction contradicts itself or the graph; the message names the article and the thing.
    """
    transaction.run(cypher.LOCK).consume()
    read = Reader(transaction, batch_rows)
    identities = in_force(transaction)
    before = standing(read, extractions, decided=bool(identities))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    found = {id: findings(one, now) for id, one in extractions.items() if one}
    _keep_times(before.found(), found)
    return _carried_out(read, identities, before, found)


def show_anew(transaction: ManagedTransaction, articles: Iterable[str], batch_rows: int) -> Change:
    """Show what was found in articles as the decisions that are now in force have it."""
    read = Reader(transaction, batch_rows)
    before = standing(read, articles, decided=True)
    found = before.found()
    complete(read, found.values())
    return _carried_out(read, in_force(transaction), before, found)


def _carried_out(read: Reader, identities: Identities, before: Standing, found: Mapping[str, Findings]) -> Change:
    change = _worked_out(read, identities, before, found)
    wrote = False
    for text, rows in change.statements():
        for chunk in chunks(rows, read.batch_rows):
            read.transaction.run(text, rows=chunk).consume()
            wrote = True
    if wrote:
        read.transaction.run(cypher.BUMP).consume()
    return change


def _worked_out(read: Reader, identities: Identities, before: Standing, found: Mapping[str, Findings]) -> Change:
    change = Change()
    after: dict[str, Findings] = {}
    for id in sorted({*before.shown, *found}):
        kept = None
        if id in found:
            after[id], kept = show(found[id], identities)
        _compare_article(id, before.shown.get(id), after.get(id), change)
        if kept and kept != before.kept.get(id):
            change.found.append(kept)
        elif not kept and id in before.kept:
            change.removed_found.append(id)
    _compare_entities(read, identities, before.shown, after, change)
    _compare_relations(read, before.shown, after, change)
    return change


def _keep_times(before: Mapping[str, Findings], after: Mapping[str, Findings]) -> None:
    """Let what was found before keep the time of its recording."""
    for id in before.keys() & after:
        known = before[id].claims
        for claim, row in after[id].claims.items():
            if claim in known:
                row["properties"]["recordedAt"] = known[claim]["properties"]["recordedAt"]


def _compare_article(id: str, old: Findings | None, new: Findings | None, change: Change) -> None:
    old_claims, new_claims = (old.claims if old else {}), (new.claims if new else {})
    old_mentions, new_mentions = (old.mentions if old else {}), (new.mentions if new else {})
    if new and not old:
        change.articles.append(new.article)
    elif old and not new:
        change.removed_articles.append(id)
    change.removed_claims += (gone := [old_claims[claim] for claim in sorted(old_claims.keys() - new_claims)])
    differs = bool(gone) or not (old and new)
    for claim, row in sorted(new_claims.items()):
        known = old_claims.get(claim)
        if row != known:
            (change.changed_claims if known else change.claims).append(row)
            differs = True
    for entity in sorted({*old_mentions, *new_mentions}):
        said, known_said = new_mentions.get(entity), old_mentions.get(entity)
        if said == known_said:
            continue
        differs = True
        ends = {"article": id, "entity": entity}
        if not said:
            change.removed_mentions.append(ends)
        else:
            (change.changed_mentions if known_said else change.mentions).append(
                ends | {"properties": mention_row(said)}
            )
    if differs:
        change.touched.add(id)


def _compare_entities(
    read: Reader,
    identities: Identities,
    before: Mapping[str, Findings],
    after: Mapping[str, Findings],
    change: Change,
) -> None:
    given: dict[str, Entity] = {}
    for found in after.values():
        for id, entity in found.entities.items():
            if (known := given.setdefault(id, entity)).label != entity.label:
                raise SchemaFault(f"entity {id}: a {known.label} and a {entity.label}")
    nodes: dict[str, Row] = {}
    profiles: dict[str, Profile] = {}
    for row in read(cypher.ENTITIES, {id for found in (*before.values(), *after.values()) for id in found.mentions}):
        node = row["entity"]
        (label,) = set(row["labels"]) - {"Entity", "Actor"}
        nodes[node["id"]] = node
        profiles[node["id"]] = profile(label, node)
    for id, entity in given.items():
        one = profiles.setdefault(id, Profile(id, entity.label))
        if one.label != entity.label:
            raise SchemaFault(f"entity {id}: a {one.label} in the graph, a {entity.label} in what is written")
        if entity.registered:
            one.entity = entity
    for sign, side in ((-1, before), (1, after)):
        for found in side.values():
            for id, mentioning in found.mentions.items():
                if id not in profiles:
                    named = identities.named(id)
                    profiles[id] = Profile(id, named.label, entity=named if named.registered else None)
                profiles[id].add(mentioning, sign)
    for id, one in sorted(profiles.items()):
        if not one.articles:
            change.removed_entities.append(id)
            continue
        node = without_null(one.properties())
        if id not in nodes:
            change.entities.setdefault(one.label, []).append(node)
        elif node != nodes[id]:
            change.changed_entities.append(node)


def _compare_relations(
    read: Reader, before: Mapping[str, Findings], after: Mapping[str, Findings], change: Change
) -> None:
    old_said, new_said = _said(before), _said(after)
    touched = {key for key in {*old_said, *new_said} if old_said.get(key) != new_said.get(key)}
    keys = {key: relation_id(*key) for key in touched}
    standing: dict[str, dict[str, Support]] = {id: {} for id in keys.values()}
    for row in read(cypher.SUPPORTS, standing):
        article = {"id": row["article"], "publisher": row["publisher"], "story": row["story"]}
        standing[row["relation"]][row["claim"]["id"]] = stored_support(row["claim"], article)
    for key, id in sorted(keys.items()):
        supports = standing[id]
        old = derive(key, supports.values())
        others = [one for one in supports.values() if one.article not in before]
        new = derive(key, [*others, *new_said.get(key, {}).values()])
        if new == old:
            continue
        latest = new or old
        assert latest
        row = {"subject": key[0], "object": key[2], "properties": relation_row(latest)}
        kind = change.relations if not old else change.changed_relations if new else change.removed_relations
        kind.setdefault(key[1], []).append(row)


def _said(findings: Mapping[str, Findings]) -> dict[Key, dict[str, Support]]:
    said: dict[Key, dict[str, Support]] = {}
    for one in findings.values():
        for key, supports in one.supports.items():
            said.setdefault(key, {}).update(supports)
    return said
