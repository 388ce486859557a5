"""Free-form Cypher over HTTP: what it answers, and that nothing hostile gets through, on both engines."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from api import keys
from api.app import create_app
from api.keys import Scope, keys_file
from graph.dump import dump
from graph.settings import Settings
from graph.store import Store
from graph.writing import write
from tests.api.conftest import serving
from tests.api.hostile import HOSTILE, SLOW
from tests.story import extractions

PATH = "/v1/cypher"


@pytest.fixture
def client(store: Store, settings: Settings, tmp_path: Path) -> Iterator[httpx.Client]:
    """A client whose key may ask in Cypher."""
    write(store, list(extractions()))
    bounded = replace(settings, data=tmp_path, cypher_seconds=2.0, cypher_rows=20, cypher_characters=3000)
    token = keys.add(keys_file(tmp_path), "analyst", [Scope.CYPHER])
    with serving(create_app(store, bounded), bounded) as one:
        one.headers["X-API-Key"] = token
        yield one


@pytest.mark.parametrize(
    ("query", "parameters", "columns", "rows"),
    [
        ("MATCH (a:Entity {id: $id}) RETURN a.name AS name", {"id": "q7"}, ["name"], [["Q7"]]),
        ("// why\nMATCH (a:Measure) /* SET */ RETURN a.name AS `set`;", {}, ["set"], [["Q7 licence rule"]]),
        ("RETURN 'CREATE (n) // no comment' AS text", {}, ["text"], [["CREATE (n) // no comment"]]),
        ("RETURN {delete: 1}.delete AS one, $set AS two", {"set": [1, {"a": None}]}, ["one", "two"],
         [[1, [1, {"a": None}]]]),
        ("MATCH (a {id: 'quarzo'})-[r:MAKES]->(b) RETURN r.origins AS n, [x IN labels(b) WHERE x = 'Product'] AS l",
         {}, ["n", "l"], [[1, ["Product"]]]),
        ("MATCH p = (:Company)-[:MAKES]->(:Product) RETURN [n IN nodes(p) | n.id] AS ids, length(p) AS hops",
         {}, ["ids", "hops"], [[["quarzo", "q7"], 1]]),
        ("CALL db.index.fulltext.queryNodes('entity_names', $t) YIELD node RETURN node.id AS id", {"t": "quarzo"},
         ["id"], [["quarzo"]]),
        ("CALL () { MATCH (c:Claim) RETURN count(c) AS n } RETURN n > 5 AS many", {}, ["many"], [[True]]),
        ("MATCH (a:Entity) WHERE EXISTS { (a)-[:MAKES]->() } RETURN a.id AS id", {}, ["id"], [["quarzo"]]),
        ("RETURN date('2025-07-01') AS day, 0.5 AS half, 1.0 / 0 AS none", {}, ["day", "half", "none"],
         [["2025-07-01", 0.5, None]]),
    ],
)  # fmt: skip
def test_it_answers(
    client: httpx.Client, query: str, parameters: dict[str, object], columns: list[str], rows: list[list[object]]
) -> None:
    answer = client.post(PATH, json={"query": query, "parameters": parameters})
    assert answer.status_code == 200, answer.text
    assert answer.json() == {"columns": columns, "rows": rows, "more": False}


def test_nodes_relations_and_paths_are_plain(client: httpx.Client) -> None:
    query = "MATCH p = (a:Entity {id: 'quarzo'})-[r:MAKES]->(b) RETURN a, r, p"
    ((node, relation, path),) = client.post(PATH, json={"query": query}).json()["rows"]
    assert node["labels"] == ["Actor", "Company", "Entity"]
    assert node["properties"]["name"] == "Quarzo Semiconductor"
    assert relation["type"] == "MAKES"
    assert path == {"nodes": [node, path["nodes"][1]], "relations": [relation]}


def test_rows_and_text_are_bounded(client: httpx.Client) -> None:
    answer = client.post(PATH, json={"query": "UNWIND range(1, 500) AS x RETURN x"}).json()
    assert answer["rows"] == [[x] for x in range(1, 21)]
    assert answer["more"]
    exact = client.post(PATH, json={"query": "UNWIND range(1, 20) AS x RETURN x"}).json()
    assert (len(exact["rows"]), exact["more"]) == (20, False)
    long = client.post(PATH, json={"query": f"RETURN '{'x' * 3000}'"})
    assert long.status_code == 413
    assert "3,000 are allowed" in long.json()["detail"]


def test_nothing_hostile_gets_through(client: httpx.Client, store: Store) -> None:
    assert len(HOSTILE) >= 60
    before, version = list(dump(store)), store.version()
    for query in HOSTILE:
        answer = client.post(PATH, json={"query": query, "parameters": {"big": 10**12, "text": "x"}})
        assert 400 <= answer.status_code < 500, (query, answer.status_code, answer.text[:300])
        assert set(answer.json()) == {"detail", "errors"}
        assert "\n" not in answer.json()["detail"]
    assert list(dump(store)) == before
    assert store.version() == version


@pytest.mark.parametrize("query", SLOW)
def test_what_runs_long_is_ended(client: httpx.Client, store: Store, query: str) -> None:
    # The embedded engine's own limit is that of every query: too long to wait for here.
    if store.explains:
        answer = client.post(PATH, json={"query": query})
        assert answer.status_code == 504, answer.text
        assert "longer than 2 s" in answer.json()["detail"]
    assert client.post(PATH, json={"query": "RETURN 1 AS x"}).status_code == 200


def test_a_key_with_its_scope_is_needed(client: httpx.Client, tmp_path: Path) -> None:
    reader = keys.add(keys_file(tmp_path), "reader", [Scope.READ, Scope.WRITE])
    for key, status, said in (("no", 401, "not known"), (reader, 403, "'reader' has not the scope cypher")):
        answer = client.post(PATH, json={"query": "RETURN 1"}, headers={"X-API-Key": key})
        assert answer.status_code == status
        assert said in answer.json()["detail"]
