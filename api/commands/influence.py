"""``report`` and ``paths``: by which ways influence ran from one actor to another."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from api import output
from api.commands import options
from api.commands.opening import opened

if TYPE_CHECKING:
    from graph.report.model import InfluenceReport


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

_Source: TypeAlias = Annotated[str, typer.Argument(help="Name in any script, or id.")]
_Target: TypeAlias = Annotated[str, typer.Argument(help="Name in any script, or id.")]
_Paths: TypeAlias = Annotated[int, typer.Option("--paths", help="Most paths, the strongest first.")]
_MaxHops: TypeAlias = Annotated[int, typer.Option(help="Longest path.")]
_Types: TypeAlias = Annotated[list[str] | None, typer.Option("--type", help="Relation type to use; may be repeated.")]
_Labels: TypeAlias = Annotated[
    list[str] | None, typer.Option("--label", help="What may stand inside a path; may be repeated.")
]
_Excluded: TypeAlias = Annotated[
    list[str] | None, typer.Option("--exclude", help="Id that no path may pass; may be repeated.")
]
_MinOrigins: TypeAlias = Annotated[int, typer.Option(help="Independent publishers that every relation needs.")]
_Countries: TypeAlias = Annotated[bool, typer.Option("--countries", help="Let paths pass through countries.")]
_AsOf: TypeAlias = Annotated[str | None, typer.Option(help="Only what had happened by then: YYYY, -MM, -DD.")]
_KnownAt: TypeAlias = Annotated[str | None, typer.Option(help="Only what had been published by then.")]


def add(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(
        epilog=output.examples(
            'techtrade report "Jensen Huang" H20 --out reports',
            'techtrade report 黄仁勋 "Commerce Department" --format md',
            'techtrade report "Matt Pottinger" لوتنيك --known-at 2025-07-31 --format json',
        )
    )(report)
    app.command(
        epilog=output.examples(
            'techtrade paths "Jensen Huang" "Donald Trump"',
            "techtrade paths nvidia h20 --paths 3 --json",
        )
    )(paths)


def report(
    source: _Source,
    target: _Target,
    format: Annotated[Format, typer.Option(help="What to write.")] = Format.ALL,
    out: Annotated[Path | None, typer.Option(help="Folder for the files; without it, one format to stdout.")] = None,
    count: _Paths = 5,
    max_hops: _MaxHops = 6,
    types: _Types = None,
    labels: _Labels = None,
    excluded: _Excluded = None,
    min_origins: _MinOrigins = 1,
    countries: _Countries = False,
    as_of: _AsOf = None,
    known_at: _KnownAt = None,
) -> None:
    """Write the influence report from SOURCE to TARGET: paths, each hop with the sentences it rests on."""
    if format is Format.ALL and out is None:
        raise typer.BadParameter("all formats need a folder: --out DIR, or choose one with --format")
    made = _made(source, target, count, max_hops, types, labels, excluded, min_origins, countries, as_of, known_at)
    from graph.report.render import FORMATS, write_report

    if out is None:
        _, render = FORMATS[_NAMES[format][0]]
        print(render(made), end="")
        return
    for path in write_report(made, out, _NAMES[format]):
        output.line(str(path))
    output.words(made.answer)


def paths(
    source: _Source,
    target: _Target,
    count: _Paths = 5,
    max_hops: _MaxHops = 6,
    types: _Types = None,
    labels: _Labels = None,
    excluded: _Excluded = None,
    min_origins: _MinOrigins = 1,
    countries: _Countries = False,
    as_of: _AsOf = None,
    known_at: _KnownAt = None,
    json: options.Json = False,
) -> None:
    """Show the strongest paths of influence from SOURCE to TARGET, each hop with a sentence."""
    made = _made(source, target, count, max_hops, types, labels, excluded, min_origins, countries, as_of, known_at)
    if json:
        keys = {"source", "target", "paths", "actors", "why_none", "graph"}
        output.as_json(made.model_dump(by_alias=True, include=keys))
    else:
        show(made)


def show(made: "InfluenceReport") -> None:
    """Print the paths of a report."""
    from graph.report import prose

    output.line(made.answer)
    for path in made.paths:
        rows = (
            (
                prose.said(hop.type, made.actors[hop.subject].name, made.actors[hop.object].name, hop.properties),
                f"{hop.strength:.2f}",
                hop.origins,
                hop.claims[0].publisher or hop.claims[0].article_id,
                hop.claims[0].quote,
            )
            for hop in path.hops
        )
        way = " → ".join(actor.name for actor in (path.hops[0].source, *(hop.target for hop in path.hops)))
        columns = ("hop", "strength", "origins", "publisher", "sentence")
        output.table(f"{path.rank}. {way}  ({path.strength:.3f})", columns, rows, ("strength", "origins"))
    for reason in made.why_none:
        output.line(reason)


def _made(
    source: str,
    target: str,
    count: int,
    max_hops: int,
    types: list[str] | None,
    labels: list[str] | None,
    excluded: list[str] | None,
    min_origins: int,
    countries: bool,
    as_of: str | None,
    known_at: str | None,
) -> "InfluenceReport":
    from graph.influence.paths import Search
    from graph.influence.snapshot import Cutoff
    from graph.report.data import influence_report

    search = Search(
        max_hops=max_hops,
        types=frozenset(types) if types else None,
        labels=frozenset(labels) if labels else None,
        excluded=frozenset(excluded or ()),
        min_origins=min_origins,
        countries=countries,
    )
    with opened() as store:
        return influence_report(store, source, target, count, search, Cutoff(as_of, known_at))
