"""``ingest`` and ``extract``: articles into the graph, or only looked at."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from api import output
from api.commands import options
from api.commands.opening import opened
from api.output import camel, count
from graph.errors import ModelFault, TechTradeError
from graph.records import Article, Claim, Extraction
from graph.settings import Extractor, Settings

if TYPE_CHECKING:
    from ingest.llm.extractor import Usage


def add(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(
        epilog=output.examples(
            "techtrade ingest story.txt --date 2025-07-28 --language ar",
            "techtrade ingest articles/ more.jsonl https://example.org/story",
            "cat story.txt | techtrade ingest -",
            "techtrade ingest articles/ --extractor both",
        )
    )(ingest)
    app.command(
        epilog=output.examples(
            "techtrade extract story.txt --date 2025-07-28",
            "techtrade extract - --language zh --json < story.txt",
        )
    )(extract)


class Shown:
    """Shows how a run goes: a bar on a terminal, and a line for each thing set aside."""

    def __init__(self) -> None:
        console = Console(stderr=True, markup=False, highlight=False)
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self._bar = Progress(
            *columns, TimeElapsedColumn(), console=console, transient=True, disable=not console.is_terminal
        )
        self._task = self._bar.add_task("articles", total=None)

    def __enter__(self) -> "Shown":
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def wrote(self, articles: int) -> None:
        """So many more articles are in the graph."""
        self._bar.advance(self._task, articles)

    def set_aside(self, fault: TechTradeError) -> None:
        """Something could not be used."""
        output.fault(fault)


def ingest(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE...", help="Files, folders, http(s) addresses, or - for standard input."),
    ],
    date: options.Date = None,
    language: options.Language = None,
    publisher: options.Publisher = None,
    url: options.Url = None,
    extractor: options.Extractor = None,
    json: options.Json = False,
) -> None:
    """Read articles, extract claims, and write them to the graph.

    Plain text (title on the first line; a .json of the same name beside it may give date, language, publisher and
    url), JSON or JSON lines of articles, HTML files and addresses. What cannot be used is named and set aside; the
    rest goes on. Ingesting an article again changes nothing.
    """
    from ingest.readers import Options
    from ingest.run import ingest as run

    given = Options(date, language, publisher, url)
    settings = Settings.from_environment(extractor=extractor)
    with opened(settings) as store, Shown() as shown:
        report = run(store, sources, given, settings, shown)
    written = report.written
    if json:
        faults = [{"detail": fault.detail, "errors": fault.errors} for fault in report.set_aside]
        figures: dict[str, Any] = {"articles": report.articles, "seconds": round(report.seconds, 3)}
        figures |= {"written": output.record(written), "setAside": faults}
        output.as_json(figures | ({"model": output.record(report.model)} if report.model else {}))
    else:
        output.line(
            f"{count(report.articles, 'article')} in {report.seconds:.1f} s: {written.articles:,} new or changed,"
            f" {written.unchanged:,} already there; {count(written.claims, 'claim')}, "
            f"{count(written.entities, 'entity', 'entities')} and {count(written.relations, 'relation')}"
            " made or changed"
        )
        for text in _used(report.model) if report.model else ():
            output.line(text)
    if report.set_aside:
        output.words(f"{count(len(report.set_aside), 'input')} set aside")
        raise typer.Exit(1)


def extract(
    source: Annotated[
        str, typer.Argument(metavar="PATH", help="File, folder, http(s) address, or - for standard input.")
    ],
    date: options.Date = None,
    language: options.Language = None,
    extractor: options.Extractor = None,
    json: options.Json = False,
) -> None:
    """Show what would be found in an article; nothing is kept.

    With --json one JSON object an article: entities with name, label, mentions and offsets; claims with subject,
    type, object, modality, polarity, quote, start, end, eventDate, attributedTo, extractor, confidence. Offsets count
    Unicode code points.
    """
    from ingest.llm.extractor import ModelExtractor
    from ingest.pipeline import extract as find
    from ingest.readers import Options, read

    settings = Settings.from_environment(extractor=extractor)
    model = None if settings.extractor is Extractor.OFFLINE else ModelExtractor(settings)
    set_aside = 0
    for item in read(source, Options(date, language), settings):
        if not isinstance(item, Article):
            output.fault(item)
            set_aside += 1
            continue
        try:
            extraction = model.extract(item) if model else find(item)
        except ModelFault as fault:
            output.fault(ModelFault(f"{item.source}: {fault.detail}"))
            set_aside += 1
            continue
        if json:
            output.as_json(extraction_data(extraction))
        else:
            _show(extraction)
    if model:
        model.close()
        for text in _used(model.usage):
            output.words(text)
    if set_aside:
        raise typer.Exit(1)


def _used(usage: "Usage") -> Iterator[str]:
    """Yield what a language model was asked, what it cost, and what of its claims was refused."""
    again = f" ({usage.asked_again:,} of them again)" if usage.asked_again else ""
    uncounted = f" (not counted for {count(usage.uncounted, 'answer')})" if usage.uncounted else ""
    cost = f", cost {usage.cost:.4f}" if usage.cost else ""
    yield (
        f"model: {count(usage.requests, 'answer')}{again}, {usage.tokens_in:,} tokens in and {usage.tokens_out:,} out"
        f"{uncounted}{cost}; {count(usage.stated, 'claim')} stated, {usage.kept:,} kept"
    )
    for reason, number in sorted(usage.refused.items(), key=lambda item: (-item[1], item[0])):
        yield f"  refused: {number:,}, {reason}"


def extraction_data(extraction: Extraction) -> dict[str, Any]:
    """Return an extraction as plain data, names in lowerCamelCase."""
    article = extraction.article
    names = {entity.id: entity.name for entity in extraction.entities}
    keys = ("id", "title", "language", "publisher", "url", "published_at", "sha256")
    return {
        "article": camel({key: getattr(article, key) for key in keys}),
        "entities": [
            {
                "id": entity.id,
                "name": entity.name,
                "label": entity.label,
                "names": dict(entity.names),
                "wikidata": entity.wikidata,
                "registered": entity.registered,
                "mentions": [
                    {"start": m.start, "end": m.end, "text": m.text, "nominal": m.nominal}
                    for m in extraction.mentions
                    if m.entity == entity.id
                ],
            }
            for entity in extraction.entities
        ],
        "claims": [
            {
                "id": claim.id,
                "subject": names[claim.subject],
                "subjectId": claim.subject,
                "type": claim.type,
                "object": names[claim.object],
                "objectId": claim.object,
                "modality": claim.modality,
                "polarity": claim.polarity,
                "quote": claim.quote,
                "start": claim.start,
                "end": claim.end,
                "eventDate": claim.event_date,
                "datePrecision": claim.date_precision,
                "attributedTo": claim.attributed_to,
                "properties": dict(claim.properties),
                "extractor": claim.extractor,
                "confidence": claim.confidence,
            }
            for claim in extraction.claims
        ],
    }


def _show(extraction: Extraction) -> None:
    article = extraction.article
    output.line(f"{article.title}  ({article.language}, {article.published_at or 'undated'})")
    names = {entity.id: entity.name for entity in extraction.entities}
    rows = (
        (entity.name, entity.label, sum(m.entity == entity.id for m in extraction.mentions), entity.id)
        for entity in sorted(extraction.entities, key=lambda entity: (entity.label, entity.name, entity.id))
    )
    output.table(
        count(len(extraction.entities), "entity", "entities"), ("name", "label", "mentions", "id"), rows, ("mentions",)
    )
    claims = (
        (names[c.subject], c.type, names[c.object], "; ".join(_coloured(c)), f"{c.confidence:.2f}", c.quote)
        for c in extraction.claims
    )
    columns = ("subject", "type", "object", "how", "confidence", "sentence")
    output.table(count(len(extraction.claims), "claim"), columns, claims, ("confidence",))


def _coloured(claim: Claim) -> Iterator[str]:
    yield claim.modality if claim.polarity == "affirmed" else f"{claim.modality}, {claim.polarity}"
    if claim.event_date:
        yield claim.event_date
    if claim.attributed_to:
        yield f"says {claim.attributed_to}"
    yield from (f"{key} {value}" for key, value in sorted(claim.properties.items()))
