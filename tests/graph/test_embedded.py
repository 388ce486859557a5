"""The embedded database among processes: joining, ends of all kinds, kill -9 at any moment."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.dump import dump
from graph.errors import StoreUnavailable
from graph.settings import Settings
from graph.store import open_store
from graph.writing import write
from tests.extractions import extraction

_ROOT = Path(__file__).parents[2]
_MANY = [extraction(number) for number in range(60)]

_HOLD = """
import sys
from pathlib import Path
from graph.settings import Settings
from graph.store import open_store
store = open_store(Settings(data=Path(sys.argv[1])))
print("open", flush=True)
sys.stdin.read()
store.close()
"""
_WRITE = """
import sys
from pathlib import Path
from graph.settings import Settings
from graph.store import open_store
from graph.writing import write
from tests.extractions import extraction
with open_store(Settings(data=Path(sys.argv[1]), batch_articles=int(sys.argv[2]))) as store:
    print("open", flush=True)
    write(store, [extraction(number) for number in range(60)])
print("done", flush=True)
"""


@contextmanager
def process(script: str, data: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run a script in another process; it has the database open when this is entered."""
    command = [sys.executable, "-c", script, str(data), *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, cwd=_ROOT) as started:
        assert started.stdin
        assert started.stdout
        assert started.stdout.readline() == "open\n"
        try:
            yield started
        finally:
            started.kill()


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The graph of all articles, written in peace."""
    with open_store(Settings(data=tmp_path_factory.mktemp("peace"))) as store:
        write(store, _MANY)
        return list(dump(store))


def test_what_is_kept_is_private(tmp_path: Path) -> None:
    os.umask(os.umask(0o022))
    with open_store(Settings(data=tmp_path / "new" / "data")) as store:
        folder = tmp_path / "new" / "data" / "database"
        assert folder.stat().st_mode & 0o777 == 0o700
        for name in ("passwords", "running", "config/server-users.jsonl"):
            assert (folder / name).stat().st_mode & 0o777 == 0o600
        passwords = json.loads((folder / "passwords").read_text())
        assert passwords["root"] not in (folder / "config/server-users.jsonl").read_text()
        assert store.url.startswith("bolt://127.0.0.1:")
    assert not (folder / "running").exists()


def test_what_is_written_stays(tmp_path: Path, wanted: list[str]) -> None:
    settings = Settings(data=tmp_path)
    with open_store(settings) as store:
        write(store, _MANY)
        version = store.version()
    with open_store(settings) as store:
        assert list(dump(store)) == wanted
        assert store.version() == version
    assert not list(tmp_path.glob("database/*.part"))


def test_a_second_process_joins_the_first(tmp_path: Path) -> None:
    with process(_HOLD, tmp_path) as first:
        with open_store(Settings(data=tmp_path)) as store:
            running = json.loads((tmp_path / "database" / "running").read_text())
            assert running == {"pid": first.pid, "port": int(store.url.rsplit(":", 1)[1])}
            write(store, _MANY[:3])
        # The one that joined has closed; the first goes on, and the next one joins again.
        with open_store(Settings(data=tmp_path)) as store:
            assert store.read("MATCH (n:Article) RETURN count(n) AS n") == [{"n": 3}]
        assert first.poll() is None
        _, words = first.communicate("", timeout=20)
        assert (first.returncode, words) == (0, "")


@pytest.mark.parametrize("end", ["closed", "killed"])
def test_the_end_of_the_first_process_is_said_to_the_second(tmp_path: Path, end: str) -> None:
    with process(_HOLD, tmp_path) as first:
        store = open_store(Settings(data=tmp_path, connect_seconds=2))
        write(store, _MANY[:2])
        if end == "closed":
            first.communicate("", timeout=20)
        else:
            first.kill()
            first.wait()
        with pytest.raises(StoreUnavailable, match=store.url) as caught:
            store.check()
        assert "\n" not in str(caught.value)
        with pytest.raises(StoreUnavailable, match=store.url):
            write(store, _MANY[2:4])
        store.close()
    with open_store(Settings(data=tmp_path)) as again:
        assert again.read("MATCH (n:Article) RETURN count(n) AS n") == [{"n": 2}]


def test_processes_write_side_by_side(tmp_path: Path, wanted: list[str]) -> None:
    with open_store(Settings(data=tmp_path, batch_articles=7)) as store:
        with process(_WRITE, tmp_path, "5") as one, process(_WRITE, tmp_path, "11") as other:
            write(store, random.Random(1).sample(_MANY, len(_MANY)))
            for each in (one, other):
                assert each.communicate(timeout=60) == ("done\n", "")
        assert list(dump(store)) == wanted


@pytest.mark.parametrize("seed", range(4))
def test_a_killed_writer_does_no_harm(tmp_path: Path, wanted: list[str], seed: int) -> None:
    moments = random.Random(seed)
    for _ in range(2):
        with process(_WRITE, tmp_path, "4") as writer:
            time.sleep(moments.uniform(0.0, 0.35))
            writer.send_signal(signal.SIGKILL)
            writer.wait()
    with open_store(Settings(data=tmp_path)) as store:
        write(store, _MANY)
        assert list(dump(store)) == wanted


def test_a_process_killed_while_it_opens_does_no_harm(tmp_path: Path, wanted: list[str]) -> None:
    moments = random.Random(5)
    command = [sys.executable, "-c", _WRITE, str(tmp_path), "4"]
    for _ in range(5):
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=_ROOT) as writer:
            time.sleep(moments.uniform(0.4, 1.2))
            writer.kill()
    with open_store(Settings(data=tmp_path)) as store:
        write(store, _MANY)
        assert list(dump(store)) == wanted


def test_a_joined_writer_that_is_killed_does_no_harm(tmp_path: Path, wanted: list[str]) -> None:
    with open_store(Settings(data=tmp_path)) as store:
        for moment in (0.05, 0.15, 0.3):
            with process(_WRITE, tmp_path, "60") as writer:
                time.sleep(moment)
                writer.kill()
        write(store, _MANY)
        assert list(dump(store)) == wanted


def test_a_process_ends_without_closing(tmp_path: Path) -> None:
    script = _HOLD.replace("sys.stdin.read()\nstore.close()", "raise SystemExit(3)")
    with process(script, tmp_path) as first:
        assert first.wait(timeout=20) == 3
    with open_store(Settings(data=tmp_path)) as store:
        store.check()


def test_files_held_by_a_process_that_does_not_answer(tmp_path: Path) -> None:
    with process(_HOLD, tmp_path) as first:
        (tmp_path / "database" / "running").unlink()
        with pytest.raises(StoreUnavailable, match="in use by another process, which does not answer") as caught:
            open_store(Settings(data=tmp_path, connect_seconds=0.5))
        assert str(tmp_path) in str(caught.value)
        first.kill()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnavailable, match="file"):
        open_store(Settings(data=tmp_path / "file" / "data"))


def test_damaged_passwords_are_named(tmp_path: Path) -> None:
    (tmp_path / "database").mkdir()
    (tmp_path / "database" / "passwords").write_text("{")
    with pytest.raises(StoreUnavailable, match="passwords: damaged"):
        open_store(Settings(data=tmp_path))
    (tmp_path / "database" / "passwords").unlink()
    with open_store(Settings(data=tmp_path)) as store:
        store.check()
