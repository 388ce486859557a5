"""From a report's data to HTML, Markdown and JSON. The same data gives the same bytes."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from graph.errors import BadInput
from graph.influence.evidence import Evidence
from graph.report import markdown, nearest, picture, prose, wording
from graph.report.model import Actor, Hop, InfluenceReport, Moment, Tie

_SHOWN_QUOTES = 6  # of one relation; the others are folded away, and open in print
_SHOWN_LOSSES = 6


def render_html(report: InfluenceReport) -> str:
    """Return one page that needs nothing else: no script, no network, light and dark, A4 in print."""
    return _ENVIRONMENT.get_template("report.html.j2").render(
        report=report,
        picture=picture.draw(report.paths, report.request.any_order) if report.paths else None,
        shape_names=picture.SHAPE_NAMES,
        figures=_figures(report),
        first_at=_first_places(report),
        shown_quotes=_SHOWN_QUOTES,
        shown_losses=_SHOWN_LOSSES,
    )


def render_markdown(report: InfluenceReport) -> str:
    """Return the report as CommonMark with tables."""
    return markdown.render(report)


def render_json(report: InfluenceReport) -> str:
    """Return the report's data, names in lowerCamelCase."""
    return report.model_dump_json(by_alias=True, indent=2) + "\n"


FORMATS: Final = {"html": ("html", render_html), "markdown": ("md", render_markdown), "json": ("json", render_json)}


def write_report(report: InfluenceReport, folder: Path, formats: Iterable[str] = tuple(FORMATS)) -> list[Path]:
    """Write ``influence-<source>-<target>.<suffix>`` for every format, and return the paths."""
    wanted = list(formats)
    if unknown := [name for name in wanted if name not in FORMATS]:
        raise BadInput(f"no report format {unknown[0]!r}; there are {', '.join(FORMATS)}")
    ends = "-".join(re.sub(r"[^\w.-]+", "_", actor.id) for actor in (report.source, report.target))
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in wanted:
            suffix, render = FORMATS[name]
            path = folder / f"influence-{ends}.{suffix}"
            path.write_text(render(report), encoding="utf-8", newline="\n")
            written.append(path)
    except OSError as error:
        raise BadInput(f"{folder}: the report cannot be written: {error.strerror}") from None
    return written


def _figures(report: InfluenceReport) -> list[tuple[str, str]]:
    claims = [claim for path in report.paths for hop in path.hops for tie in hop.ties for claim in tie.claims]
    publishers = {claim.publisher for claim in claims if claim.publisher}
    return [
        ("Paths", str(len(report.paths))),
        ("Strongest", wording.strength(report.paths[0].strength) if report.paths else ""),
        ("Sentences", str(len({(claim.article_id, claim.start, claim.end) for claim in claims}))),
        ("Articles", str(len({claim.article_id for claim in claims}))),
        ("Publishers", str(len(publishers)) if publishers else "not given"),
        ("Forbidden by time", str(len(report.rejected))),
        ("Contested claims", str(len(report.contested))),
    ]


def _first_places(report: InfluenceReport) -> dict[str, tuple[int, int]]:
    """Return path and hop at which each relation's sentences are given; later ones refer to them."""
    places: dict[str, tuple[int, int]] = {}
    for path in report.paths:
        for number, hop in enumerate(path.hops, 1):
            for tie in hop.ties:
                places.setdefault(tie.id, (path.rank, number))
    return places


def _telling(hop: Hop, date: str) -> Evidence:
    """Return the claim of a hop that gives a date; else one that gives any; else the first."""
    claims = [claim for tie in hop.ties for claim in tie.claims]
    return next((one for one in claims if one.event_date == date), None) or next(
        (one for one in claims if one.event_date), claims[0]
    )


def _parts(tie: Tie | Evidence | Moment, actors: Mapping[str, Actor]) -> dict[str, str]:
    subject, object_ = prose.ends(tie) if isinstance(tie, Tie) else (tie.subject, tie.object)
    properties = prose.properties(tie) if isinstance(tie, Tie) else tie.properties
    return {
        "subject": actors[subject].name,
        "object": actors[object_].name,
        "verb": prose.verb(tie.type, properties),
        "more": prose.more(properties),
    }


def _is_web(url: str | None) -> bool:
    """Whether it is safe to link to: an article may give any address, a script too."""
    try:
        return bool(url) and urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False


def _environment() -> Environment:
    # Names and quotes are other people's text: everything is escaped, always.
    environment = Environment(
        loader=PackageLoader("graph.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    filters: dict[str, Any] = {
        "circled": picture.circled,
        "count": wording.count,
        "cut": prose.cut,
        "dated": prose.dated,
        "direction": lambda claim: "rtl" if claim.language in wording.RIGHT_TO_LEFT else "auto",
        "parts": _parts,
        "px": lambda number: f"{number:.1f}".removesuffix(".0"),
        "sentence": wording.sentence,
        "reached": lambda furthest, count: nearest.reached(count, furthest),
        "remaining": wording.remaining,
        "short_verb": wording.short_verb,
        "span": wording.span,
        "status": lambda claim: wording.status(claim.modality, claim.polarity),
        "strength": wording.strength,
        "telling": _telling,
        "turned": prose.turned,
        "web": _is_web,
    }
    environment.filters |= filters
    return environment


_ENVIRONMENT: Final = _environment()
