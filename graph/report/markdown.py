"""The report in Markdown."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, urlsplit

from graph.influence.evidence import Evidence
from graph.report import nearest, prose, wording
from graph.report.model import Actor, InfluenceReport, Loss, NoPath, Path, Tie

# What Markdown or HTML would take for markup.
_MARKUP = re.compile(r"([\\`*_\[\]<>|~&$]|^[#+=-]|(?<=^\d)[.)])")
# Marks that turn the direction of what follows: invisible markup, and not to reach beyond the name or quote.
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def render(report: InfluenceReport) -> str:
    """Return the report as CommonMark with tables."""
    return "\n".join(_lines(report)) + "\n"


def plain(text: str) -> str:
    """Return somebody else's text such that Markdown shows it as it is, on one line."""
    escaped = _MARKUP.sub(r"\\\1", " ".join(text.translate(_TURNING).split()))
    # Isolated, so that a right-to-left name does not turn round what stands beside it.
    return f"\u2068{escaped}\u2069" if _RIGHT_TO_LEFT.search(escaped) else escaped


def _lines(report: InfluenceReport) -> Iterator[str]:
    yield f"# Influence: {plain(report.source.name)} → {plain(report.target.name)}"
    yield from ("", plain(report.answer), "")
    if report.paths:
        yield from _overview(report)
        yield from _fragility(report)
    yield from _rejected(report)
    for path in report.paths:
        yield from _path(report, path)
    if report.no_path:
        yield from _no_path(report, report.no_path)
    yield from _contested(report)
    yield from _timeline(report)
    yield from ("## Method and limits", "", *(line for text in report.method for line in (plain(text), "")))
    yield from (f"- {plain(limit)}" for limit in report.limits)
    yield from ("", "To make this report again:", "", f"    {report.request.command}", "")
    yield from ("or from a server:", "", f"    {report.request.address}", "")
    yield f"Graph `{report.graph.fingerprint}`: {report.graph.entities:,} entities, {report.graph.ties:,} ties."


def _overview(report: InfluenceReport) -> Iterator[str]:
    yield from ("| Path | By way of | Strength | Weakest hop |", "|---|---|---|---|")
    for path in report.paths:
        weak = path.hops[path.weakest]
        origins = wording.count(weak.origins, "origin")
        weakest = f"{plain(weak.source.name)} → {plain(weak.target.name)}, {origins}"
        yield f"| {path.rank} | {_way(path.actors)} | {wording.strength(path.strength)} | {weakest} |"
    yield ""


def _way(actors: Iterable[Actor]) -> str:
    return " → ".join(plain(actor.name) for actor in actors)


def _fragility(report: InfluenceReport) -> Iterator[str]:
    broken = report.fragility
    if not broken:
        return
    yield from ("## What it rests on", "", plain(prose.breaks(broken, wording.named(report.actors))), "")
    for kind, cut, losses in (
        ("actor", broken.actors, broken.without_actor),
        ("article", broken.articles, broken.without_article),
    ):
        yield from (f"**Smallest set of {kind}s**: {prose.cut(cut, kind)}", "")
        if cut:
            yield from (f"- {_lost(report, loss)}" for loss in cut.members)
            yield ""
        if losses:
            yield from (f"| Without this {kind} alone | remains of {wording.strength(broken.strength)} |", "|---|---|")
            yield from (f"| {_lost(report, loss)} | {wording.remaining(loss.remaining)} |" for loss in losses)
            yield ""


def _lost(report: InfluenceReport, loss: Loss) -> str:
    if loss.id in report.actors:
        return plain(report.actors[loss.id].name)
    source = report.articles[loss.id]
    about = ", ".join(filter(None, (source.publisher and plain(source.publisher), source.published_at)))
    return plain(source.title or loss.id) + (f" ({about})" if about else "")


def _rejected(report: InfluenceReport) -> Iterator[str]:
    if not report.rejected:
        return
    yield from ("## Rejected by time", "", "| Way | Strength it would have | Why not |", "|---|---|---|")
    for one in report.rejected:
        yield f"| {_way(one.actors)} | {wording.strength(one.strength)} | {plain(one.reason)} |"
    yield ""


