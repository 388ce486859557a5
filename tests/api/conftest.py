"""The command line as real processes, and the HTTP server on a real socket."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from api.app import create_app
from api.commands.serving import listening
from graph.settings import Settings
from graph.store import Store
from graph.writing import write
from tests.story import extractions

KEY = "correct horse"
_TECHTRADE = Path(sys.executable).with_name("techtrade")


@dataclass(frozen=True)
class Done:
    """What a command left."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The JSON it printed."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Shell:
    """Runs techtrade, as a shell would, with an environment of its own."""

    folder: Path
    environment: dict[str, str]

    def __call__(self, *arguments: str, stdin: str = "", **environment: str) -> Done:
        process = self.start(*arguments, **environment)
        out, err = process.communicate(stdin.encode(), timeout=180)
        return Done(process.returncode, out.decode(), err.decode())

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start a command and do not wait for it."""
        pipe = subprocess.PIPE
        env = self.environment | environment
        return subprocess.Popen(
            [_TECHTRADE, *arguments], cwd=self.folder, env=env, stdin=pipe, stdout=pipe, stderr=pipe
        )


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A shell in an empty folder, with the embedded engine and a locale that knows ASCII only."""
    data = tmp_path / "kept"
    return Shell(
        tmp_path, {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TECHTRADE_DATA": str(data), "LC_ALL": "C"}
    )


@contextmanager
def serving(app: FastAPI, settings: Settings) -> Iterator[httpx.Client]:
    """Serve an app on a free port, and yield a client for it."""
    server = uvicorn.Server(uvicorn.Config(app, log_config=None))
    with listening(replace(settings, port=0)) as listener:
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        port = listener.getsockname()[1]
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False) as client:
            yield client
        server.should_exit = True
        thread.join(30)


@pytest.fixture
def client(store: Store, settings: Settings) -> Iterator[httpx.Client]:
    """A client of a server over a store that holds the made-up story."""
    write(store, list(extractions()))
    with_key = replace(settings, api_key=KEY)
    with serving(create_app(store, with_key), with_key) as one:
        yield one


def wait_for_line(process: subprocess.Popen[bytes], word: str) -> str:
    """Return the line of stderr that holds a word."""
    assert process.stderr
    seen = ""
    while line := process.stderr.readline().decode():
        seen += line
        if word in line:
            return line
    raise AssertionError(f"{word!r} was not said: {seen}")


def stop(process: subprocess.Popen[bytes], number: int = signal.SIGTERM) -> int:
    """End a process by a signal and return its status."""
    process.send_signal(number)
    started = time.monotonic()
    process.communicate(timeout=60)
    assert time.monotonic() - started < 30
    return process.returncode
