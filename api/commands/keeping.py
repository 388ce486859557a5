"""``export`` and ``withdraw``: the graph out, an article out again."""

from enum import StrEnum
from typing import Annotated

import typer

from api import output
from api.commands import options
from api.output import count
from graph.settings import Settings
from graph.store import open_store


class Format(StrEnum):
    """What the graph can be written as."""

    JSONL = "jsonl"


def add(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(
        epilog=output.examples(
            "techtrade export > graph.jsonl",
        )
    )(export)
    app.command(
        epilog=output.examples(
            "techtrade withdraw article-0123456789abcdef",
        )
    )(withdraw)


def export(
    format: Annotated[Format, typer.Option(help="What to write.")] = Format.JSONL,
) -> None:
    """Write the whole graph to standard output.

    One JSON object a line for every node and every relation, in a fixed order: the same graph, the same bytes.
    """
    from graph.dump import dump

    writers = {Format.JSONL: dump}
    with open_store(Settings.from_environment()) as store:
        for line in writers[format](store):
            print(line)


def withdraw(
    article: Annotated[str, typer.Argument(help="Id of the article, as `techtrade query` shows it.")],
    json: options.Json = False,
) -> None:
    """Take an article out of the graph, with its claims and the relations that rested on it alone."""
    from graph.withdrawing import withdraw as take_out

    with open_store(Settings.from_environment()) as store:
        gone = take_out(store, article)
    if json:
        output.as_json(output.record(gone))
        return
    output.line(f"withdrawn: {gone.title}  ({gone.article})")
    for title, ties in (("gone", gone.relations), ("changed: other articles say so too", gone.changed)):
        if ties:
            rows = [(tie.subject_name, tie.type, tie.object_name) for tie in ties]
            output.table(f"{count(len(ties), 'relation')} {title}", ("subject", "type", "object"), rows)
    if gone.claims:
        claims = [(c.subject_name, c.type, c.object_name, c.quote) for c in gone.claims]
        columns = ("subject", "type", "object", "sentence")
        output.table(f"{count(len(gone.claims), 'claim')} gone", columns, claims)
    output.line(f"{count(len(gone.entities), 'entity', 'entities')} gone: no other article mentions them")
