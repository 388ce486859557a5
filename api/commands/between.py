"""What the commands on influence have in common: from whom to whom, and which paths count."""

from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

if TYPE_CHECKING:
    from graph.influence.paths import Search

Source: TypeAlias = Annotated[str, typer.Argument(help="Name in any script, or id.")]
Target: TypeAlias = Annotated[str, typer.Argument(help="Name in any script, or id.")]
Count: TypeAlias = Annotated[int, typer.Option("--paths", help="Most paths, the strongest first.")]
MaxHops: TypeAlias = Annotated[int, typer.Option(help="Longest path.")]
Types: TypeAlias = Annotated[list[str] | None, typer.Option("--type", help="Relation type to use; may be repeated.")]
Labels: TypeAlias = Annotated[
    list[str] | None, typer.Option("--label", help="What may stand inside a path; may be repeated.")
]
Excluded: TypeAlias = Annotated[
    list[str] | None, typer.Option("--exclude", help="Name or id of whom no path may pass; may be repeated.")
]
MinOrigins: TypeAlias = Annotated[int, typer.Option(help="Independent publishers that every relation needs.")]
Countries: TypeAlias = Annotated[bool, typer.Option("--countries", help="Let paths pass through countries.")]
AnyOrder: TypeAlias = Annotated[bool, typer.Option("--any-order", help="Let hops not follow one another in time.")]
AsOf: TypeAlias = Annotated[str | None, typer.Option(help="Only what had happened by then: YYYY, -MM, -DD.")]
KnownAt: TypeAlias = Annotated[str | None, typer.Option(help="Only what had been published by then.")]


def search(
    max_hops: int,
    types: list[str] | None,
    labels: list[str] | None,
    excluded: list[str] | None,
    min_origins: int,
    countries: bool,
) -> "Search":
    """Return which paths count."""
    from graph.influence.paths import Search

    return Search(
        max_hops=max_hops,
        types=frozenset(types) if types else None,
        labels=frozenset(labels) if labels else None,
        excluded=frozenset(excluded or ()),
        min_origins=min_origins,
        countries=countries,
    )
