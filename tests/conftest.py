"""Both databases for the tests: every test that takes `store` runs on the embedded engine and on a real Neo4j.

What a machine may lack (a real Neo4j, Chromium, FollowTheMoney's tools) is skipped, loudly; in CI it is a failure.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import hypothesis
import pytest
from playwright.sync_api import Browser, sync_playwright

from graph.settings import Settings
from graph.store import Store, open_store
from tests.ftm import NoTools, tools
from tests.neo4j import server

hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")

_SKIPPED = pytest.StashKey[dict[str, str]]()
_CHROMIUM = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="session")
def embedded_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings under which the embedded engine is opened."""
    return Settings(data=tmp_path_factory.mktemp("embedded"))


def lacking(config: pytest.Config, tests: str, reason: str) -> NoReturn:
    """Skip, and say so at the end; in CI fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    config.stash.setdefault(_SKIPPED, {})[tests] = reason
    pytest.skip(reason)


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[server.Server]:
    """A real Neo4j started here, with its Browser."""
    try:
        started = server.start(tmp_path_factory.mktemp("neo4j") / "server")
    except server.NoServer as fault:
        lacking(pytestconfig, "NEO4J HALF OF THE", f"no real Neo4j: {fault}")
    yield started
    started.stop()


@pytest.fixture(scope="session")
def neo4j_settings(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a real Neo4j: that of NEO4J_URI, else one started here."""
    data = tmp_path_factory.mktemp("neo4j-data")
    if url := os.environ.get("NEO4J_URI"):
        user, password = os.environ.get("NEO4J_USER", "neo4j"), os.environ.get("NEO4J_PASSWORD", "")
        return Settings(data=data, url=url, user=user, password=password)
    started: server.Server = request.getfixturevalue("neo4j_server")
    return Settings(data=data, url=started.url, password=started.password)


@pytest.fixture(scope="session")
def chromium(pytestconfig: pytest.Config) -> Iterator[Browser]:
    """A real Chromium, Debian's own."""
    if not (program := shutil.which("chromium")):
        lacking(pytestconfig, "BROWSER", "chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_CHROMIUM))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def ftm(pytestconfig: pytest.Config) -> Path:
    """The folder of FollowTheMoney's own programs."""
    try:
        return tools()
    except NoTools as fault:
        lacking(pytestconfig, "FOLLOWTHEMONEY", f"FollowTheMoney's tools cannot be installed: {fault}")


@pytest.fixture(scope="session", params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def settings(request: pytest.FixtureRequest) -> Settings:
    """Settings of one database after the other."""
    found: Settings = request.getfixturevalue(f"{request.param}_settings")
    return found


@pytest.fixture(scope="session")
def opened(settings: Settings) -> Iterator[Store]:
    """The store, open for the whole run."""
    with open_store(settings) as store:
        yield store


@pytest.fixture
def store(opened: Store) -> Store:
    """An empty store."""
    empty(opened)
    return opened


def empty(store: Store) -> None:
    """Remove everything but the node that counts the writes."""
    store.write("MATCH (node) WHERE NOT node:Graph DETACH DELETE node")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say loudly which tests did not run."""
    for tests, reason in config.stash.get(_SKIPPED, {}).items():
        terminalreporter.section(f"THE {tests} TESTS WERE SKIPPED", sep="!", red=True, bold=True)
        terminalreporter.line(reason)
