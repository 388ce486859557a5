"""What every named query has: a class and a text that fit, documentation, bounds, the schema's words, a total order."""

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import neo4j
import pytest
from pydantic import ValidationError

from graph.queries import Page, Query
from graph.queries.catalog import QUERIES
from graph.queries.rows import Carried, Row
from graph.relations import PROPERTIES
from graph.schema import ACTORS, LABELS, RELATION_TYPES
from graph.settings import Settings
from graph.store import open_store

Named = type[Query[Any]]
EVERY = pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
_EVIDENCE = {"Entity", "Actor", "Article", "Claim", "MENTIONS", "SUBJECT", "OBJECT", "STATED_IN"}
_REQUIRED = {
    "text": "Orbis", "actor": "nvidia", "other": "h20", "relation": "relation-0", "since": "2025", "target": "h20",
    "article": "article-0", "ids": ("nvidia",),
}  # fmt: skip


def example(query: Named) -> Query[Any]:
    """Return a query with the parameters that it must have."""
    needed = {name: _REQUIRED[name] for name, field in query.model_fields.items() if field.is_required()}
    return query.model_validate(needed)


@EVERY
def test_the_text_names_the_parameters_that_the_class_has(query: Named) -> None:
    named = set(re.findall(r"\$(\w+)", query.cypher()))
    assert named == {*query.model_fields, *query.model_computed_fields} == set(example(query).parameters())


def test_files_and_catalog_are_equal() -> None:
    texts = {file.name for file in files("graph.queries").iterdir() if file.name.endswith(".cypher")}
    assert texts == {f"{query.name}.cypher" for query in QUERIES}
    assert len(texts) == len(QUERIES)
    for query in QUERIES:
        assert query.__module__ == f"graph.queries.{query.name}"


@EVERY
def test_query_parameters_and_columns_are_documented(query: Named) -> None:
    assert query.__doc__
    assert query.__doc__.strip().splitlines()[0].endswith(".")
    for name, field in query.model_fields.items():
        assert field.description, name
    assert issubclass(query.row_type, Row)
    assert query.row_type.__doc__


@EVERY
def test_every_parameter_is_bounded(query: Named) -> None:
    for name, field in query.model_json_schema()["properties"].items():
        for kind in field.get("anyOf", [field]):
            if kind["type"] == "string":
                assert "maxLength" in kind or "enum" in kind, name
            elif kind["type"] == "array":
                assert "maxItems" in kind, name
                assert "enum" in kind["items"] or "maxLength" in kind["items"], name
            elif kind["type"] == "integer":
                assert "maximum" in kind, name


@EVERY
def test_order_is_total_and_lists_have_pages(query: Named) -> None:
    text = query.cypher().strip()
    assert "ORDER BY" in text
    last = [line for line in text.splitlines() if line.startswith("ORDER BY")][-1]
    assert re.search(r"\b(id|type|polarity)$", last), last
    paged = issubclass(query, Page)
    assert paged == ("SKIP $offset LIMIT $limit" in text)


@EVERY
def test_labels_and_types_in_the_text_are_of_the_schema(query: Named) -> None:
    text = query.cypher()
    for match in re.finditer(r"[(\[]\w*:([\w|]+)", text):
        for name in match[1].split("|"):
            assert name in LABELS or name in RELATION_TYPES or name in _EVIDENCE, name
    for name in re.findall(r"'([A-Z_]{4,})'", text):
        assert name in RELATION_TYPES or name in _EVIDENCE, name


@EVERY
def test_labels_and_types_are_enumerated_in_the_documentation(query: Named) -> None:
    properties = query.model_json_schema()["properties"]
    if "labels" in properties:
        assert set(properties["labels"]["items"]["enum"]) == set(LABELS) >= ACTORS
    if "types" in properties:
        assert set(properties["types"]["items"]["enum"]) == set(RELATION_TYPES)


BAD: dict[str, tuple[object, ...]] = {
    "labels": (("Robot",),), "types": (("LOVES",),), "languages": (("fr",),), "kinds": (("true",), ()),
    "as_of": ("yesterday", "2025-02-30"), "known_at": ("20250101", "٢٠٢٥"), "since": ("2025-13", "2025-00", "0000"),
    "until": ("2025-02-29", "2025-1", "2025-01-01T00:00"), "limit": (0, 1001), "offset": (-1, 10**7),
    "actor": ("", "x" * 201), "other": ("",), "target": ("",), "article": ("",), "relation": ("",),
    "text": ("", "x" * 201), "ids": ((), ("",), ("x",) * 1001), "direction": ("up",), "nonsense": (1,),
}  # fmt: skip


@EVERY
def test_bad_parameters_are_refused_by_name(query: Named) -> None:
    good = example(query).model_dump(include=set(query.model_fields))
    for name in [*query.model_fields, "nonsense"]:
        for value in BAD.get(name, ()):
            with pytest.raises(ValidationError) as refused:
                query.model_validate(good | {name: value})
            assert refused.value.errors()[0]["loc"][0] == name


def test_rows_have_room_for_whatever_a_claim_carries() -> None:
    assert set(Carried.model_fields) == set(PROPERTIES)


@pytest.fixture(scope="module")
def driver(neo4j_settings: Settings) -> Iterator[neo4j.Driver]:
    open_store(neo4j_settings).close()  # makes the indexes
    auth = (neo4j_settings.user, neo4j_settings.password)
    with neo4j.GraphDatabase.driver(neo4j_settings.url, auth=auth, notifications_min_severity="OFF") as driver:
        driver.execute_query("CALL db.awaitIndexes()")
        yield driver


@pytest.mark.neo4j
@EVERY
def test_neo4j_plans_it_as_reading_only(query: Named, driver: neo4j.Driver) -> None:
    _, summary, _ = driver.execute_query(f"EXPLAIN {query.cypher()}", example(query).parameters())
    assert summary.query_type == "r"


def _operators(plan: dict[str, Any]) -> Iterator[str]:
    yield plan["operatorType"].split("@")[0]
    for child in plan.get("children", ()):
        yield from _operators(child)


@pytest.mark.neo4j
@EVERY
def test_neo4j_starts_from_an_index(query: Named, driver: neo4j.Driver) -> None:
    whole_graph = {"counts", "most_tied", "claims_by_modality"}
    _, summary, _ = driver.execute_query(f"EXPLAIN {query.cypher()}", example(query).parameters())
    assert summary.plan
    scans = [name for name in _operators(summary.plan) if name.endswith("Scan")]
    assert bool(scans) == (query.name in whole_graph), scans
