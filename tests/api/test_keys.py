"""Keys: made, listed and removed by command; kept as hashes in a private file; heeded by a running server."""

import stat
import time
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from api import keys
from api.app import create_app
from api.keys import Ring, Scope, keys_file
from graph.errors import BadInput, NotFound, StoreUnavailable
from graph.settings import Settings
from graph.store import Store
from tests.api.conftest import KEY, Shell, serving

ARTICLE = {"text": "Nvidia makes the H20.", "language": "en"}


def test_the_commands(shell: Shell) -> None:
    made = shell("keys", "add", "newsroom", "--scope", "write", "--scope", "read")
    assert made.status == 0
    token = made.out.strip()
    assert token.startswith("tt_")
    assert len(token) > 40
    file = shell.folder / "kept" / "keys.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert token not in file.read_text()
    assert token[3:] not in file.read_text()
    again = shell("keys", "add", "newsroom", "--scope", "read")
    assert (again.status, again.err) == (1, "techtrade: there is a key 'newsroom' already\n")
    assert shell("keys", "add", "bad name", "--scope", "read").status == 1
    assert shell("keys", "add", "other", "--scope", "everything").status == 2
    assert shell("keys", "add", "other").status == 2
    (listed,) = shell("keys", "list", "--json").data
    assert (listed["name"], listed["scopes"]) == ("newsroom", ["read", "write"])
    assert set(listed) == {"name", "scopes", "made"}
    assert token not in shell("keys", "list").out
    assert shell("keys", "remove", "newsroom").status == 0
    gone = shell("keys", "remove", "newsroom")
    assert (gone.status, gone.err) == (1, "techtrade: no key 'newsroom'\n")


def test_a_ring_heeds_the_file_as_it_changes(tmp_path: Path) -> None:
    path = keys_file(tmp_path)
    ring = Ring(path, "of the setting")
    of_setting = ring.find("of the setting")
    assert of_setting
    assert of_setting.scopes == (Scope.READ, Scope.WRITE)
    assert not ring.any_with(Scope.CYPHER)
    token = keys.add(path, "analyst", [Scope.CYPHER])
    time.sleep(1.1)
    assert ring.any_with(Scope.CYPHER)
    found = ring.find(token)
    assert found
    assert found.name == "analyst"
    assert ring.find("of the setting")
    assert ring.find(token + "x") is None
    assert ring.find("\ud800") is None
    keys.remove(path, "analyst")
    time.sleep(1.1)
    assert ring.find(token) is None


def test_a_damaged_file_is_said(tmp_path: Path) -> None:
    keys_file(tmp_path).write_text("[{]")
    with pytest.raises(StoreUnavailable, match=r"keys\.json: cannot be read"):
        keys.listed(keys_file(tmp_path))
    with pytest.raises(NotFound, match="no key 'x'"):
        keys.remove(keys_file(tmp_path / "none"), "x")
    with pytest.raises(BadInput, match="no name for a key"):
        keys.add(keys_file(tmp_path / "none"), "../x", [Scope.READ])


def test_scopes_over_http(store: Store, settings: Settings, tmp_path: Path) -> None:
    closed = replace(settings, data=tmp_path, api_key=KEY, read_key=True)
    reader = keys.add(keys_file(tmp_path), "reader", [Scope.READ])
    writer = keys.add(keys_file(tmp_path), "writer", [Scope.WRITE])

    def status(method: str, path: str, *, key: str = "", bearer: str = "") -> int:
        headers = ({"X-API-Key": key} if key else {}) | ({"Authorization": f"Bearer {bearer}"} if bearer else {})
        json = ARTICLE if method == "POST" else None
        return client.request(method, path, headers=headers, json=json).status_code

    with serving(create_app(store, closed), closed) as client:
        for path in ("/v1/queries/counts", "/v1/queries", "/v1/exports", "/v1/articles/none", "/metrics"):
            found = 404 if path.endswith("none") else 200
            assert status("GET", path) == 401
            assert status("GET", path, key="wrong") == 401
            assert status("GET", path, key=writer) == 403
            assert status("GET", path, key=reader) == found
            assert status("GET", path, bearer=reader) == found
            assert status("GET", path, key=KEY) == found
            assert status("GET", path) == 401, "what is kept in memory is not for everybody"
        assert status("POST", "/v1/articles") == 401
        assert status("POST", "/v1/articles", key=reader) == 403
        assert status("POST", "/v1/articles", key=writer) == 201
        assert status("POST", "/v1/articles", key=KEY) == 200
        for path in ("/healthz", "/readyz", "/", "/docs", "/openapi.json"):
            assert status("GET", path) == 200
        described = client.get("/openapi.json").json()["paths"]
        assert described["/v1/queries/counts"]["get"]["security"] == [{"APIKeyHeader": []}, {"HTTPBearer": []}]
        assert "security" not in described["/healthz"]["get"]
        keys.remove(keys_file(tmp_path), "reader")
        time.sleep(1.1)
        assert status("GET", "/v1/queries/counts", key=reader) == 401


def test_without_any_key_what_needs_one_is_refused(store: Store, settings: Settings, tmp_path: Path) -> None:
    none = replace(settings, data=tmp_path)
    with serving(create_app(store, none), none) as client:
        for path, body in (("/v1/articles", ARTICLE), ("/v1/cypher", {"query": "RETURN 1"})):
            answer: httpx.Response = client.post(path, json=body)
            assert answer.status_code == 403
            assert "`techtrade keys add`" in answer.json()["detail"]
