"""The Python client against a real server: the example of its documentation, rows, graphs, errors; on both engines."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import networkx as nx
import pytest

from api import keys
from api.app import create_app
from api.client import Client, frame
from api.keys import Scope, keys_file
from graph import errors
from graph.queries.actor_search import ActorSearch
from graph.queries.neighbours import Neighbours
from graph.queries.timeline import Timeline
from graph.report.comparing import compare
from graph.report.data import influence_report
from graph.settings import Settings
from graph.store import Store
from graph.writing import write
from tests.api.conftest import serving
from tests.story import extractions

_EXAMPLE = Path(__file__).parents[2] / "docs" / "client.md"


@pytest.fixture
def address(store: Store, settings: Settings, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """A server's address, and a key that may do everything."""
    write(store, list(extractions()))
    own = replace(settings, data=tmp_path)
    token = keys.add(keys_file(tmp_path), "all", list(Scope))
    with serving(create_app(store, own), own) as http:
        yield str(http.base_url), token


@pytest.fixture
def client(address: tuple[str, str]) -> Iterator[Client]:
    with Client(*address) as one:
        yield one


def test_the_example_of_the_documentation_runs(address: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    code = "\n".join(re.findall(r"```python\n(.*?)```", _EXAMPLE.read_text("utf-8"), re.DOTALL))
    url, key = address
    exec(compile(code, _EXAMPLE, "exec"), {"url": url, "key": key, "with_pandas": find_spec("pandas") is not None})
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "quarzo Quarzo Semiconductor"
    assert "[{'id': 'q7'}]" in said
    assert any(line.startswith("appeared ['") for line in said)
    assert any("'of' may mean several actors" in line for line in said)


def test_rows_are_those_of_the_store(client: Client, store: Store) -> None:
    near = Neighbours(actor="quarzo", types=("MAKES", "MEMBER_OF"))
    assert client.run(near) == store.run(near)
    whole = store.run(Timeline(actor="quarzo"))
    assert list(client.all(Timeline(actor="quarzo", limit=2))) == whole
    assert list(client.all(Timeline(actor="quarzo"))) == whole
    assert client.search("لينا روث") == store.run(ActorSearch(text="لينا روث", limit=10))
    assert client.report("lena-roth", "q7", paths=2) == influence_report(store, "lena-roth", "q7", 2)
    dates = ("2025-07-15", "2025-07-16")
    assert client.compare("Lena Roth", "q7", *dates, paths=2) == compare(store, "lena-roth", "q7", *dates, 2)


def test_graphs(client: Client) -> None:
    graph = client.graph("quarzo")
    assert isinstance(graph, nx.MultiDiGraph)
    assert graph.nodes["quarzo"]["name"] == "Quarzo Semiconductor"
    ((_, _, data),) = [edge for edge in graph.edges("quarzo", data=True) if edge[1] == "q7"]
    assert data["type"] == "MAKES"
    assert set(client.graph()) > set(graph)


@pytest.mark.skipif(find_spec("pandas") is not None, reason="pandas is installed")
def test_frames_need_pandas(client: Client) -> None:
    with pytest.raises(errors.BadInput, match="pandas is not installed"):
        frame(client.run(Timeline(actor="quarzo")))


def test_errors_are_those_of_the_graph(client: Client, address: tuple[str, str]) -> None:
    with ExitStack() as stack:
        nobody = stack.enter_context(Client(address[0]))
        stranger = stack.enter_context(Client(address[0], "wrong"))
        nowhere = stack.enter_context(Client("http://127.0.0.1:9"))
        for call, kind, said in (
            (lambda: client.report("of", "q7"), errors.Ambiguous, "may mean several"),
            (lambda: client.report("nobody", "q7"), errors.NotFound, "no actor"),
            (lambda: client.report("q7", "q7"), errors.BadInput, "same actor"),
            (lambda: client.compare("lena-roth", "q7", "2026", "2025"), errors.BadInput, "2026 is later than now"),
            (lambda: client.compare("q7", "hermit", "2025", "2026"), errors.NotFound, "No way was found"),
            (lambda: client.article("a/../b?c"), errors.NotFound, "no "),
            (lambda: client.cypher("MATCH (n) DELETE n"), errors.Forbidden, "DELETE is not taken"),
            (lambda: client.cypher("UNWIND range(1, 2000) AS x RETURN x"), errors.TooLarge, "more than 1000"),
            (lambda: nobody.put("x"), errors.Unauthorized, "a key is needed"),
            (lambda: stranger.cypher("RETURN 1"), errors.Unauthorized, "not known"),
            (lambda: nowhere.search("x"), errors.StoreUnavailable, "127.0.0.1:9"),
        ):
            with pytest.raises(kind, match=said):
                call()
    with pytest.raises(errors.Ambiguous) as caught:
        client.report("of", "q7")
    assert len(caught.value.errors) > 1