def _path(report: InfluenceReport, path: Path) -> Iterator[str]:
    yield from (f"## Path {path.rank}: {_way(path.actors)}", "")
    for number, hop in enumerate(path.hops, 1):
        yield from (f"### {number}. {_said(report, hop)}", "")
        yield from _tie(hop, prose.dated(hop, report.request.any_order))
        for other in hop.others:
            yield from (f"Also: {_said(report, other)}", "")
            yield from _tie(other)


def _said(report: InfluenceReport, tie: Tie | Evidence) -> str:
    names = {id: report.actors[id].name for id in (tie.subject, tie.object)}
    if isinstance(tie, Tie):
        return plain(prose.statement(tie, names))
    return plain(prose.said(tie.type, names[tie.subject], names[tie.object], tie.properties))


def _tie(tie: Tie, dated: str = "") -> Iterator[str]:
    dates = dated or wording.span(tie.first_date, tie.last_date) or "undated"
    against = "; influence runs from object to subject" if prose.turned(tie) else ""
    yield (
        f"`{tie.type}`, strength {wording.strength(tie.strength)} (weight {wording.strength(tie.weight)} × confidence "
        f"{wording.strength(tie.confidence)}), {wording.count(tie.origins, 'independent origin')}, {dates}{against}"
    )
    yield ""
    for claim in tie.claims:
        yield from _quote(claim)


def _quote(claim: Evidence) -> Iterator[str]:
    title = plain(claim.article) if claim.article else ""
    if link := _link(claim.url):
        title = f"[{title or plain(claim.url or '')}]({link})"
    parts = [
        plain(claim.publisher) if claim.publisher else "publisher not given",
        title,
        claim.published_at or "undated",
        f"on the word of {plain(claim.attributed_to)}" if claim.attributed_to else "",
        f"about {claim.event_date}" if claim.event_date else "",
    ]
    yield from (f"> {plain(claim.quote)}", ">", f"> — {', '.join(filter(None, parts))}", "")


def _link(url: str | None) -> str:
    try:
        safe = url if url and urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        safe = ""
    return quote(safe, safe=":/?#@!$&'*+,;=%~[]")


def _no_path(report: InfluenceReport, none: NoPath) -> Iterator[str]:
    yield from ("## What would be found instead", "")
    yield from () if none.looser else ("Nothing: looser bounds find no path either.",)
    for one in none.looser:
        yield from (f"- {plain(one.words)} {_way(one.actors)}", f"  `{one.command}`")
    yield ""
    start, end = plain(report.source.name), plain(report.target.name)
    yield from ("## What comes nearest", "")
    yield f"{start} reaches {plain(nearest.reached(none.reached, none.furthest_reached))}."
    yield f"{end} is reached from {plain(nearest.reached(none.leading, none.furthest_leading))}."
    yield ""
    for gap in none.gaps:
        names = {id: report.actors[id].name for id in (gap.tie.subject, gap.tie.object)}
        yield from (f"### {plain(prose.statement(gap.tie, names))}", "", f"No way on: {plain(gap.reason)}.", "")
        yield from _tie(gap.tie)
    for title, near in ((f"from {start}", none.ties_from_source), (f"to {end}", none.ties_to_target)):
        yield from (f"## Strongest ties {title}", "")
        yield from () if near else ("None.", "")
        for hop in near:
            yield from (f"### {_said(report, hop)}", "")
            yield from _tie(hop)


def _contested(report: InfluenceReport) -> Iterator[str]:
    if report.contested:
        yield from ("## Contested and unfinished", "", "Not counted as fact:", "")
    for claim in report.contested:
        yield from (f"**{wording.status(claim.modality, claim.polarity)}**: {_said(report, claim)}", "")
        yield from _quote(claim)


def _timeline(report: InfluenceReport) -> Iterator[str]:
    if not report.timeline:
        return
    yield from ("## Timeline", "", "| Date | What | Sentences | Paths |", "|---|---|---|---|")
    names = wording.named(report.actors)
    for moment in report.timeline:
        date = f"{moment.date} (published)" if moment.published else moment.date
        what = plain(prose.moment(moment, names))
        yield f"| {date} | {what} | {len(moment.claims)} | {', '.join(map(str, moment.paths))} |"
    yield ""
