"""``evaluate``: how much of what annotated articles hold is found, and how much of what is found they hold."""

import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api import output
from api.commands import options

if TYPE_CHECKING:
    from graph.records import Article, Extraction

_MEASURES = (
    ("entities", "entities"),
    ("entities, named", "entitiesNamed"),
    ("mentions", "mentions"),
    ("relations, typed", "relationsTyped"),
    ("relations, with modality and polarity", "relationsStrict"),
    ("relations, pair only", "relationsPair"),
)
_MOST = 15  # confusions shown
_FIGURES = ("precision", "recall", "f1", "right", "wrong", "missed")


def add(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(
        epilog=output.examples(
            "techtrade evaluate training/measured",
            "techtrade evaluate training/measured --json > scores.json",
        )
    )(evaluate)


def evaluate(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of annotated articles: .txt and .json.")],
    json: options.Json = False,
) -> None:
    """Score extraction against annotated articles: precision, recall and F1 by language and by relation type."""
    from ingest.evaluation import evaluate as score
    from ingest.pipeline import extract

    times = []

    def timed(article: "Article") -> "Extraction":
        began = time.process_time()
        found = extract(article)
        times.append(time.process_time() - began)
        return found

    scores = {language: tally.figures() for language, tally in score(folder, timed).items()}
    speed = 1 / median(times)  # the first articles load what all need
    scores["all"]["articlesPerSecond"] = round(speed, 1)
    if json:
        output.as_json(scores)
        return
    output.table("by language", ("language", "articles", "what", *_FIGURES), _by_language(scores), _FIGURES)
    types = ((name, *_figures(row)) for name, row in scores["all"]["types"].items())
    output.table("by relation type, all languages", ("type", *_FIGURES), types, _FIGURES)
    confused = ((row["gold"], row["predicted"], row["count"]) for row in scores["all"]["confusions"][:_MOST])
    output.table("one type taken for another, commonest first", ("annotated", "found", "times"), confused, ("times",))
    for language, one in scores.items():
        output.line(
            f"{language}: taken for a fact though planned, alleged or denied: {one['falseFacts']['count']} of "
            f"{one['falseFacts']['of']}; dates right: {one['dates']['right']} of {one['dates']['compared']}; "
            f"quotes not verbatim: {one['quotes']['notVerbatim']} of {one['quotes']['count']}"
        )
    output.line(f"{speed:.1f} articles a second of processor time, by the median article")


def _by_language(scores: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[object, ...]]:
    for language, tally in scores.items():
        for shown, key in _MEASURES:
            yield (language, tally["articles"], shown, *_figures(tally[key]))


def _figures(row: Mapping[str, Any]) -> Iterator[str]:
    for figure in _FIGURES:
        yield f"{row[figure]:.3f}" if isinstance(row[figure], float) else str(row[figure])
