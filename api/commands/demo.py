"""``demo``: a first look, from sample articles to a report and the server."""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api import output
from api.commands.opening import opened
from api.commands.serving import listening, run
from api.output import count
from graph.errors import TechTradeError
from graph.settings import Settings

if TYPE_CHECKING:
    from graph.store import Store

_SOURCE, _TARGET = "jensen-huang", "h20"
_SHOWN = 4  # relations shown of each language
_TELLING = ("LOBBIED", "EASES", "MET_WITH", "RESTRICTS", "SIGNED", "MAKES", "HOLDS_POSITION", "ISSUED")
_LANGUAGES = {"en": "English", "ar": "Arabic", "zh": "Chinese"}

_FOUND = """
MATCH (claim:Claim)-[:STATED_IN]->(article:Article), (claim)-[:SUBJECT]->(subject:Entity),
      (claim)-[:OBJECT]->(object:Entity)
WHERE claim.fact = true
RETURN article.language AS language, subject.name AS subject, claim.type AS type, object.name AS object,
       claim.quote AS quote, claim.confidence AS confidence, claim.id AS id
ORDER BY confidence DESC, size(quote), id
"""


def add(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(
        epilog=output.examples(
            "techtrade demo",
            "techtrade demo --port 8080",
            "techtrade demo --no-serve",
        )
    )(demo)


def demo(
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port to serve at; 0: any free one.")] = None,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve afterwards, until Ctrl-C.")] = True,
) -> None:
    """Take a first look: sample articles in three languages in, what was found, a report, and the server.

    Keeps everything under TECHTRADE_DATA, by default in a folder of its own. Run it again: the same graph.
    """
    settings = replace(Settings.from_environment(port=port), url="")
    if "TECHTRADE_DATA" not in os.environ:
        settings = replace(settings, data=settings.data / "demo")
    with ExitStack() as open:
        listener = open.enter_context(listening(settings)) if serve else None
        store = open.enter_context(opened(settings))
        _fill(store, settings)
        _tell(store)
        _report(store, settings.data / "reports")
        if listener:
            run(store, settings, listener)


def _fill(store: "Store", settings: Settings) -> None:
    from ingest.readers import Options
    from ingest.run import ingest

    output.words("reading the sample articles ...")
    with as_file(files("ingest").joinpath("samples")) as folder:
        report = ingest(store, [str(folder)], Options(), settings)
    if report.set_aside:
        raise TechTradeError("a sample article cannot be used", [fault.detail for fault in report.set_aside])
    output.line(f"{count(report.articles, 'article')} read in {report.seconds:.1f} s, kept in {settings.data}")


def _tell(store: "Store") -> None:
    figures = (
        ("actors", "MATCH (actor:Actor) RETURN count(actor) AS number"),
        ("entities", "MATCH (entity:Entity) RETURN count(entity) AS number"),
        ("relations", "MATCH (:Entity)-[relation]->(:Entity) RETURN count(relation) AS number"),
    )
    found = store.read(_FOUND)
    by_language = Counter(row["language"] for row in found)
    rows = [(name, store.read(text)[0]["number"]) for name, text in figures]
    rows += [(f"claims of fact, {_LANGUAGES[key]}", by_language[key]) for key in _LANGUAGES]
    output.table("what was found", ("", "number"), rows, ("number",))
    for language, name in _LANGUAGES.items():
        output.line(f"\na few relations, each with its sentence: {name}")
        for row in _some([row for row in found if row["language"] == language]):
            output.line(f"  {row['subject']} {row['type']} {row['object']}")
            output.line(f"      {' '.join(row['quote'].split())}")


def _some(rows: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Yield the surest claims of the types that tell most, each of another type and another sentence."""
    shown: list[dict[str, str]] = []
    for type in _TELLING:
        for row in rows:
            if row["type"] == type and all(row["quote"] != other["quote"] for other in shown):
                shown.append(row)
                break
    yield from shown[:_SHOWN]


def _report(store: "Store", folder: Path) -> None:
    from graph.report.data import influence_report
    from graph.report.render import write_report

    made = influence_report(store, _SOURCE, _TARGET)
    output.line(f"\n{made.answer}\n")
    output.line("the influence report, as a page, as Markdown and as data:")
    for path in write_report(made, folder):
        output.line(f"  {path}")
