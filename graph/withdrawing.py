"""Take an article out again, with exactly what rested on it."""

from dataclasses import dataclass
from typing import Any

from neo4j import ManagedTransaction

from graph import cypher
from graph.change import Change, apply
from graph.errors import NotFound
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation, or what a claim says; entities by id and by the name they had."""

    id: str
    subject: str
    subject_name: str
    type: str
    object: str
    object_name: str


@dataclass(frozen=True, slots=True)
class WithdrawnClaim(Tie):
    """A claim that went, with its sentence."""

    quote: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What a withdrawal took out.

    Attributes
    ----------
    article, title : str
    claims : list of WithdrawnClaim
    relations : list of Tie
        Those that rested on the article alone, and are gone.
    changed : list of Tie
        Those that other articles still speak for.
    entities : list of str
        Ids of those that no other article mentions, and are gone.
    """

    article: str
    title: str
    claims: list[WithdrawnClaim]
    relations: list[Tie]
    changed: list[Tie]
    entities: list[str]


def withdraw(store: Store, article_id: str) -> Withdrawn:
    """Remove an article, its claims and mentions, and derive again or remove what rested on them.

    Raises
    ------
    NotFound
        There is no such article.
    """
    batch_rows = store.settings.batch_rows

    def work(transaction: ManagedTransaction) -> tuple[str, dict[str, str], Change]:
        articles = transaction.run(cypher.ARTICLES, rows=[article_id]).data()
        if not articles:
            raise NotFound(f"no article {article_id!r} in the graph")
        names = {row["id"]: row["name"] for row in transaction.run(cypher.NAMES, rows=[article_id]).data()}
        return articles[0]["article"]["title"], names, apply(transaction, {article_id: None}, batch_rows)

    title, names, change = store.transaction(work)

    def tie(row: dict[str, Any], type: str) -> tuple[str, str, str, str, str, str]:
        subject, object = row["subject"], row["object"]
        return row["properties"]["id"], subject, names[subject], type, object, names[object]

    def ties(rows: dict[str, list[dict[str, Any]]]) -> list[Tie]:
        return [Tie(*tie(row, type)) for type in sorted(rows) for row in rows[type]]

    claims = sorted(change.removed_claims, key=lambda row: (row["properties"]["start"], row["properties"]["id"]))
    return Withdrawn(
        article_id,
        title,
        [WithdrawnClaim(*tie(row, row["properties"]["type"]), row["properties"]["quote"]) for row in claims],
        ties(change.removed_relations),
        ties(change.changed_relations),
        change.removed_entities,
    )
