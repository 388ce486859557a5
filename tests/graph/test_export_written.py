"""Exports of what a test writes: the script makes the graph again, FollowTheMoney's own tools find nothing wrong."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import cypher
from graph.dump import dump
from graph.errors import StoreUnavailable
from graph.export.formats import export
from graph.export.part import Selection
from graph.records import Article, Claim, Entity, Extraction
from graph.schema import LABELS, allowed
from graph.store import Store
from graph.writing import write
from tests.conftest import empty
from tests.extractions import extraction
from tests.graph.awkward_story import awkward
from tests.graph.query_story import STORY
from tests.graph.test_export import exported, lines


def test_the_cypher_script_makes_the_same_graph(store: Store) -> None:
    write(store, [*STORY, awkward(), extraction(0)])
    before, recorded = list(dump(store)), store.read(_RECORDED)
    script = exported(store, "cypher").decode()
    empty(store)
    statements = [line.removesuffix(";") for line in script.split("\n") if line.startswith("UNWIND")]
    assert len(statements) > 20
    assert all(line.endswith(";") for line in script.split("\n")[1:-1])
    for statement in statements:
        store.write(statement)
    assert list(dump(store)) == before
    assert store.read(_RECORDED) == recorded
    assert exported(store, "cypher").decode() == script


_RECORDED = (
    "MATCH (node) WHERE node:Article OR node:Claim RETURN node.id AS id, node.recordedAt AS recordedAt ORDER BY id"
)


def test_a_graph_that_changes_meanwhile_is_not_passed_off_as_one(store: Store) -> None:
    write(store, STORY)
    chunks = export(store, "jsonl", Selection())
    next(chunks)
    store.write(cypher.BUMP)
    with pytest.raises(StoreUnavailable, match="export it again"):
        list(chunks)


_CHECK = """
import json, sys
from followthemoney import model
for line in sys.stdin:
    given = json.loads(line)
    entity = model.get_proxy(given, cleaned=False)
    entity.schema.validate({"id": entity.id, "properties": entity.properties})
    assert not entity.schema.abstract, given
    for name, values in given["properties"].items():
        prop = entity.schema.get(name)
        assert prop is not None, (entity.schema.name, name)
        assert set(entity.get(prop)) == set(values), (name, values, entity.get(prop))
        if prop.type.name == "entity":
            print(prop.range.name, *values)
"""


def every_pair() -> Iterator[Extraction]:
    """Yield an article in which every relation type stands between all labels that it may stand between."""
    entities = {label: Entity(f"{label.lower()}-1", label, f"{label} One") for label in LABELS}
    others = {label: Entity(f"{label.lower()}-2", label, f"{label} Two") for label in LABELS}
    article = Article("All", "All", "zh", "P", "https://news.example/all", "2025-01-02")
    claims = tuple(
        Claim(article.id, entities[subject].id, type, others[object].id, "All", 0, 3, event_date="2025",
              properties={"title": "chair; member", "kind": "ban", "share": "15%", "former": "true"})
        for subject in LABELS for object in LABELS for type in allowed(subject, object)
    )  # fmt: skip
    yield Extraction(article, (*entities.values(), *others.values()), (), claims)


def test_followthemoneys_own_tools_find_nothing_wrong(store: Store, ftm: Path, tmp_path: Path) -> None:
    write(store, [*STORY, *every_pair()])
    file = tmp_path / "graph.ftm.json"
    file.write_bytes(exported(store, "ftm"))
    entities = {one["id"]: one["schema"] for one in lines(file.read_bytes())}
    kept = tmp_path / "kept.json"
    subprocess.run([ftm / "ftm", "validate", "-i", file, "-o", kept], check=True)
    assert {one["id"]: one["schema"] for one in lines(kept.read_bytes())} == entities
    said = subprocess.run(
        [ftm / "python", "-c", _CHECK], input=file.read_bytes(), capture_output=True, check=False
    )  # fmt: skip
    assert said.returncode == 0, said.stderr.decode()
    is_a = {"Thing": set(entities.values()), "LegalEntity": {"Person", "Company", "Organization", "PublicBody"},
            "Organization": {"Company", "Organization", "PublicBody"}, "Asset": {"Asset", "Company"},
            "Person": {"Person"}}  # fmt: skip
    ends = [line.split() for line in said.stdout.decode().splitlines()]
    assert len(ends) > 100
    for range, *ids in ends:
        assert all(entities[id] in is_a[range] for id in ids), (range, ids)
