"""Saved queries for Neo4j Browser: the named ones, from their own texts, and some that draw."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

from graph.export.cypher_script import literal
from graph.queries import Query
from graph.queries.catalog import QUERIES
from graph.records import relation_id
from graph.schema import RELATION_TYPES, Flow

Parameters = Mapping[str, Any]

# What the parameters are set to at first: something that the sample articles know. Where a query finds nothing with
# these, other values that it does.
_EXAMPLES: Final[Parameters] = {
    "text": "黄仁勋",
    "actor": "jensen-huang",
    "other": "nvidia",
    "target": "h20",
    "relation": relation_id("jensen-huang", "HOLDS_POSITION", "nvidia"),
    "article": "article-f52309a43521e17f",
    "since": "2025-01",
    "ids": ("jensen-huang", "nvidia", "h20", "howard-lutnick", "donald-trump"),
}
_OTHERS: Final[Mapping[str, Parameters]] = {
    "claims_by_modality": {"actor": "nvidia"},
    "common_ties": {"other": "donald-trump"},
    "measures_by_issuer": {"actor": "donald-trump"},
    "shared_participants": {"actor": "donald-trump"},
    "doubts": {"actor": "nvidia"},
}

_FLOWS: Final = {
    name: [kind.name for kind in RELATION_TYPES.values() if kind.flow in flows]
    for name, flows in (("along", (Flow.WITH, Flow.BOTH)), ("against", (Flow.AGAINST, Flow.BOTH)))
}
# Pairs: Neo4j Browser takes what stands in braces after :param for a query, not for a map.
_WEIGHTS: Final = [[kind.name, kind.weight] for kind in RELATION_TYPES.values() if kind.flow is not Flow.NONE]
# Queries that draw: file, what it is for, parameters.
_DRAWINGS: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    ("actor", "An actor and whom it is tied to, the best attested first", ("actor", "limit")),
    (
        "influence",
        "The strongest ways by which influence may run from one actor to another, at most three relations long",
        ("source", "target", "along", "against", "weights"),
    ),
    (
        "evidence",
        "What two actors' relations rest on: claims with their sentences, and the articles they stand in",
        ("actor", "other", "limit"),
    ),
    ("letters", "Letters, orders and deals: who signed them, and to whom they are addressed", ("limit",)),
    ("controls", "Who restricts, taxes or eases what, around one product, company or country", ("target",)),
    ("doubts", "What was only planned, supposed, alleged or denied of an actor: no relation rests on it",
     ("actor", "limit")),
)  # fmt: skip
_DRAWN: Final[Parameters] = {
    **_EXAMPLES, "source": "jensen-huang", "limit": 50, **_FLOWS, "weights": _WEIGHTS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Saved:
    """A query to save.

    Attributes
    ----------
    parameters : mapping
        Values with which it finds something in the sample articles.
    others : mapping
        Those of them that are not the values that all queries share.
    """

    name: str
    meaning: str
    cypher: str
    parameters: Parameters
    others: Parameters

    def text(self) -> str:
        """Return it as Neo4j Browser keeps it: the first line is the name that it shows.

        One statement: of several Browser shows no result, so the parameters are set by a text of their own.
        """
        lines = [f"// {self.name}: {self.meaning}"]
        if self.parameters:
            lines.append(f"// Uses {', '.join(f'${name}' for name in sorted(self.parameters))}.")
        lines += [f"// Try it with :param {name} => {literal(value)}" for name, value in sorted(self.others.items())]
        return "\n".join((*lines, self.cypher.strip() + ";", ""))


def setting() -> str:
    """Return the text that sets the parameters of all saved queries."""
    values = {name: value for one in saved() for name, value in one.parameters.items() if name not in one.others}
    lines = [f":param {name} => {literal(value)};" for name, value in sorted(values.items())]
    return "\n".join(("// parameters: Run this first; change a line to ask about something else", *lines, ""))


def saved() -> tuple[Saved, ...]:
    """Return all of them: those that draw, then those of the catalog in its order."""
    return (*(drawing(name) for name, _, _ in _DRAWINGS), *map(_named, QUERIES))


def drawing(name: str) -> Saved:
    """Return the query of this name that draws."""
    ((meaning, names),) = ((meaning, names) for file, meaning, names in _DRAWINGS if file == name)
    text = files("graph.browser").joinpath(f"drawings/{name}.cypher").read_text("utf-8")
    others = _OTHERS.get(name, {})
    return Saved(f"draw {name}", meaning, text, {**{one: _DRAWN[one] for one in names}, **others}, others)


def _named(query: type[Query[Any]]) -> Saved:
    others = _OTHERS.get(query.name, {})
    examples = {**_EXAMPLES, **others}
    known = {name: examples[name] for name in query.model_fields if name in examples}
    meaning = " ".join((query.__doc__ or "").split("\n\n")[0].split()).removesuffix(".")
    return Saved(query.name.replace("_", "-"), meaning, query.cypher(), query(**known).parameters(), others)
