"""What the database holds of some articles, before they are changed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from neo4j import ManagedTransaction

from graph import cypher
from graph.findings import Findings, Row, stored_mentioning
from graph.identity.decisions import Identities, decision, entity_in_graph
from graph.identity.showing import found_of


@dataclass(slots=True)
class Reader:
    """Reads rows by ids, so many at a time."""

    transaction: ManagedTransaction
    batch_rows: int

    def __call__(self, text: str, ids: Iterable[str]) -> Iterator[Row]:
        """Yield the rows of a text that is asked for ids."""
        for chunk in chunks(sorted(ids), self.batch_rows):
            yield from self.transaction.run(text, rows=chunk).data()


def chunks(rows: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    """Yield rows, so many at a time."""
    return (rows[start : start + size] for start in range(0, len(rows), size))


def in_force(transaction: ManagedTransaction) -> Identities:
    """Return the decisions in force."""
    return Identities(decision(row["decision"]) for row in transaction.run(cypher.IN_FORCE).data())


@dataclass(slots=True)
class Standing:
    """What the database holds of some articles.

    Attributes
    ----------
    shown : dict of str to Findings
        By article, as queries see it.
    kept : dict of str to dict
        What is kept of those that are not shown as they were found.
    """

    shown: dict[str, Findings]
    kept: dict[str, Row]

    def found(self) -> dict[str, Findings]:
        """Return what was found in the articles; entities are given where the graph does not show them."""
        return {id: found_of(self.kept[id], one.article) if id in self.kept else one for id, one in self.shown.items()}


def standing(read: Reader, ids: Iterable[str], decided: bool) -> Standing:
    """Return what the database holds of articles; unless it was `decided` on who is who, all are shown as found."""
    shown = {row["article"]["id"]: Findings(row["article"]) for row in read(cypher.ARTICLES, ids)}
    for row in read(cypher.MENTIONS, shown):
        one = shown[row["article"]]
        one.mentions[row["entity"]] = stored_mentioning(one.article["language"], row["mention"])
    for row in read(cypher.CLAIMS, shown):
        shown[row["article"]].add(
            {"article": row["article"], "subject": row["subject"], "object": row["object"], "properties": row["claim"]}
        )
    return Standing(shown, {row["found"]["id"]: row["found"] for row in read(cypher.FOUND, shown)} if decided else {})


def complete(read: Reader, found: Iterable[Findings]) -> None:
    """Give findings the entities that the graph shows."""
    several = list(found)
    lacking = {id for one in several for id in one.mentions if id not in one.entities}
    known = {row["entity"]["id"]: entity_in_graph(row) for row in read(cypher.ENTITIES, lacking)}
    for one in several:
        one.entities = {id: one.entities.get(id) or known[id] for id in one.mentions}
