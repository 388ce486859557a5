"""The commands below ``query``, made from the catalog."""

import inspect
from collections.abc import Callable, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import typer
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from api import output
from api.commands.opening import opened
from graph.queries import Page, Query
from graph.queries.catalog import QUERIES

_ENTITIES = ("actor", "other", "target")


def commands() -> Mapping[str, Any]:
    """Return a command for every query, by its name."""
    app = typer.Typer()
    for query in QUERIES:
        app.command(query.name.replace("_", "-"), help=inspect.cleandoc(query.__doc__ or ""))(_command(query))
    return typer.main.get_group(app).commands


def show_all(json: bool) -> None:
    """Print what queries there are."""
    if json:
        output.as_json(
            [{"name": q.name, "parameters": list(q.model_fields), "description": _first(q)} for q in QUERIES]
        )
        return
    rows = (
        (
            q.name.replace("_", "-"),
            " ".join(_option(name) for name in q.model_fields if name not in Page.model_fields),
            _first(q),
        )
        for q in QUERIES
    )
    output.table("named queries", ("name", "parameters", "what it answers"), rows)


def _first(query: type[Query[Any]]) -> str:
    return " ".join((query.__doc__ or "").split("\n\n")[0].split())


def _command(query: type[Query[Any]]) -> Callable[..., None]:
    """Return a function whose signature tells typer the query's parameters."""

    def command(**given: Any) -> None:
        json = given.pop("json")
        values = {name: value for name, value in given.items() if value is not None}
        _checked(query, values)
        from graph.influence.actors import find

        with opened() as store:
            # The query takes ids; people know names.
            values |= {name: find(store, values[name])["id"] for name in _ENTITIES if name in values}
            _show(store.run(_checked(query, values)), json)

    fields = sorted(
        query.model_fields.items(), key=lambda item: (not item[1].is_required(), item[0] in Page.model_fields)
    )
    parameters = [_parameter(name, field) for name, field in fields]
    json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
    parameters.append(inspect.Parameter("json", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=json))
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return command


def _checked(query: type[Query[Any]], values: dict[str, Any]) -> Query[Any]:
    try:
        return query(**values)
    except ValidationError as error:
        raise typer.BadParameter(_wrong(error)) from None


def _parameter(name: str, field: FieldInfo) -> inspect.Parameter:
    kind = _plain_type(field.annotation)
    about = (field.description or "") + (", or name in any script" if name in _ENTITIES else "")
    shown = typer.Option(_option(name), help=about)
    if field.is_required():
        return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=Annotated[kind, shown])
    default = field.get_default(call_default_factory=True)
    if isinstance(default, (tuple, list, frozenset)):
        default = list(default) or None
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind | None, shown]
    )


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _plain_type(annotation: Any) -> Any:
    """Return what typer is to read; the query itself checks the rest."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _plain_type(args[0])
    if origin in (Union, UnionType):
        (inner,) = (arg for arg in args if arg is not NoneType)
        return _plain_type(inner)
    if origin is Literal:
        return annotation
    if origin in (list, tuple, set, frozenset):
        return list[_plain_type(args[0])]  # type: ignore[misc]
    return annotation if annotation in (int, float, bool) or _is_choice(annotation) else str


def _is_choice(annotation: Any) -> bool:
    return isinstance(annotation, type) and hasattr(annotation, "__members__")


def _wrong(error: ValidationError) -> str:
    fault = error.errors()[0]
    return f"{_option(str(fault['loc'][0]))}: {fault['msg']}" if fault["loc"] else fault["msg"]


def _show(rows: list[Any], json: bool) -> None:
    data = [row.model_dump(by_alias=True, mode="json") for row in rows]
    if json:
        output.as_json(data)
        return
    columns = [key for key in (data[0] if data else {}) if any(row[key] not in (None, [], {}, "") for row in data)]
    cells = ([_cell(row[column]) for column in columns] for row in data)
    numbers = [c for c in columns if all(isinstance(row[c], (int, float, NoneType)) for row in data)]
    output.table(output.count(len(data), "row"), columns, cells, numbers)


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case float():
            return f"{value:.2f}"
        case list():
            return "; ".join(map(_cell, value))
        case {"name": str(name), "label": _}:
            return name
        case {"quote": str(quote), "type": type, "modality": modality, "polarity": polarity}:
            how = modality if polarity == "affirmed" else f"{modality}, {polarity}"
            return f"{type} ({how}): {quote}"
        case {"type": str(type), "origins": origins, "confidence": confidence}:
            return f"{type} ({output.count(origins, 'origin')}, {confidence:.2f})"
        case {"title": str(title), "language": _}:
            return ", ".join(filter(None, (value["publisher"], title, value["publishedAt"])))
        case dict():
            return ", ".join(f"{key} {_cell(inner)}" for key, inner in value.items() if inner not in (None, [], {}))
    return str(value)
