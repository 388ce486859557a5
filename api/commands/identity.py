"""``identity``: who is who, decided, undone and on record."""

from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from api import output
from api.commands import options
from api.commands.opening import opened
from api.output import count

if TYPE_CHECKING:
    from graph.identity.deciding import Decided
    from graph.identity.decisions import Decision

_HELP = "Decide that two nodes are one, or that one is two; list what was decided, and undo it."
_EXAMPLES = (
    'techtrade identity join "Li Wenzhao" 李文昭 --reason "the same adviser" --by "the desk"',
    'techtrade identity part "Li Wei" --article article-0123456789abcdef --as "Li Wei (physicist)" --reason namesake',
    "techtrade identity list",
    "techtrade identity undo decision-0123456789abcdef",
)

_Reason: TypeAlias = Annotated[str, typer.Option(help="Why; it is kept.")]
_By: TypeAlias = Annotated[str | None, typer.Option(metavar="NAME", help="Who decides; it is kept.")]


def add(app: typer.Typer) -> None:
    """Add a command with the commands of this file below it."""
    below = typer.Typer(help=_HELP, epilog=output.examples(*_EXAMPLES), no_args_is_help=True)
    below.command("list")(_list)
    below.command("join")(_join)
    below.command("part")(_part)
    below.command("undo")(_undo)
    app.add_typer(below, name="identity")


def _list(json: options.Json = False) -> None:
    """List the decisions, those undone too, in the order in which they were made."""
    from graph.identity.deciding import decisions

    with opened() as store:
        found = decisions(store)
    if json:
        output.as_json([_data(one) for one in found])
        return
    columns = ("id", "what", "reason", "by", "recorded", "undone")
    rows = (
        (
            one.id,
            _what(one),
            one.reason,
            one.by,
            one.recorded_at,
            " ".join(filter(None, (one.undone_at, one.undone_by))),
        )
        for one in found
    )
    output.table(count(len(found), "decision"), columns, rows)


def _join(
    other: Annotated[str, typer.Argument(help="Id, or name in any script, of the node that is another.")],
    into: Annotated[str, typer.Argument(help="Id or name of the node that it is, and that stays.")],
    reason: _Reason,
    by: _By = None,
    json: options.Json = False,
) -> None:
    """Decide that OTHER is INTO: claims, mentions and names go to INTO, those of articles still to come too."""
    from graph.identity.deciding import join

    with opened() as store:
        _show(join(store, other, into, reason, by), json)


def _part(
    entity: Annotated[str, typer.Argument(metavar="ID", help="Id or name of the node in which two are mixed up.")],
    article: Annotated[
        list[str], typer.Option(help="Id of an article that means the other; several times for several.")
    ],
    reason: _Reason,
    name: Annotated[str | None, typer.Option("--as", metavar="NAME", help="What to call the other.")] = None,
    by: _By = None,
    json: options.Json = False,
) -> None:
    """Decide that ID is somebody else in some articles: what they say goes to a node of its own.

    Parts of one ID --as one NAME lead to one node.
    """
    from graph.identity.deciding import part

    with opened() as store:
        _show(part(store, entity, article, reason, name, by), json)


def _undo(
    decision: Annotated[str, typer.Argument(help="Id of the decision, as `techtrade identity list` shows it.")],
    by: _By = None,
    json: options.Json = False,
) -> None:
    """Undo a decision: the graph is as if it had not been made. It stays on record."""
    from graph.identity.deciding import undo

    with opened() as store:
        _show(undo(store, decision, by), json)


def _show(decided: "Decided", json: bool) -> None:
    if json:
        output.as_json({"decision": _data(decided.decision), "articles": decided.articles})
        return
    one = decided.decision
    output.line(f"{'decided' if one.in_force else 'undone'}: {_what(one)}  ({one.id})")
    output.line(f"{count(decided.articles, 'article')} shown anew")


def _what(one: "Decision") -> str:
    into = f"{one.into_name} ({one.into})" if one.into_name else one.into
    where = f" in {', '.join(one.articles)}" if one.articles else ""
    return f"{one.entity_name} ({one.entity}) is {into}{where}"


def _data(one: "Decision") -> dict[str, Any]:
    row: dict[str, Any] = output.record(one)
    del row["entry"]  # the registry's, kept for the graph's own use
    return row
