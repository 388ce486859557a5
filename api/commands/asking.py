"""``query``: one command for every named query of the catalog."""

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from api import output

_HELP = "Ask a named query; `techtrade query --list` lists them, and each has a --help of its own."
_EXAMPLES = (
    "techtrade query actor-search --text 黄仁勋",
    "techtrade query neighbours --actor nvidia --limit 10",
    "techtrade query neighbours --help",
)


class _Queries(TyperGroup):
    """Reads the catalog when one of its commands is wanted: no other command waits for that."""

    def list_commands(self, ctx: Any) -> list[str]:
        self._fill()
        return super().list_commands(ctx)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        self._fill()
        return super().get_command(ctx, cmd_name)

    def _fill(self) -> None:
        if not self.commands:
            from api.commands.named import commands

            self.commands.update(commands())


def add(app: typer.Typer) -> None:
    """Add a command with a command for each query below it."""
    below = typer.Typer(
        cls=_Queries,
        help=_HELP,
        epilog=output.examples(*_EXAMPLES),
        no_args_is_help=True,
        invoke_without_command=True,
    )
    below.callback()(_listed)
    app.add_typer(below, name="query")


def _listed(
    context: typer.Context,
    all: Annotated[bool, typer.Option("--list", help="List the queries.")] = False,
    json: Annotated[bool, typer.Option("--json", help="With --list: print JSON.")] = False,
) -> None:
    if all and not context.invoked_subcommand:
        from api.commands.named import show_all

        show_all(json)
