"""``export``: the graph, or what surrounds an actor, as a file."""

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api import output
from api.commands.opening import opened
from graph.errors import BadInput
from graph.export.formats import FORMATS
from graph.export.part import MAX_HOPS, Selection

Format = StrEnum("Format", [(name, name) for name in FORMATS])  # type: ignore[misc]
_DEFAULT = Format("jsonl")

_HELP = """Write the graph, or what surrounds an actor: the same graph, the same bytes.

Without --out to standard output. Formats:

{formats}

CSV: UTF-8 with a byte order mark; lists are JSON text; a text that a spreadsheet would run as a formula gets a ' in
front. FollowTheMoney: what is planned, alleged or denied is left out. Cypher: run it once, on an empty database.
"""


def add(app: typer.Typer) -> None:
    """Add the command of this file."""
    formats = "\n\n".join(f"{one.name}: {one.meaning}" for one in FORMATS.values())
    app.command(
        help=_HELP.format(formats=formats),
        epilog=output.examples(
            "techtrade export > graph.jsonl",
            "techtrade export --format graphml --out graph.graphml",
            'techtrade export --format csv --actor "Jensen Huang" --hops 2 --no-evidence --out huang.csv.zip',
        ),
    )(export)


def export(
    format: Annotated[Format, typer.Option(help="What to write.")] = _DEFAULT,
    actor: Annotated[
        str | None, typer.Option(help="Only what surrounds this actor or other entity: name in any script, or id.")
    ] = None,
    hops: Annotated[
        int | None, typer.Option(min=1, max=MAX_HOPS, help="With --actor: how many relations away.  [default: 1]")
    ] = None,
    evidence: Annotated[
        bool, typer.Option("--evidence/--no-evidence", help="Articles and claims too, not only entities and relations.")
    ] = True,
    out: Annotated[
        Path | None, typer.Option(help="File to write; one that is there is replaced when all is done.")
    ] = None,
) -> None:
    """Write the graph."""
    from graph.export.formats import export as chunks
    from graph.influence.actors import find

    if hops is not None and actor is None:
        raise typer.BadParameter("--hops needs --actor")
    if out is None and FORMATS[format].media_type == "application/zip" and sys.stdout.isatty():
        raise typer.BadParameter(f"{format} is a ZIP archive, and not for a terminal: --out FILE")
    with opened() as store:
        id = find(store, actor)["id"] if actor else None
        written = chunks(store, format, Selection(id, hops or 1, evidence))
        if out is None:
            for chunk in written:
                sys.stdout.buffer.write(chunk)
        else:
            _write(out, written)


def _write(out: Path, chunks: Iterator[bytes]) -> None:
    """Write a file that is whole or not there."""
    partial = out.with_name(f".{out.name}.partial")
    try:
        with partial.open("wb") as file:
            for chunk in chunks:
                file.write(chunk)
        partial.replace(out)
    except OSError as error:
        raise BadInput(f"{out}: {(error.strerror or str(error)).lower()}") from None
    finally:
        partial.unlink(missing_ok=True)
