"""Options that several commands have."""

from typing import Annotated, TypeAlias

import typer

from graph.settings import Extractor as By

Json: TypeAlias = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Date: TypeAlias = Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD.")]
Language: TypeAlias = Annotated[str | None, typer.Option(help="en, ar or zh; without it, found out.")]
Publisher: TypeAlias = Annotated[str | None, typer.Option(help="Who published it.")]
Url: TypeAlias = Annotated[str | None, typer.Option(help="Where it was published.")]
Extractor: TypeAlias = Annotated[
    By | None, typer.Option(help="Who finds the claims; default: TECHTRADE_EXTRACTOR, offline.")
]
