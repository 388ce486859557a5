"""``compare``: what changed between two dates of knowledge."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from api import output
from api.commands import between, options
from api.commands.opening import opened

if TYPE_CHECKING:
    from graph.influence.evidence import Evidence
    from graph.report.comparison import Change, Comparison

_SHOWN = 2  # new sentences of a hop


def add(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(
        epilog=output.examples(
            "techtrade compare nvidia h20 --then 2025-04-30 --now 2025-08-15",
            "techtrade compare 黄仁勋 لوتنيك --then 2025-06 --now 2025-12 --json",
        )
    )(compare)


def compare(
    source: between.Source,
    target: between.Target,
    then: Annotated[str, typer.Option(help="The earlier date of knowledge: YYYY, -MM, -DD.")],
    now: Annotated[str, typer.Option(help="The later one.")],
    count: between.Count = 5,
    max_hops: between.MaxHops = 6,
    types: between.Types = None,
    labels: between.Labels = None,
    excluded: between.Excluded = None,
    min_origins: between.MinOrigins = 1,
    countries: between.Countries = False,
    any_order: between.AnyOrder = False,
    as_of: between.AsOf = None,
    json: options.Json = False,
) -> None:
    """Show what changed in how influence is known to have run from SOURCE to TARGET, and which sentences changed it.

    What had been published by either date counts. Where there is no path at either: what comes nearest, and exit
    status 1.
    """
    from graph.errors import NotFound
    from graph.influence.snapshot import Cutoff
    from graph.report import nearest
    from graph.report.comparing import compare
    from graph.report.data import influence_report

    search = between.search(max_hops, types, labels, excluded, min_origins, countries)
    with opened() as store:
        made = compare(store, source, target, then, now, count, search, as_of, any_order)
        if not made.changes:
            none = influence_report(store, source, target, count, search, Cutoff(as_of, now), any_order)
            raise NotFound(made.answer, nearest.lines(none))
    if json:
        output.as_json(made)
    else:
        _show(made)


def _show(made: "Comparison") -> None:
    from graph.report.comparison import KINDS

    output.line(made.answer)
    seen: set[str] = set()
    for kind in KINDS:
        if of_kind := [one for one in made.changes if one.kind == kind]:
            output.line(f"\n{kind.upper()}")
            for one in of_kind:
                for line in _path(one, seen):
                    output.line(line)


def _path(one: "Change", seen: set[str]) -> Iterator[str]:
    from graph.report import changes

    yield f"  {' → '.join(actor.name for actor in one.actors)}  ({changes.strengths(one)})"
    if one.reason:
        yield f"    {one.reason}"
    for hop in one.hops:
        if hop.then != hop.now or hop.new or hop.against:
            yield f"    {changes.hop(hop)}"
            new = [claim for claim in hop.new if claim.id not in seen]
            yield from (f"      + {_quote(claim)}" for claim in new[:_SHOWN])
            more = len(new) - _SHOWN
            if more > 0:
                yield f"      + {output.count(more, 'more new sentence')} (--json has all)"
            elif hop.new and not new:
                yield "      + as above"
            yield from (f"      ! against it: {_quote(claim)}" for claim in hop.against if claim.id not in seen)
            seen.update(claim.id for claim in (*hop.new, *hop.against))


def _quote(claim: "Evidence") -> str:
    return f"{claim.published_at or 'undated'} {claim.publisher or claim.article_id}: {' '.join(claim.quote.split())}"
