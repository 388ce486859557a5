"""Keys for HTTP: random tokens of which only hashes are kept, each with a name and scopes."""

import hashlib
import os
import re
import secrets
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import orjson

from graph.errors import BadInput, NotFound, StoreUnavailable

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
_LOOK_SECONDS = 1.0  # how often a running server looks whether the file has changed
_OF_SETTING = "TECHTRADE_API_KEY"


class Scope(StrEnum):
    """What a key lets its bearer do."""

    READ = "read"
    WRITE = "write"
    CYPHER = "cypher"


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it is kept.

    Attributes
    ----------
    sha256 : str
        Of the token. The token has 256 random bits, so that no slower hash is needed.
    made : str
        When, in ISO 8601.
    """

    name: str
    scopes: tuple[Scope, ...]
    sha256: str
    made: str


def keys_file(data: Path) -> Path:
    """Return where keys are kept, under the folder of everything kept."""
    return data.expanduser() / "keys.json"


def listed(path: Path) -> list[Key]:
    """Return the keys of a file, by name.

    Raises
    ------
    StoreUnavailable
        The file is damaged.
    """
    try:
        return [
            Key(one["name"], tuple(map(Scope, one["scopes"])), one["sha256"], one["made"])
            for one in orjson.loads(path.read_bytes())
        ]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError):
        raise StoreUnavailable(f"{path}: cannot be read, or is damaged; remove it, and make keys anew") from None


def add(path: Path, name: str, scopes: Sequence[Scope]) -> str:
    """Make a key, keep its hash, and return the token, which is never to be had again.

    Raises
    ------
    BadInput
        The name is taken, or none that can be.
    """
    if not _NAME.fullmatch(name):
        raise BadInput(f"{name!r} is no name for a key: letters, digits, dots, hyphens; at most 64")
    keys = listed(path)
    if any(key.name == name for key in keys):
        raise BadInput(f"there is a key {name!r} already")
    token = f"tt_{secrets.token_urlsafe(32)}"
    made = datetime.now(UTC).isoformat(timespec="seconds")
    chosen = tuple(scope for scope in Scope if scope in scopes)
    _write(path, [*keys, Key(name, chosen, _hashed(token), made)])
    return token


def remove(path: Path, name: str) -> None:
    """Take a key out; who bears it is refused from then on.

    Raises
    ------
    NotFound
        There is no such key.
    """
    keys = listed(path)
    left = [key for key in keys if key.name != name]
    if len(left) == len(keys):
        raise NotFound(f"no key {name!r}", [key.name for key in keys])
    _write(path, left)


class Ring:
    """The keys of a running server: those of the file, looked at anew when it changes, and that of the setting."""

    def __init__(self, path: Path, of_setting: str = "") -> None:
        self._path = path
        self._lock = threading.Lock()
        self._fixed = [Key(_OF_SETTING, (Scope.READ, Scope.WRITE), _hashed(of_setting), "")] if of_setting else []
        self._keys: dict[str, Key] = {}
        self._state: tuple[int, int, int] | None = (0, 0, 0)
        self._next_look = 0.0

    def find(self, token: str) -> Key | None:
        """Return the key of a token."""
        return self._current().get(_hashed(token))

    def any_with(self, scope: Scope) -> bool:
        """Whether any key has a scope."""
        return any(scope in key.scopes for key in self._current().values())

    def _current(self) -> dict[str, Key]:
        with self._lock:
            if time.monotonic() >= self._next_look:
                self._next_look = time.monotonic() + _LOOK_SECONDS
                if (state := _state(self._path)) != self._state:
                    self._keys = {key.sha256: key for key in (*listed(self._path), *self._fixed)}
                    self._state = state
            return self._keys


def _state(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _write(path: Path, keys: Sequence[Key]) -> None:
    """Write the file whole or not at all, so that only its owner can read it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}.part")
    partial.unlink(missing_ok=True)
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(orjson.dumps(sorted(keys, key=lambda key: key.name), option=orjson.OPT_INDENT_2))
    partial.replace(path)
