"""What comes nearest to a path, in lines of words."""

from collections.abc import Iterator, Sequence

from graph.report import prose, wording
from graph.report.model import InfluenceReport, Reach


def lines(report: InfluenceReport) -> tuple[str, ...]:
    """Return why there is no path, and what would be found instead; nothing where there is one."""
    return tuple(_lines(report))


def reached(count: int, furthest: Sequence[Reach]) -> str:
    """Return how many actors are reached, and who are the furthest of them."""
    if not count:
        return "nobody"
    far = [f"{one.actor.name} ({wording.count(one.hops, 'hop')})" for one in furthest]
    return f"{wording.count(count, 'other')}, the furthest {wording.listed(far)}"


def _lines(report: InfluenceReport) -> Iterator[str]:
    near = report.no_path
    if near is None:
        return
    for one in near.looser:
        yield f"{one.words} {' → '.join(actor.name for actor in one.actors)}: {one.command}"
    for rejected in report.rejected:
        yield f"Time forbids {' → '.join(actor.name for actor in rejected.actors)}: {rejected.reason}."
    yield f"{report.source.name} reaches {reached(near.reached, near.furthest_reached)}."
    yield f"{report.target.name} is reached from {reached(near.leading, near.furthest_leading)}."
    names = wording.named(report.actors)
    for gap in near.gaps:
        yield f"{prose.statement(gap.tie, names)}: {gap.reason}."
