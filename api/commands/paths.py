"""``paths``: by which ways influence ran from one actor to another, in the terminal."""

from typing import TYPE_CHECKING

import typer

from api import output
from api.commands import between, options
from api.commands.opening import opened

if TYPE_CHECKING:
    from graph.report.model import InfluenceReport


def add(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(
        epilog=output.examples(
            'techtrade paths "Jensen Huang" "Donald Trump"',
            "techtrade paths nvidia h20 --paths 3 --json",
        )
    )(paths)


def paths(
    source: between.Source,
    target: between.Target,
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
    json: options.Json = False,
) -> None:
    """Show the strongest paths of influence from SOURCE to TARGET, each hop with a sentence.

    Where there is none: what comes nearest, and exit status 1.
    """
    from graph.errors import NotFound
    from graph.influence.snapshot import Cutoff
    from graph.report import nearest
    from graph.report.data import influence_report

    search = between.search(max_hops, types, labels, excluded, min_origins, countries)
    with opened() as store:
        made = influence_report(store, source, target, count, search, Cutoff(as_of, known_at), any_order)
    if json:
        keys = {"source", "target", "paths", "exact", "rejected", "actors", "no_path", "request", "graph"}
        output.as_json(made.model_dump(by_alias=True, include=keys))
    if not made.paths:
        raise NotFound(made.answer, nearest.lines(made))
    if not json:
        _show(made)


def _show(made: "InfluenceReport") -> None:
    from graph.report import prose

    output.line(made.answer)
    for path in made.paths:
        rows = (
            (
                prose.statement(hop, prose.names(hop)),
                prose.dated(hop, made.request.any_order),
                f"{hop.strength:.2f}",
                hop.origins,
                hop.claims[0].publisher or hop.claims[0].article_id,
                hop.claims[0].quote,
            )
            for hop in path.hops
        )
        way = " → ".join(actor.name for actor in path.actors)
        columns = ("hop", "date", "strength", "origins", "publisher", "sentence")
        output.table(f"{path.rank}. {way}  ({path.strength:.3f})", columns, rows, ("strength", "origins"))
    for one in made.rejected:
        output.line(f"Rejected by time: {' → '.join(actor.name for actor in one.actors)}  ({one.strength:.3f})")
        output.line(f"    {one.reason}")
