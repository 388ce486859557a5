"""The only reader of the environment: every setting of the project, frozen, documented, passed down."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import Enum, StrEnum
from pathlib import Path
from typing import Any

from graph.errors import BadInput


def _setting(default: Any, doc: str, secret: bool = False) -> Any:
    return field(default=default, repr=not secret, metadata={"doc": doc})


class Extractor(StrEnum):
    """Who finds the claims: the offline extractor, a language model, or both."""

    OFFLINE = "offline"
    MODEL = "model"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Settings:
    """Read from ``TECHTRADE_<NAME>``; see docs/settings.md, which is generated from here."""

    data: Path = _setting(Path("~/.local/share/techtrade"), "folder in which everything kept lies")
    url: str = _setting("", "database address (bolt:// or neo4j://); empty: the embedded engine")
    user: str = _setting("neo4j", "database user")
    password: str = _setting("", "database password", secret=True)
    database: str = _setting("neo4j", "database name (on the embedded engine always techtrade)")
    query_seconds: float = _setting(20.0, "time limit of one query, in seconds")
    connect_seconds: float = _setting(10.0, "how long to wait for the database to answer, in seconds")
    batch_rows: int = _setting(5000, "rows written in one statement")
    batch_articles: int = _setting(50, "articles written in one transaction")
    workers: int = _setting(0, "processes that extract, where articles are many; 0: one a processor")
    extractor: Extractor = _setting(Extractor.OFFLINE, "who finds claims in articles: offline, model or both")
    model_url: str = _setting("", "OpenAI-compatible endpoint, such as http://localhost:11434/v1")
    model_name: str = _setting("", "language model asked there")
    model_key: str = _setting("", "key of that endpoint, where it needs one", secret=True)
    model_seconds: float = _setting(120.0, "time limit of one answer of the language model, in seconds")
    model_price_in: float = _setting(0.0, "price of a million tokens sent to the language model, in any currency")
    model_price_out: float = _setting(0.0, "price of a million tokens that it answers with, in the same currency")
    max_text_bytes: int = _setting(5_000_000, "largest article accepted, in bytes")
    max_file_bytes: int = _setting(200_000_000, "largest JSONL file accepted, in bytes")
    fetch_seconds: float = _setting(20.0, "time limit of fetching an address, in seconds")
    fetch_private: bool = _setting(False, "allow fetching from private and loopback addresses")
    host: str = _setting("127.0.0.1", "address the HTTP server binds to")
    port: int = _setting(8000, "port the HTTP server binds to; 0: any free one")
    log: str = _setting("info", "how much is logged: debug, info, warning or error")
    log_json: bool = _setting(False, "log lines of JSON")
    cors: str = _setting(
        "", "origins whose pages may read answers (https://a.example, with commas between); none: none"
    )
    rate: float = _setting(0.0, "requests a second that one key, or one address, may make; 0: any number")
    rate_burst: int = _setting(50, "requests that it may make at once")
    read_key: bool = _setting(False, "reading over HTTP needs a key too, with the scope read")
    cypher_seconds: float = _setting(5.0, "time limit of one query at /v1/cypher (embedded engine: QUERY_SECONDS)")
    cypher_rows: int = _setting(1000, "most rows of an answer of /v1/cypher")
    cypher_characters: int = _setting(10_000, "longest query that /v1/cypher takes")
    api_key: str = _setting(
        "", "a key that may read and write over HTTP (X-API-Key), besides those of `techtrade keys`", secret=True
    )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None, **overrides: Any) -> "Settings":
        """Return the settings of an environment.

        Parameters
        ----------
        environment : mapping, optional
            Default: the process's own.
        **overrides
            Values that go before the environment's; None means not given.

        Raises
        ------
        BadInput
            A value cannot be read; the message names the variable.
        """
        environment = os.environ if environment is None else environment
        values: dict[str, Any] = {}
        for item in fields(cls):
            variable = f"TECHTRADE_{item.name.upper()}"
            if (given := overrides.pop(item.name, None)) is not None:
                values[item.name] = given
            elif variable in environment:
                values[item.name] = _parse(variable, environment[variable], item.default)
        if overrides:
            raise TypeError(f"no such setting: {sorted(overrides)}")
        settings = cls(**values)
        object.__setattr__(settings, "data", Path(settings.data).expanduser())
        return settings


def _parse(variable: str, text: str, default: Any) -> Any:
    try:
        if isinstance(default, bool):
            return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}[
                text.lower()
            ]
        return type(default)(text)
    except (KeyError, ValueError):
        if isinstance(default, Enum):
            wanted = " or ".join(repr(str(one.value)) for one in type(default))
            raise BadInput(f"{variable}={text!r} is not {wanted}") from None
        raise BadInput(f"{variable}={text!r} is not a valid {type(default).__name__}") from None
