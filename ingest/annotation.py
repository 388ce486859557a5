"""What an annotated article must hold to be scored: training/measured/README.md describes the format."""

import json
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, TypeAdapter, ValidationError, field_validator, model_validator

from graph.errors import BadInput
from graph.schema import LABELS, MODALITIES, RELATION_TYPES


class _Mention(BaseModel, strict=True):
    start: int
    end: int


class _Thing(BaseModel, strict=True):
    name: str
    label: str
    mentions: list[_Mention]

    @field_validator("label")
    @classmethod
    def _of_the_schema(cls, label: str) -> str:
        if label not in LABELS:
            raise ValueError(f"no label {label!r}")
        return label


class _Relation(BaseModel, strict=True):
    subject: str
    type: str
    object: str
    modality: str
    polarity: Literal["affirmed", "negated"]

    @model_validator(mode="after")
    def _of_the_schema(self) -> "_Relation":
        if self.type not in RELATION_TYPES:
            raise ValueError(f"no relation type {self.type!r}")
        if self.modality not in MODALITIES:
            raise ValueError(f"no modality {self.modality!r}")
        return self


class _Annotated(BaseModel):
    title: str
    language: Literal["en", "ar", "zh"]
    publishedAt: date
    entities: list[_Thing]
    relations: list[_Relation]

    @model_validator(mode="after")
    def _ends_are_things(self) -> "_Annotated":
        names = {thing.name for thing in self.entities}
        for relation in self.relations:
            for end in (relation.subject, relation.object):
                if end not in names:
                    raise ValueError(f"{relation.type}: {end!r} is no entity of the article")
        return self


_READER = TypeAdapter(_Annotated)


def annotation(path: Path) -> dict[str, Any]:
    """Return the annotation in a file.

    Raises
    ------
    BadInput
        It is no annotation; the message names the file, and the field.
    """
    try:
        gold = json.loads(path.read_text(encoding="utf-8"))
        _READER.validate_python(gold)
    except ValidationError as fault:
        first = fault.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the file"
        raise BadInput(f"{path}: {place}: {first['msg']}") from None
    except ValueError as fault:
        raise BadInput(f"{path}: not an annotated article ({fault})") from None
    return dict(gold)
