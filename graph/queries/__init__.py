"""Named queries: for each a typed class and a ``.cypher`` file of the same name beside it."""

import re
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, ClassVar, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

RowT = TypeVar("RowT")


class Query(BaseModel, Generic[RowT]):
    """A named query: its fields are the parameters, its docstring the documentation.

    Attributes
    ----------
    name : str
        The class's name in snake case; the Cypher text is ``<name>.cypher``.
    row_type : type
        What a row of the answer is read into.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: ClassVar[str] = ""
    row_type: ClassVar[type[Any]]

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        for base in cls.__mro__[1:]:
            metadata = getattr(base, "__pydantic_generic_metadata__", None)
            if metadata and metadata["origin"] is Query and metadata["args"]:
                cls.row_type = metadata["args"][0]
                cls.name = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
                return

    @classmethod
    def cypher(cls) -> str:
        """Return the Cypher text."""
        return _text(cls.name)

    def parameters(self) -> dict[str, Any]:
        """Return the values that the Cypher text names."""
        return self.model_dump()


class Page(BaseModel):
    """What a query has that answers with part of its rows: put it before ``Query[...]`` among the bases."""

    limit: Annotated[int, Field(ge=1, le=1000, description="Most rows to return")] = 50
    offset: Annotated[int, Field(ge=0, le=1_000_000, description="Rows to skip")] = 0


@cache
def _text(name: str) -> str:
    return files("graph.queries").joinpath(f"{name}.cypher").read_text("utf-8")
