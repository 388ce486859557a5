"""``schema`` and ``version``: what the graph may hold, and which techtrade this is."""

from dataclasses import asdict
from importlib.metadata import version as installed

import typer

from api import output
from api.commands import options
from graph.schema import LABELS, MODALITIES, POLARITIES, RELATION_TYPES


def add(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(
        epilog=output.examples(
            "techtrade schema",
            "techtrade schema --json",
        )
    )(schema)
    app.command()(version)


def schema(json: options.Json = False) -> None:
    """Show the ontology: labels, relation types, what may stand at their ends, and how influence runs."""
    if json:
        output.as_json(
            {
                "labels": [output.camel(asdict(label)) for label in LABELS.values()],
                "relationTypes": [output.camel(asdict(kind)) for kind in RELATION_TYPES.values()],
                "modalities": MODALITIES,
                "polarities": POLARITIES,
            }
        )
        return
    labels = ((label.name, "yes" if label.actor else "", label.meaning) for label in LABELS.values())
    output.table("labels", ("label", "actor", "meaning"), labels)
    kinds = (
        (kind.name, ends(kind.subject), ends(kind.object), kind.meaning, str(kind.flow), f"{kind.weight:g}")
        for kind in RELATION_TYPES.values()
    )
    columns = ("type", "subject", "object", "meaning", "influence runs", "weight")
    output.table("relation types", columns, kinds, ("weight",))
    output.line(f"modalities: {', '.join(MODALITIES)}; polarities: {', '.join(POLARITIES)}")


def ends(labels: frozenset[str]) -> str:
    """Return the labels allowed at an end of a relation, in the table's order."""
    if labels == frozenset(LABELS):
        return "any"
    actors = frozenset(name for name, label in LABELS.items() if label.actor)
    words = ["any actor"] if actors <= labels else []
    return ", ".join(words + [name for name in LABELS if name in labels and not (words and name in actors)])


def version() -> None:
    """Show the version."""
    output.line(f"techtrade {installed('techtrade')}")
