"""The embedded database: started on demand in this process, joined over Bolt by every other one.

Nothing else knows it is there. Under ``<data>/database`` lie: the engine's own files, ``passwords`` (mode 0600),
``lock`` (held by the process that has the engine in it, let go by the system in whatever way that process ends), and
``running`` (its pid and port).
"""

import base64
import errno
import hashlib
import json
import os
import secrets
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any

from graph.errors import StoreUnavailable
from graph.settings import Settings

DATABASE = "techtrade"
# What this project does with it fits in 1 GB of heap; the engine would otherwise take half of the machine's memory.
_ISOLATE = "-Xmx1g"
_PAGE_CACHE_MB = 256
_STARTS = 5
_AT_ONCE = "arcadedb.queryMaxConcurrent"  # an environment variable of the engine


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a database answers, and as whom to ask.

    Attributes
    ----------
    reader : tuple of str or None
        User and password that can only read, where the database itself does not hold transactions to reading.
    joined : bool
        Whether another process opened the database, and made its constraints.
    ready : callable
        Lets others join, once the constraints are there.
    exclusive : callable
        Returns a context in which no other process or thread writes, where the database itself cannot see to that.
    close : callable
        Stops the engine if it runs in this process.
    """

    url: str
    user: str
    password: str = field(repr=False)
    database: str
    reader: tuple[str, str] | None = field(default=None, repr=False)
    joined: bool = False
    ready: Callable[[], None] = lambda: None
    exclusive: Callable[[], AbstractContextManager[object]] = nullcontext
    close: Callable[[], None] = lambda: None


def start(settings: Settings) -> Endpoint:
    """Start the engine on the files under ``settings.data``, or join the process that has them open.

    Raises
    ------
    StoreUnavailable
        The folder cannot be written, or the process that has the files open does not answer.
    """
    folder = settings.data.expanduser().resolve() / "database"
    until = time.monotonic() + settings.connect_seconds
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        while time.monotonic() < until:
            if lock := _lock(folder / "lock"):
                return _own(folder, settings, lock)
            if endpoint := _join(folder):
                return endpoint
            time.sleep(0.05)
    except OSError as error:
        raise StoreUnavailable(f"{error.filename or folder}: {error.strerror or error}") from None
    raise StoreUnavailable(
        f"{folder}: in use by another process, which does not answer; end it, or set TECHTRADE_DATA to another folder"
    )


def _own(folder: Path, settings: Settings, lock: IO[str]) -> Endpoint:
    running = folder / "running"
    try:
        running.unlink(missing_ok=True)  # left by a process that was killed
        passwords = _passwords(folder / "passwords")
        _write_users(folder / "config", passwords)
        server, port = _start_server(folder, passwords["root"], round(settings.query_seconds * 1000))
    except BaseException:
        lock.close()
        raise

    def ready() -> None:
        _write_private(running, json.dumps({"pid": os.getpid(), "port": port}))

    def close() -> None:
        running.unlink(missing_ok=True)
        server.stop()
        lock.close()

    return replace(_endpoint(folder, port, passwords), ready=ready, close=close)


def _join(folder: Path) -> Endpoint | None:
    """Return where the process that holds the lock answers; None as long as it does not."""
    try:
        port = int(json.loads((folder / "running").read_text("utf-8"))["port"])
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except (OSError, ValueError, KeyError):
        return None
    return replace(_endpoint(folder, port, _passwords(folder / "passwords")), joined=True)


def _endpoint(folder: Path, port: int, passwords: dict[str, str]) -> Endpoint:
    return Endpoint(
        f"bolt://127.0.0.1:{port}",
        "root",
        passwords["root"],
        DATABASE,
        reader=("reader", passwords["reader"]),
        exclusive=lambda: _exclusive(folder / "writing"),
    )


@contextmanager
def _exclusive(path: Path) -> Iterator[None]:
    # The engine lets two writers go on side by side, and refuses the later one's commit.
    while not (file := _lock(path, wait=True)):
        pass
    with file:
        yield


def _start_server(folder: Path, password: str, limit_ms: int) -> tuple[Any, int]:
    # Read by the engine when it is loaded: its log goes to its folder, not to the terminal.
    os.environ["ARCADEDB_LOG_DIR"] = str(folder / "log")
    os.environ["ARCADEDB_LOG_CONSOLE"] = "0"
    os.environ.setdefault("ARCADEDB_NATIVE_ISOLATE_ARGS", _ISOLATE)
    # A query that runs out of memory would keep its place among the few that may run at once, for ever.
    os.environ[_AT_ONCE] = "0"
    import arcadedb  # 96 MB: loaded only by the process that needs it

    for last in (*[False] * (_STARTS - 1), True):
        bolt, http = _free_ports()
        config = {
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            "bolt_port": bolt,
            "http_port": http,
            # In production mode the engine hides why it refuses a query; what that mode sets besides is set here.
            "mode": "development",
            "txWalFlush": 1,
            "opencypher_loadCsv_allowFileUrls": False,
            "maxPageRAM": _PAGE_CACHE_MB,
        }
        server = arcadedb.create_server(str(folder), root_password=password, config=config)
        try:
            server.start()
            database = server.create_database(DATABASE)
            _prepare(database, limit_ms)
            return server, bolt
        except arcadedb.ArcadeDBError as error:
            server.stop()
            # Another process may have taken the port in between.
            if last or "address already in use" not in str(error).lower():
                line = str(error).splitlines()[0]
                raise StoreUnavailable(f"{folder}: the embedded database does not start: {line}") from None
    raise AssertionError


def _prepare(database: Any, limit_ms: int) -> None:
    """Make what the engine's Cypher cannot: the full-text index, and the time limit of every statement."""
    for statement in (
        f"ALTER DATABASE `arcadedb.command.timeout` {limit_ms}",
        "CREATE VERTEX TYPE Entity IF NOT EXISTS",
        "CREATE PROPERTY Entity.names IF NOT EXISTS STRING",
        "CREATE INDEX entity_names IF NOT EXISTS ON Entity (names) FULL_TEXT",
    ):
        database.command("sql", statement)


