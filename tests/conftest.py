"""Both databases for the tests: every test that takes `store` runs on the embedded engine and on a real Neo4j."""

import os
from collections.abc import Iterator

import hypothesis
import pytest

from graph.settings import Settings
from graph.store import Store, open_store
from tests.neo4j import server

hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")

_SKIPPED = pytest.StashKey[str]()


@pytest.fixture(scope="session")
def embedded_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings under which the embedded engine is opened."""
    return Settings(data=tmp_path_factory.mktemp("embedded"))


@pytest.fixture(scope="session")
def neo4j_settings(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[Settings]:
    """Settings of a real Neo4j: that of NEO4J_URI, else one started here; else skipped, in CI a failure."""
    data = tmp_path_factory.mktemp("neo4j")
    if url := os.environ.get("NEO4J_URI"):
        user, password = os.environ.get("NEO4J_USER", "neo4j"), os.environ.get("NEO4J_PASSWORD", "")
        yield Settings(data=data, url=url, user=user, password=password)
        return
    try:
        started = server.start(data / "server")
    except server.NoServer as fault:
        reason = f"no real Neo4j: {fault}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytestconfig.stash[_SKIPPED] = reason
        pytest.skip(reason)
    yield Settings(data=data, url=started.url, password=started.password)
    started.stop()


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
    """Say loudly that half of the tests did not run."""
    if reason := config.stash.get(_SKIPPED, None):
        terminalreporter.section("THE NEO4J HALF OF THE TESTS WAS SKIPPED", sep="!", red=True, bold=True)
        terminalreporter.line(reason)
