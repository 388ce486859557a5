"""``withdraw``: an article out again."""

from typing import Annotated

import typer

from api import output
from api.commands import options
from api.commands.opening import opened
from api.output import count


def add(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(
        epilog=output.examples(
            "techtrade withdraw article-0123456789abcdef",
        )
    )(withdraw)


def withdraw(
    article: Annotated[str, typer.Argument(help="Id of the article, as `techtrade query` shows it.")],
    json: options.Json = False,
) -> None:
    """Take an article out of the graph, with its claims and the relations that rested on it alone."""
    from graph.withdrawing import withdraw as take_out

    with opened() as store:
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
