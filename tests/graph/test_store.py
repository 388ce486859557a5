"""The store keeps its promises on both engines: what it refuses, and how it says so."""

import socket
import time
from dataclasses import replace
from pathlib import Path

import pytest
from neo4j import ManagedTransaction
from neo4j.exceptions import SessionExpired
from pydantic import BaseModel

from graph.errors import BadInput, Forbidden, QueryTimeout, StoreUnavailable
from graph.queries import Page, Query
from graph.settings import Settings
from graph.store import Store, open_store
from graph.writing import write
from tests.extractions import extraction


class Row(BaseModel):
    """A row of SomeThing."""

    number: int


class SomeThing(Page, Query[Row]):
    """A query."""

    name_of_it: str


def test_a_query_knows_its_name_rows_and_bounds() -> None:
    assert SomeThing.name == "some_thing"
    assert SomeThing.row_type is Row
    assert SomeThing(name_of_it="x").parameters() == {"name_of_it": "x", "limit": 50, "offset": 0}
    for bad in ({"limit": 0}, {"limit": 1001}, {"offset": -1}, {"other": 1}):
        with pytest.raises(ValueError, match="SomeThing"):
            SomeThing(name_of_it="x", **bad)


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (node:Entity:Person {id: 'x'})",
        "MERGE (node:Entity:Person {id: 'x'})",
        "MATCH (node:Entity) SET node.name = 'x'",
        "MATCH (node:Entity) DETACH DELETE node",
    ],
)
def test_a_read_cannot_write(store: Store, text: str) -> None:
    store.write("MERGE (node:Entity:Person:Actor {id: 'a'}) SET node.name = 'A'")
    with pytest.raises(Forbidden, match="may only read"):
        store.read(text)
    assert store.read("MATCH (node:Entity) RETURN node.id AS id, node.name AS name") == [{"id": "a", "name": "A"}]


def test_a_faulty_query_is_named_in_one_line(store: Store) -> None:
    with pytest.raises(BadInput, match="refuses the query") as caught:
        store.read("MATCH (node")
    assert "\n" not in str(caught.value)


def test_a_value_that_cannot_be_sent_is_bad_input(store: Store) -> None:
    for value in (2**70, object(), "\ud800"):
        with pytest.raises(BadInput, match="cannot be sent"):
            store.read("RETURN $value AS value", value=value)


def test_an_unfinished_write_leaves_nothing(store: Store) -> None:
    def work(transaction: ManagedTransaction) -> None:
        transaction.run("CREATE (node:Entity:Person {id: 'gone'})").consume()
        raise LookupError

    with pytest.raises(LookupError):
        store.transaction(work)
    assert store.read("MATCH (node:Entity) RETURN node.id AS id") == []


def test_a_passing_fault_is_tried_again(store: Store) -> None:
    calls: list[object] = []

    def work(transaction: ManagedTransaction) -> int:
        calls.append(transaction.run("CREATE (node:Entity:Person {id: $id})", id=f"p{len(calls)}").consume())
        if len(calls) == 1:
            raise SessionExpired("the connection went away")
        return len(calls)

    assert store.transaction(work) == 2
    assert store.read("MATCH (node:Entity) RETURN node.id AS id") == [{"id": "p1"}]


def test_the_version_grows_only_with_changes(store: Store) -> None:
    start = store.version()
    write(store, [extraction(1)])
    once = store.version()
    write(store, [extraction(1)])
    assert start < once == store.version()


def test_opening_again_changes_nothing(store: Store, settings: Settings) -> None:
    shown = "SHOW INDEXES YIELD name, type RETURN name, type ORDER BY name"
    before = store.read(shown)
    with open_store(settings) as again:
        assert again.read(shown) == before
    assert "entity_names" in {row["name"] for row in before}
    assert store.read("RETURN 1 AS one") == [{"one": 1}]


@pytest.mark.parametrize(
    ("text", "found"), [("jensen", ["a"]), ("黄仁勋", ["a"]), ("هوانغ", ["a"]), ("lutnick", ["b"])]
)
def test_names_are_found_by_the_full_text_index(store: Store, text: str, found: list[str]) -> None:
    rows = [{"id": "a", "names": "Jensen Huang\nجنسن هوانغ\n黄仁勋"}, {"id": "b", "names": "Howard Lutnick"}]
    store.write("UNWIND $rows AS row MERGE (node:Entity:Person:Actor {id: row.id}) SET node = row", rows=rows)
    asked = "CALL db.index.fulltext.queryNodes('entity_names', $text) YIELD node, score RETURN node.id AS id"
    assert [row["id"] for row in store.read(asked, text=text)] == found


def test_a_query_has_a_time_limit(settings: Settings, store: Store, tmp_path: Path) -> None:
    # On the embedded engine the limit is that of the process which opened the files first.
    limited = replace(settings, query_seconds=1.0, data=settings.data if settings.url else tmp_path)
    with open_store(limited) as impatient:
        before = time.monotonic()
        with pytest.raises(QueryTimeout, match="longer than 1 s"):
            impatient.read("UNWIND range(1, 3000000) AS i UNWIND range(1, 1000) AS j WITH i * j AS k "
                           "WHERE k % 7 = 3 RETURN count(k) AS n")  # fmt: skip
        assert time.monotonic() - before < 10
        assert impatient.read("RETURN 1 AS one") == [{"one": 1}]


def test_a_wrong_password_is_said_and_not_shown(store: Store) -> None:
    wrong = replace(store.settings, url=store.url, user="neo4j", password="a-wrong-secret")
    with pytest.raises(StoreUnavailable, match=r"refuses user 'neo4j'") as caught:
        open_store(wrong)
    assert store.url in str(caught.value)
    assert "a-wrong-secret" not in repr(caught.value)
    assert "a-wrong-secret" not in repr(wrong)


@pytest.mark.neo4j
def test_a_wrong_database_is_named(neo4j_settings: Settings) -> None:
    with pytest.raises(StoreUnavailable, match="no database 'elsewhere'"):
        open_store(replace(neo4j_settings, database="elsewhere"))


def test_a_database_that_is_down_is_named(tmp_path: Path) -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        url = f"bolt://127.0.0.1:{one.getsockname()[1]}"
    before = time.monotonic()
    with pytest.raises(StoreUnavailable, match=url) as caught:
        open_store(Settings(data=tmp_path, url=url, password="secret", connect_seconds=1))
    assert time.monotonic() - before < 5
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_an_address_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="mysql://nowhere"):
        open_store(Settings(data=tmp_path, url="mysql://nowhere", password="secret"))
