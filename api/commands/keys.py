"""``keys``: who may do what over HTTP."""

from typing import Annotated

import typer

from api import keys, output
from api.commands import options
from api.keys import Scope
from graph.settings import Settings

_HELP = "Make, list and remove the keys that HTTP asks for; a running server heeds changes within a second."
_EXAMPLES = (
    "techtrade keys add newsroom --scope read --scope write",
    "techtrade keys list",
    "techtrade keys remove newsroom",
)


def add(app: typer.Typer) -> None:
    """Add a command with the commands of this file below it."""
    below = typer.Typer(help=_HELP, epilog=output.examples(*_EXAMPLES), no_args_is_help=True)
    below.command("add")(_add)
    below.command("list")(_list)
    below.command("remove")(_remove)
    app.add_typer(below, name="keys")


def _add(
    name: Annotated[str, typer.Argument(help="Name of the key: whose it is, or what for.")],
    scope: Annotated[list[Scope], typer.Option(help="read, write or cypher; may be given several times.")],
) -> None:
    """Make a key and print it: it is shown this once, and only its hash is kept."""
    settings = Settings.from_environment()
    token = keys.add(keys.keys_file(settings.data), name, scope)
    output.line(token)
    output.words("to be sent in the header X-API-Key, or as Authorization: Bearer; it cannot be shown again")


def _list(json: options.Json = False) -> None:
    """List the keys: names, scopes and when they were made."""
    found = keys.listed(keys.keys_file(Settings.from_environment().data))
    if json:
        output.as_json([{"name": key.name, "scopes": list(key.scopes), "made": key.made} for key in found])
        return
    rows = ((key.name, ", ".join(key.scopes), key.made) for key in found)
    output.table(output.count(len(found), "key"), ("name", "scopes", "made"), rows)


def _remove(name: Annotated[str, typer.Argument(help="Name of the key.")]) -> None:
    """Remove a key: who bears it is refused from then on."""
    keys.remove(keys.keys_file(Settings.from_environment().data), name)
    output.line(f"removed: {name}")
