"""The commands by topic: a new one is a function in one of these files, or a file and a line here."""

from collections.abc import Callable
from typing import Final

import typer

from api.commands import (
    asking,
    browsing,
    compare,
    demo,
    describing,
    explaining,
    exporting,
    identity,
    ingesting,
    keeping,
    keys,
    paths,
    report,
    scoring,
    serving,
)

COMMANDS: Final[tuple[Callable[[typer.Typer], None], ...]] = (
    demo.add,
    serving.add,
    ingesting.add,
    asking.add,
    report.add,
    paths.add,
    compare.add,
    exporting.add,
    browsing.add,
    keeping.add,
    identity.add,
    keys.add,
    scoring.add,
    explaining.add,
    describing.add,
)
