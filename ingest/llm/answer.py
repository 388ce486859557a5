"""What a language model is to answer with, and how its answer is read: nothing in it is trusted."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final, TypeVar

import orjson
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from graph.schema import LABELS, MODALITIES, POLARITIES, RELATION_TYPES

MOST: Final = 400  # entities, and claims, of one answer
MALFORMED: Final = "not of the form asked for"
_THOUGHTS = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)


class BadAnswer(Exception):
    """An answer that cannot be read; the message says why, for the model too."""


def _date(value: object) -> object:
    """Return a date as it may stand: YYYY, YYYY-MM or YYYY-MM-DD, and a day that exists."""
    if not value:
        return None
    if not isinstance(value, str) or not re.fullmatch(r"[12]\d{3}(?:-\d\d(?:-\d\d)?)?", value, re.ASCII):
        raise ValueError("no date of the form YYYY, YYYY-MM or YYYY-MM-DD")
    date.fromisoformat(value + {4: "-01-01", 7: "-01", 10: ""}[len(value)])
    return value


def _one_of(words: Mapping[str, object] | tuple[str, ...]) -> BeforeValidator:
    def check(value: object) -> object:
        if value not in words:
            raise ValueError("none of the words given")
        return value

    return BeforeValidator(check)


_Text = Annotated[str, Field(min_length=1, max_length=300)]
_Key = Annotated[str, Field(min_length=1, max_length=40), BeforeValidator(lambda v: str(v) if type(v) is int else v)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, alias_generator=to_camel)


class Named(_Part):
    """An entity: what the text calls it."""

    id: _Key
    label: Annotated[str, _one_of(LABELS)]
    name: _Text
    names: list[_Text] = Field(default=[], max_length=30)
    references: list[_Text] = Field(default=[], max_length=30)


class Stated(_Part):
    """A claim: what the text says of two of them."""

    subject: _Key
    type: Annotated[str, _one_of(RELATION_TYPES)]
    object: _Key
    quote: Annotated[str, Field(min_length=1, max_length=5000)]
    modality: Annotated[str, _one_of(MODALITIES)]
    polarity: Annotated[str, _one_of(POLARITIES)]
    attributed_to: Annotated[str, Field(max_length=300)] | None = None
    event_date: Annotated[str | None, BeforeValidator(_date)] = None
    properties: dict[str, Any] | None = None


_PartT = TypeVar("_PartT", Named, Stated)


@dataclass(frozen=True, slots=True)
class Answer:
    """What can be read of an answer.

    Attributes
    ----------
    stated : int
        How many claims it held, readable or not.
    refused : Counter
        How many of them were not of the form asked for, by what is wrong.
    """

    entities: list[Named]
    claims: list[Stated]
    stated: int
    refused: Counter[str]


def read(text: str, cut: bool = False) -> Answer:
    """Read an answer; what is not of the form asked for is left out and counted.

    Raises
    ------
    BadAnswer
        It is no JSON, or not an object with the lists `entities` and `claims`.
    """
    if cut:
        raise BadAnswer("it was cut off before its end; leave out what matters least")
    bare = _THOUGHTS.sub("", text)
    try:
        # Many models set a fence around JSON, or a word before it, whatever they are told.
        data = orjson.loads(bare[bare.find("{") : bare.rfind("}") + 1])
    except orjson.JSONDecodeError as fault:
        raise BadAnswer(f"it is not valid JSON ({fault})") from None
    for name in ("entities", "claims"):
        if not isinstance(data.get(name), list):
            raise BadAnswer(f"it has no list {name!r}")
    entities, _ = _readable(Named, data["entities"])
    claims, faults = _readable(Stated, data["claims"])
    return Answer(entities, claims, len(data["claims"]), Counter(f"{MALFORMED}: {fault}" for fault in faults))


def _readable(kind: type[_PartT], rows: list[Any]) -> tuple[list[_PartT], list[str]]:
    found, faults = [], ["too many"] * max(0, len(rows) - MOST)
    for row in rows[:MOST]:
        try:
            found.append(kind.model_validate(row))
        except ValidationError as fault:
            place = fault.errors()[0]["loc"]
            faults.append(str(place[0]) if place else "no object")
    return found, faults
