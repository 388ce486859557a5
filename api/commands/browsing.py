"""``browser-kit``: style, saved queries and a guide for Neo4j Browser."""

from pathlib import Path
from typing import Annotated

import typer

from api import output
from graph.settings import Settings

_STEPS = """
1. Style: drop {style} onto the window of Neo4j Browser.
   Or run in it:  :style {address}/{style_name}
2. Saved queries: drop {queries} onto the window.
   They are then under the star, in the folder {folder}. Run "parameters" first; those named "draw ..." draw.
3. Guide: run `techtrade serve`, and in Neo4j Browser:
   :guide {address}/{guide_name}

To ask about others, run for instance  :param actor => 'donald-trump'  and the query again.
Neo4j Browser fetches from localhost unless the database's setting browser.remote_content_hostname_allowlist says
otherwise; the address above is that of `techtrade serve` on this machine.
"""


def add(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(
        epilog=output.examples(
            "techtrade browser-kit",
            "techtrade browser-kit --out ~/neo4j-kit",
        )
    )(browser_kit)


def browser_kit(
    out: Annotated[Path, typer.Option(help="Folder to write to.")] = Path("techtrade-browser-kit"),
) -> None:
    """Write a style, saved queries and a guide for Neo4j Browser, and say how to install them."""
    from graph.browser import kit

    for path in kit.install(out):
        output.line(str(path))
    output.line(
        _STEPS.format(
            style=out / kit.STYLE,
            style_name=kit.STYLE,
            queries=out / kit.QUERIES,
            folder=kit.FOLDER,
            guide_name=kit.GUIDE,
            address=f"http://localhost:{Settings.from_environment().port}/browser-kit",
        )
    )