def _free_ports() -> tuple[int, int]:
    with socket.socket() as first, socket.socket() as second:
        first.bind(("127.0.0.1", 0))
        second.bind(("127.0.0.1", 0))
        return first.getsockname()[1], second.getsockname()[1]


def _passwords(path: Path) -> dict[str, str]:
    try:
        return dict(json.loads(path.read_text("utf-8")))
    except ValueError:
        raise StoreUnavailable(f"{path}: damaged; remove it, and it is made anew") from None
    except FileNotFoundError:
        made = {user: secrets.token_urlsafe(24) for user in ("root", "reader")}
        _write_private(path, json.dumps(made))
        return made


def _write_users(folder: Path, passwords: dict[str, str]) -> None:
    """Write the engine's own files of users and groups: root, and a reader that may only read."""
    folder.mkdir(mode=0o700, exist_ok=True)
    groups: dict[str, dict[str, Any]] = {
        "admin": {"access": ["updateSecurity", "updateSchema", "updateDatabaseSettings"],
                  "types": {"*": {"access": ["createRecord", "readRecord", "updateRecord", "deleteRecord"]}}},
        "reader": {"access": [], "types": {"*": {"access": ["readRecord"]}}},
        "*": {"access": [], "types": {"*": {"access": []}}},
    }  # fmt: skip
    unlimited = {"resultSetLimit": -1, "readTimeout": -1}
    described = {name: unlimited | group for name, group in groups.items()}
    _write_private(folder / "server-groups.json", json.dumps({"databases": {"*": {"groups": described}}, "version": 2}))
    users = [("root", "admin"), ("reader", "reader")]
    lines = [
        json.dumps({"name": user, "databases": {"*": [group]}, "password": _hashed(passwords[user])})
        for user, group in users
    ]
    _write_private(folder / "server-users.jsonl", "\n".join(lines) + "\n")


def _hashed(password: str) -> str:
    """Return a password as the engine keeps it."""
    salt = base64.b64encode(secrets.token_bytes(32)).decode()
    rounds = 65536
    digest = hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), rounds)
    return f"PBKDF2WithHmacSHA256${rounds}${salt}${base64.b64encode(digest).decode()}"


def _write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    partial = path.with_name(f"{path.name}.{os.getpid()}.part")
    partial.unlink(missing_ok=True)
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def _lock(path: Path, wait: bool = False) -> IO[str] | None:
    """Return the file, locked until it is closed or the process ends; None if another holds it."""
    file = path.open("a")
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        if error.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            raise
        return None
    return file
