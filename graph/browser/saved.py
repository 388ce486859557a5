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

# What the parameters are set to at first: something that the sample articles know.
_EXAMPLES: Final[Parameters] = {
    "text": "黄仁勋",
    "actor": "jensen-huang",
    "other": "nvidia",
    "target": "huawei",
    "relation": relation_id("jensen-huang", "HOLDS_POSITION", "nvidia"),
    "article": "article-f52309a43521e17f",
    "since": "2025-01",
    "ids": ("jensen-huang", "nvidia", "h20", "howard-lutnick", "donald-trump"),
}
_EXAMPLES_OF: Final[Mapping[str, Parameters]] = {
    "common_ties": {"other": "howard-lutnick"},
    "measures_by_issuer": {"actor": "donald-trump"},
    "shared_participants": {"actor": "donald-trump"},
}

_FLOWS: Final = {
    name: [kind.name for kind in RELATION_TYPES.values() if kind.flow in flows]
    for name, flows in (("along", (Flow.WITH, Flow.BOTH)), ("against", (Flow.AGAINST, Flow.BOTH)))
}
_WEIGHTS: Final = {kind.name: kind.weight for kind in RELATION_TYPES.values() if kind.flow is not Flow.NONE}
# Queries that draw: file, what it is for, parameters.
_DRAWINGS: Final[tuple[tuple[str, str, Parameters], ...]] = (
    ("actor", "An actor and whom it is tied to, the best attested first", {"actor": "jensen-huang", "limit": 40}),
    (
        "influence",
        "The strongest ways by which influence may run from one actor to another, at most three relations long",
        {"source": "jensen-huang", "target": "h20", "limit": 5, **_FLOWS, "weights": _WEIGHTS},
    ),
    (
        "evidence",
        "What two actors' relations rest on: claims with their sentences, and the articles they stand in",
        {"actor": "jensen-huang", "other": "nvidia", "limit": 25},
    ),
    ("letters", "Letters, orders and deals: who signed them, and to whom they are addressed", {"limit": 100}),
    ("controls", "Who restricts, taxes or eases what, around one product, company or country", {"target": "h20"}),
    (
        "doubts",
        "What was only planned, supposed, alleged or denied of an actor: no relation rests on it",
        {"actor": "nvidia", "limit": 25},
    ),
)


@dataclass(frozen=True, slots=True)
class Saved:
    """A query to save: its parameters have values to begin with."""

    name: str
    meaning: str
    cypher: str
    parameters: Parameters

    def text(self) -> str:
        """Return it as Neo4j Browser keeps it: the first line is the name that it shows."""
        lines = [f"// {self.name}: {self.meaning}"]
        lines += [f":param {name} => {literal(value)};" for name, value in sorted(self.parameters.items())]
        return "\n".join((*lines, self.cypher.strip().removesuffix(";") + ";", ""))


def saved() -> tuple[Saved, ...]:
    """Return all of them: those that draw, then those of the catalog in its order."""
    return (*(drawing(name) for name, _, _ in _DRAWINGS), *map(_named, QUERIES))


def drawing(name: str) -> Saved:
    """Return the query of this name that draws."""
    ((meaning, parameters),) = ((meaning, parameters) for file, meaning, parameters in _DRAWINGS if file == name)
    text = files("graph.browser").joinpath(f"drawings/{name}.cypher").read_text("utf-8")
    return Saved(f"draw {name}", meaning, text, parameters)


def _named(query: type[Query[Any]]) -> Saved:
    examples = {**_EXAMPLES, **_EXAMPLES_OF.get(query.name, {})}
    needed = {name: examples[name] for name, field in query.model_fields.items() if field.is_required()}
    meaning = " ".join((query.__doc__ or "").split("\n\n")[0].split()).removesuffix(".")
    return Saved(query.name.replace("_", "-"), meaning, query.cypher(), query(**needed).parameters())
