"""``export`` as a process, and ``/v1/exports`` over HTTP."""

import csv
import io
import json
import zipfile
from pathlib import Path
from threading import BoundedSemaphore

import httpx
import pytest

from api.app import create_app
from api.routes import exports
from graph.export.formats import FORMATS, export
from graph.export.part import Selection
from graph.settings import Settings
from graph.store import Store
from tests.api.conftest import Shell, serving

SAMPLES = Path(__file__).parent.parent.parent / "ingest/samples"


@pytest.mark.parametrize("format", FORMATS)
def test_http_sends_what_the_graph_gives(client: httpx.Client, store: Store, format: str) -> None:
    for query, selection in (("", Selection()), ("?actor=quarzo&hops=2&evidence=false", Selection("quarzo", 2, False))):
        answer = client.get(f"/v1/exports/{format}{query}")
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == FORMATS[format].media_type
        assert answer.content == b"".join(export(store, format, selection))
        name = f"techtrade{'-quarzo' if query else ''}.{FORMATS[format].suffix}"
        assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'


def test_http_lists_the_formats(client: httpx.Client) -> None:
    listed = client.get("/v1/exports").json()
    assert [one["name"] for one in listed] == list(FORMATS)
    assert all(client.get(one["path"], params={"actor": "hermit"}).status_code == 200 for one in listed)


@pytest.mark.parametrize(
    ("address", "status", "word"),
    [
        ("xlsx", 422, "format"),
        ("csv?actor=nobody", 404, "'nobody'"),
        ("csv?actor=", 422, "actor"),
        ("csv?hops=5", 422, "hops"),
        ("csv?hops=0", 422, "hops"),
        ("csv?colour=red", 422, "colour"),
    ],
)
def test_bad_questions_are_answered_before_anything_is_sent(
    client: httpx.Client, address: str, status: int, word: str
) -> None:
    answer = client.get(f"/v1/exports/{address}")
    assert answer.status_code == status
    assert word in answer.json()["detail"]


def test_too_many_at_once_are_asked_to_come_again(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(exports, "_UNDER_WAY", BoundedSemaphore(1))
        exports._UNDER_WAY.acquire()
        answer = client.get("/v1/exports/csv")
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        exports._UNDER_WAY.release()
        assert client.get("/v1/exports/csv").status_code == 200
        assert client.get("/v1/exports/csv?actor=nobody").status_code == 404
        assert client.get("/v1/exports/csv").status_code == 200


def test_the_command_writes_files_whole_or_not_at_all(shell: Shell) -> None:
    assert shell("ingest", str(SAMPLES / "en-01-h20-licences.txt")).status == 0
    done = shell("export", "--format", "csv", "--actor", "黄仁勋", "--no-evidence", "--out", "huang.zip")
    assert (done.status, done.out, done.err) == (0, "", "")
    with zipfile.ZipFile(shell.folder / "huang.zip") as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("nodes.csv").decode("utf-8-sig"))))
    assert {"jensen-huang", "nvidia"} <= {row["id"] for row in rows}
    piped = shell("export", "--format", "node-link", "--actor", "jensen-huang", "--hops", "2")
    assert len(json.loads(piped.out)["nodes"]) > len(rows)

    before = {path.name for path in shell.folder.iterdir()}
    for arguments, status, word in (
        (("--actor", "Nobody Known", "--out", "x"), 1, "Nobody Known"),
        (("--out", "missing/x"), 1, "missing/x: no such file"),
        (("--hops", "2"), 2, "--actor"),
        (("--actor", "nvidia", "--hops", "9"), 2, "--hops"),
        (("--format", "xlsx"), 2, "xlsx"),
    ):
        failed = shell("export", *arguments)
        assert failed.status == status
        assert word in failed.err
        assert "Traceback" not in failed.err
    assert {path.name for path in shell.folder.iterdir()} == before


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_graph_is_exported_too(store: Store, settings: Settings, format: str) -> None:
    with serving(create_app(store, settings), settings) as client:
        for query in ("", "?evidence=false"):
            assert client.get(f"/v1/exports/{format}{query}").status_code == 200
