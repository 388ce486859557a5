"""What the parameters of queries are made of: bounded, described, with examples; names only from the schema.

Dates may be a day, a month or a year, here as in the graph, and are compared as text. What may have happened on one of
several days counts from the first of them: what happened in 2025 is true by any day of 2025.
"""

import calendar
import re
from collections.abc import Iterable
from typing import Annotated, Any, TypeAlias

from pydantic import AfterValidator, Field, GetPydanticSchema
from pydantic_core import core_schema

from graph.records import LANGUAGES
from graph.schema import LABELS, MODALITIES, RELATION_TYPES

# For documentation: the checks below say more of what is wrong.
DATE_PATTERN = (
    r"^(?!0000)\d{4}(-(0[1-9]|1[0-2]))?$"
    r"|^(?!0000)\d{4}-((0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)$"
    r"|^(?!0000)(\d\d(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29$"
)
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def _last_day(text: str) -> str:
    """Return the last day of a date: whatever begins by then is no greater, as text."""
    found = _DATE.fullmatch(text)
    year, month, day = (int(part) if part else None for part in found.groups()) if found else (0, None, None)
    last_month = 12 if month is None else month
    if year and 1 <= last_month <= 12:
        length = calendar.monthrange(year, last_month)[1]
        if 1 <= (last_day := length if day is None else day) <= length:
            return f"{year:04}-{last_month:02}-{last_day:02}"
    raise ValueError(f"{text!r} is no date (YYYY, YYYY-MM or YYYY-MM-DD)")


def _first_day(text: str) -> str:
    """Return the shortest date with the same first day: whatever begins from then on is no smaller, as text."""
    _last_day(text)
    return re.sub("(-01)+$", "", text)


def _date(*examples: str) -> Any:
    return Field(max_length=10, examples=list(examples), json_schema_extra={"pattern": DATE_PATTERN})


def _one_of(names: Iterable[str]) -> GetPydanticSchema:
    """Return what makes a string one of `names`, and documentation list them."""
    known = list(names)
    return GetPydanticSchema(lambda _source, _handler: core_schema.literal_schema(known))


EntityId: TypeAlias = Annotated[str, Field(min_length=1, max_length=200)]
ActorId: TypeAlias = Annotated[
    EntityId,
    Field(
        description="Id of an actor, or of any other entity",
        examples=["nvidia", "jensen-huang", "united-states-department-of-commerce", "h20"],
    ),
]
OtherId: TypeAlias = Annotated[
    EntityId, Field(description="Id of the other one", examples=["donald-trump", "bureau-of-industry-and-security"])
]
Until: TypeAlias = Annotated[str, AfterValidator(_last_day), _date("2025-07-31", "2025-07")]
Since: TypeAlias = Annotated[str, AfterValidator(_first_day), _date("2025-07-01", "2025")]
AsOf: TypeAlias = Annotated[
    Until | None,
    Field(
        description="Only what had happened by this date (YYYY, YYYY-MM or YYYY-MM-DD); the undated counts as having"
    ),
]
KnownAt: TypeAlias = Annotated[
    Until | None, Field(description="Only what had been published by this date (YYYY, YYYY-MM or YYYY-MM-DD)")
]

Label: TypeAlias = Annotated[str, _one_of(LABELS)]
RelationType: TypeAlias = Annotated[str, _one_of(RELATION_TYPES)]
Language: TypeAlias = Annotated[str, _one_of(LANGUAGES)]
Doubt: TypeAlias = Annotated[str, _one_of([*MODALITIES[2:], "negated"])]

Labels: TypeAlias = Annotated[
    tuple[Label, ...], Field(max_length=len(LABELS), description="Only entities with one of these labels; none: any")
]
RelationTypes: TypeAlias = Annotated[
    tuple[RelationType, ...],
    Field(max_length=len(RELATION_TYPES), description="Only relations of these types; none: any"),
]
Languages: TypeAlias = Annotated[
    tuple[Language, ...], Field(max_length=len(LANGUAGES), description="Only articles in these languages; none: any")
]
FactsOnly: TypeAlias = Annotated[
    bool,
    Field(description="Leave out what is planned, hypothetical, alleged or negated"),
]
