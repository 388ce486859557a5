"""``report``: the influence report, to hand on."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api import output
from api.commands import between
from api.commands.opening import opened


class Format(StrEnum):
    """What a report can be written as."""

    HTML = "html"
    MD = "md"
    JSON = "json"
    ALL = "all"


_NAMES = {
    Format.HTML: ["html"],
    Format.MD: ["markdown"],
    Format.JSON: ["json"],
    Format.ALL: ["html", "markdown", "json"],
}


def add(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(
        epilog=output.examples(
            'techtrade report "Jensen Huang" H20 --out reports',
            'techtrade report 黄仁勋 "Commerce Department" --format md',
            'techtrade report "Matt Pottinger" لوتنيك --known-at 2025-07-31 --format json',
        )
    )(report)


def report(
    source: between.Source,
    target: between.Target,
    format: Annotated[Format, typer.Option(help="What to write.")] = Format.ALL,
    out: Annotated[Path | None, typer.Option(help="Folder for the files; without it, one format to stdout.")] = None,
    count: between.Count = 5,
    max_hops: between.MaxHops = 6,
    types: between.Types = None,
    labels: between.Labels = None,
    excluded: between.Excluded = None,
    min_origins: between.MinOrigins = 1,
    countries: between.Countries = False,
    any_order: between.AnyOrder = False,
    as_of: between.AsOf = None,
    known_at: between.KnownAt = None,
) -> None:
    """Write the influence report from SOURCE to TARGET: paths, each hop with the sentences it rests on.

    Where there is no path the report says so, and what comes nearest.
    """
    if format is Format.ALL and out is None:
        raise typer.BadParameter("all formats need a folder: --out DIR, or choose one with --format")
    from graph.influence.snapshot import Cutoff
    from graph.report.data import influence_report
    from graph.report.render import FORMATS, write_report

    search = between.search(max_hops, types, labels, excluded, min_origins, countries)
    with opened() as store:
        made = influence_report(store, source, target, count, search, Cutoff(as_of, known_at), any_order)
    if out is None:
        _, render = FORMATS[_NAMES[format][0]]
        print(render(made), end="")
        return
    for path in write_report(made, out, _NAMES[format]):
        output.line(str(path))
    output.words(made.answer)
