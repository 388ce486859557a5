"""Writes the pages of docs/ that are generated: ``python -m api.docs``; ``--check`` only compares."""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from api.commands.describing import ends
from graph.queries import Query
from graph.queries.catalog import QUERIES
from graph.queries.rows import ArticleRef, Claim, EntityRef, Relation, Tie
from graph.report import schemas
from graph.schema import LABELS, MODALITIES, POLARITIES, RELATION_TYPES, Flow
from graph.settings import Settings

_DOCS = Path(__file__).parent.parent / "docs"
_NOTE = "<!-- Written by `make docs` from {source}. -->"
_FLOWS = {
    Flow.WITH: "from subject to object",
    Flow.AGAINST: "from object to subject",
    Flow.BOTH: "both ways",
    Flow.NONE: "not at all",
}


def pages() -> dict[str, str]:
    """Return the text of every generated page by its file's name."""
    made = {"schema.md": _schema(), "queries.md": _queries(), "settings.md": _settings()}
    texts = {name: "\n".join(lines).rstrip() + "\n" for name, lines in made.items()}
    return texts | {name: schemas.text(address) for address, (_, name) in schemas.PUBLISHED.items()}


def outdated() -> list[str]:
    """Return the names of the pages that are not what they would be if they were written now."""
    return [name for name, text in pages().items() if _standing(_DOCS / name) != text]


def _standing(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


def _schema() -> Iterator[str]:
    yield from ("# What the graph may hold", "", _NOTE.format(source="graph/schema.py"), "")
    yield from ("Every node below also carries `:Entity`; those that can act carry `:Actor`.", "")
    yield from ("## Labels", "")
    rows = [
        (f"`{label.name}`", "yes" if label.actor else "", label.meaning, label.followthemoney)
        for label in LABELS.values()
    ]
    yield from _table(("label", "actor", "meaning", "FollowTheMoney"), rows)
    yield from ("## Relation types", "")
    yield "Influence runs along a relation in one direction, both or none; the weight is this project's judgement."
    yield ""
    kinds = [
        (
            f"`{kind.name}`" + (", symmetric" if kind.symmetric else ""),
            ends(kind.subject),
            ends(kind.object),
            kind.meaning,
            _FLOWS[kind.flow],
            f"{kind.weight:g}",
            kind.plover or "",
        )
        for kind in RELATION_TYPES.values()
    ]
    yield from _table(("type", "subject", "object", "meaning", "influence runs", "weight", "PLOVER"), kinds)
    yield from ("## Claims", "")
    yield f"Modality: {', '.join(f'`{one}`' for one in MODALITIES)}. "
    yield f"Polarity: {', '.join(f'`{one}`' for one in POLARITIES)}. "
    yield "Only asserted or reported, affirmed claims make a relation."


def _queries() -> Iterator[str]:
    yield from ("# Named queries", "", _NOTE.format(source="graph/queries/"), "")
    yield "Each is asked at `/v1/queries/<name>`, by `techtrade query <name>`, and by `store.run(...)`."
    yield ""
    for query in QUERIES:
        yield from _query(query)
    yield from ("# What the rows of several queries are made of", "")
    for part in (EntityRef, ArticleRef, Claim, Relation, Tie):
        yield from (f"## {part.__name__}", "", part.__doc__ or "", "")
        yield from _row(part)


def _query(query: type[Query[Any]]) -> Iterator[str]:
    slug = query.name.replace("_", "-")
    yield from (f"## {slug}", "", *(" ".join(part.split()) + "\n" for part in (query.__doc__ or "").split("\n\n")))
    parameters = [
        (f"`{name}`", "yes" if field.is_required() else "", _default(field), field.description or "")
        for name, field in sorted(query.model_fields.items(), key=lambda item: not item[1].is_required())
    ]
    if parameters:
        yield from _table(("parameter", "needed", "default", "meaning"), parameters)
    yield from _row(query.row_type)
    yield from ("```cypher", query.cypher().rstrip(), "```", "")


def _row(row: type[BaseModel]) -> Iterator[str]:
    columns = [
        (f"`{field.alias or name}`", _type(field), field.description or "") for name, field in row.model_fields.items()
    ]
    yield from _table(("column", "type", "meaning"), columns)


def _default(field: Any) -> str:
    default = None if field.is_required() else field.get_default(call_default_factory=True)
    return "" if default in (None, (), []) else f"`{default}`"


def _type(field: Any) -> str:
    """Return a column's type as people say it."""
    text = getattr(field.annotation, "__name__", "") if isinstance(field.annotation, type) else str(field.annotation)
    return re.sub(r"\b(?:\w+\.)+", "", text).replace("|", "or").replace("None", "null")


def _settings() -> Iterator[str]:
    yield from ("# Settings", "", _NOTE.format(source="graph/settings.py"), "")
    yield "Read from the environment, when a command starts."
    yield ""
    rows = [
        (
            f"`TECHTRADE_{one.name.upper()}`",
            "" if one.default in ("", None) else f"`{one.default}`",
            one.metadata["doc"],
        )
        for one in fields(Settings)
    ]
    yield from _table(("variable", "default", "meaning"), rows)


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join(_cell(cell) for cell in row)} |"
    yield ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or with ``--check`` say which are out of date."""
    if "--check" in arguments:
        for name in outdated():
            print(f"docs/{name} is out of date: run make docs", file=sys.stderr)
        return 1 if outdated() else 0
    _DOCS.mkdir(exist_ok=True)
    for name, text in pages().items():
        (_DOCS / name).write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
