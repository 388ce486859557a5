"""``serve`` as a process: its address, its end, what it says; and by hand what docker-compose.yml would run."""

import os
import re
import signal
import socket
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
import yaml

from graph.settings import Settings
from tests.api.conftest import Shell, stop, wait_for_line
from tests.neo4j import server

_ROOT = Path(__file__).parents[2]
COMPOSE = yaml.safe_load((_ROOT / "docker-compose.yml").read_text("utf-8"))


def get(address: str, path: str) -> httpx.Response:
    return httpx.get(address + path, trust_env=False, timeout=30)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_until_it_is_told_to_end(shell: Shell, number: int) -> None:
    process = shell.start("serve", "--port", "0")
    found = re.search(r"http://127\.0\.0\.1:\d+", wait_for_line(process, "serving at"))
    assert found
    assert get(found[0], "/readyz").json()["status"] == "ready"
    # Another process joins the database that the server has open.
    joined = shell("query", "counts", "--json")
    assert (joined.status, joined.data) == (0, [])
    assert stop(process, number) == 0
    assert not (shell.folder / "kept" / "database" / "running").exists()
    assert shell("query", "counts", "--json").status == 0


def test_a_busy_port_is_said_plainly(shell: Shell) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        for command in ("serve", "demo"):
            done = shell(command, "--port", port)
            assert (done.status, done.out) == (1, "")
            assert done.err.startswith(f"techtrade: cannot listen on 127.0.0.1 port {port}: address already in use")
            assert len(done.err.splitlines()) == 1
    done = shell("serve", "--host", "not-an-address.invalid", "--port", "0")
    assert (done.status, len(done.err.splitlines())) == (1, 1)


def test_compose_keeps_to_this_machine_and_needs_a_password() -> None:
    services = COMPOSE["services"]
    assert set(services) == {"neo4j", "api"}
    for service in services.values():
        assert service["healthcheck"]["test"]
        assert service["ports"]
        assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    assert services["api"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert services["neo4j"]["image"] == f"neo4j:{server.version()}-community"
    assert services["neo4j"]["volumes"] == ["neo4j-data:/data"]
    assert set(COMPOSE["volumes"]) == {"neo4j-data", "api-data"}
    needed = r"\$\{TECHTRADE_PASSWORD:\?[^}]+\}"
    assert re.fullmatch("neo4j/" + needed, services["neo4j"]["environment"]["NEO4J_AUTH"])
    assert re.fullmatch(needed, services["api"]["environment"]["TECHTRADE_PASSWORD"])
    names = {f"TECHTRADE_{name.upper()}" for name in Settings.__dataclass_fields__}
    assert set(services["api"]["environment"]) <= names


def test_the_image_has_the_pinned_dependencies_and_no_root() -> None:
    text = (_ROOT / "Dockerfile").read_text("utf-8")
    assert "--require-hashes -r requirements/runtime.txt" in text
    assert re.search(r"^USER (?!root)\w+$", text, re.MULTILINE)
    example = (_ROOT / ".env.example").read_text("utf-8")
    assert re.findall(r"^\w+=(.*)$", example, re.MULTILINE) == ["", ""]


@pytest.mark.neo4j
def test_what_compose_would_run_runs(shell: Shell, neo4j_settings: Settings) -> None:
    environment = COMPOSE["services"]["api"]["environment"]
    given = {"TECHTRADE_PASSWORD": neo4j_settings.password, "TECHTRADE_API_KEY": "key-of-compose"}
    filled = {
        name: re.sub(r"\$\{(\w+)[^}]*\}", lambda match: given[match[1]], str(value))
        for name, value in environment.items()
    }
    # Other than in the containers: where the database is reached, where files lie, and which port is free here.
    authority = urlsplit(neo4j_settings.url).netloc
    filled["TECHTRADE_URL"] = filled["TECHTRADE_URL"].replace("neo4j:7687", authority)
    filled |= {"TECHTRADE_DATA": str(shell.folder), "TECHTRADE_PORT": "0", "PATH": os.environ["PATH"]}
    process = Shell(shell.folder, filled).start("serve")
    try:
        line = wait_for_line(process, "serving at")
        found = re.search(r"http://0\.0\.0\.0:(\d+)/", line)
        assert found, line
        address = f"http://127.0.0.1:{found[1]}"
        assert get(address, "/readyz").json()["status"] == "ready"
        headers = {"X-API-Key": "key-of-compose"}
        article = {"text": "Chips\n\nNvidia makes the H20.", "language": "en"}
        posted = httpx.post(address + "/v1/articles", json=article, headers=headers, trust_env=False, timeout=60)
        assert posted.status_code == 201, posted.text
        id = posted.json()["id"]
        assert httpx.delete(f"{address}/v1/articles/{id}", headers=headers, trust_env=False).status_code == 200
    finally:
        assert stop(process) == 0
    assert not (shell.folder / "database").exists()
