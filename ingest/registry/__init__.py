"""The known actors: names in three languages, Wikidata ids, dated posts. The format is in README.md beside this."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from graph.errors import SchemaFault
from graph.records import LANGUAGES, Entity
from graph.schema import LABELS

_BY_LANGUAGE = ("short", "hints", "adjectives")
_FIELDS = {
    "id",
    "label",
    "name",
    "wikidata",
    "country",
    "kind",
    "posts",
    "parent",
    "capital",
    *LANGUAGES,
    *_BY_LANGUAGE,
}


@dataclass(frozen=True, slots=True)
class Post:
    """A dated post: ISO dates, `until` None while it is held."""

    body: str
    title: str
    since: str | None = None
    until: str | None = None

    def held_on(self, date: str) -> bool:
        """Whether it was held on an ISO date; unknown ends count as open."""
        return (self.since is None or self.since <= date[: len(self.since)]) and (
            self.until is None or date[: len(self.until)] <= self.until
        )


@dataclass(frozen=True, slots=True)
class Known:
    """One entry of the registry; ``names[language]`` has the name to show first."""

    id: str
    label: str
    name: str
    names: Mapping[str, tuple[str, ...]]
    short: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hints: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    adjectives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    wikidata: str | None = None
    country: str | None = None
    kind: str | None = None
    posts: tuple[Post, ...] = ()
    parent: str | None = None
    capital: str | None = None

    def aliases(self) -> Iterable[str]:
        """Yield every full name once."""
        yield from dict.fromkeys([self.name, *(name for language in LANGUAGES for name in self.names[language])])

    def entity(self) -> Entity:
        """Return it as a node of the graph."""
        shown = {language: names[0] for language, names in self.names.items() if names}
        return Entity(
            id=self.id,
            label=self.label,
            name=self.name,
            names={"en": self.name, **{language: name for language, name in shown.items() if language != "en"}},
            aliases=tuple(sorted(set(self.aliases()))),
            wikidata=self.wikidata,
            country=self.country,
            kind=self.kind,
            posts=tuple(f"{post.since or ''}/{post.until or ''} {post.body} {post.title}" for post in self.posts),
            registered=True,
        )


@cache
def registry() -> Mapping[str, Known]:
    """Return the entries by id.

    Raises
    ------
    SchemaFault
        An entry is at fault; every fault is named.
    """
    entries: dict[str, Known] = {}
    faults = []
    folder = files("ingest.registry")
    for file in sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name):
        for row in yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader):
            where = f"{file.name}: {row.get('id')}"
            if fault := _fault(row):
                faults.append(f"{where}: {fault}")
            elif row["id"] in entries:
                faults.append(f"{where}: stands twice")
            else:
                entries[row["id"]] = _known(row)
    if faults:
        raise SchemaFault("the registry is at fault", faults)
    return entries


def dangling(entries: Mapping[str, Known]) -> list[str]:
    """Return the pointers (country, parent, capital, body of a post) that name no entry; a test keeps this empty."""
    return [
        f"{entry.id}: nothing bears the id {pointer}"
        for entry in entries.values()
        for pointer in (entry.country, entry.parent, entry.capital, *(post.body for post in entry.posts))
        if pointer is not None and pointer not in entries
    ]


def _fault(row: Mapping[str, Any]) -> str | None:
    if unknown := set(row) - _FIELDS:
        return f"unknown fields {sorted(unknown)}"
    if missing := {"id", "label", "name", *LANGUAGES} - set(row):
        return f"fields missing: {sorted(missing)}"
    if row["label"] not in LABELS:
        return f"unknown label {row['label']!r}"
    names = [row["name"], *(name for language in LANGUAGES for name in row[language])]
    if wrong := [name for name in names if not isinstance(name, str) or len(name) < 2]:
        return f"names that are none: {wrong}"
    return None


def _known(row: Mapping[str, Any]) -> Known:
    posts = (Post(post["body"], post["title"], _date(post, "from"), _date(post, "to")) for post in row.get("posts", ()))
    return Known(
        id=row["id"],
        label=row["label"],
        name=row["name"],
        names={language: tuple(row[language]) for language in LANGUAGES},
        **{field: _names(row, field) for field in _BY_LANGUAGE},
        wikidata=row.get("wikidata"),
        country=row.get("country"),
        kind=row.get("kind"),
        posts=tuple(posts),
        parent=row.get("parent"),
        capital=row.get("capital"),
    )


def _names(row: Mapping[str, Any], field: str) -> dict[str, tuple[str, ...]]:
    return {language: tuple(names) for language, names in row.get(field, {}).items()}


def _date(post: Mapping[str, Any], end: str) -> str | None:
    return str(post[end]) if end in post else None
