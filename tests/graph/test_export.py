"""Every format holds the graph, reads back in the tools it is for, and lets no name say more than a name."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import networkx as nx
import pyarrow.parquet as pq
import pytest

from graph.dump import dump
from graph.errors import BadInput, NotFound, TooLarge
from graph.export import part
from graph.export.columns import EDGE_COLUMNS, INTERNAL, NODE_COLUMNS
from graph.export.followthemoney import LINKS
from graph.export.formats import FORMATS, export
from graph.export.part import Part, Selection
from graph.schema import LABELS, RELATION_TYPES
from graph.store import Store
from graph.writing import write
from tests.conftest import empty
from tests.graph.awkward_story import NAMES, awkward
from tests.graph.query_story import STORY


@pytest.fixture(scope="module")
def filled(opened: Store) -> Store:
    """A store that holds the story and the awkward article, for tests that only read."""
    empty(opened)
    write(opened, [*STORY, awkward()])
    return opened


WHOLE = Selection()


def exported(store: Store, format: str, selection: Selection = WHOLE) -> bytes:
    return b"".join(export(store, format, selection))


def counts(store: Store) -> tuple[int, int]:
    lines = [json.loads(line) for line in dump(store)]
    return sum("labels" in line for line in lines), sum("source" in line for line in lines)


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def tables(data: bytes) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    files = unzipped(data)
    assert list(files) == ["nodes.csv", "relations.csv"]
    assert all(content.startswith(b"\xef\xbb\xbf") for content in files.values())
    nodes, edges = (
        list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))) for content in files.values()
    )
    return nodes, edges


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_graph_gives_the_same_bytes(filled: Store, format: str) -> None:
    once = exported(filled, format)
    assert once
    assert exported(filled, format) == once


def test_columns_hold_every_property_but_the_databases_own(filled: Store) -> None:
    whole = Part(filled, Selection())
    assert {n for node in whole.nodes() for n in node.properties} - {c.name for c in NODE_COLUMNS} == INTERNAL
    assert {n for edge in whole.edges() for n in edge.properties} <= {column.name for column in EDGE_COLUMNS}
    assert len({column.name for column in NODE_COLUMNS}) == len(NODE_COLUMNS)
    assert len({column.name for column in EDGE_COLUMNS}) == len(EDGE_COLUMNS)


def test_json_lines_are_those_of_the_dump(filled: Store) -> None:
    assert sorted(exported(filled, "jsonl").decode().split("\n")[:-1]) == sorted(dump(filled))


def test_networkx_reads_graphml(filled: Store) -> None:
    graph = nx.read_graphml(io.BytesIO(exported(filled, "graphml")), force_multigraph=True)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == counts(filled)
    for id, name in NAMES.items():
        kept = name.replace("\x07", "\ufffd").replace("\ufffe", "\ufffd")
        assert graph.nodes[id]["name"] == kept
        assert {NAMES["lines"], "; |"} <= set(json.loads(graph.nodes[id]["aliases"]))
    assert graph.nodes["orbis"]["label"] == "Company"
    assert graph.nodes["orbis"]["registered"] is True
    (met,) = (data for *ends, data in graph.edges(data=True) if data["type"] == "LOBBIED")
    assert (met["origins"], met["claims"]) == (2, 2)
    assert 0 < met["confidence"] <= 1


def test_networkx_reads_node_link_json(filled: Store) -> None:
    graph = nx.node_link_graph(json.loads(exported(filled, "node-link")), edges="edges")
    assert isinstance(graph, nx.MultiDiGraph)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == counts(filled)
    assert {id: graph.nodes[id]["name"] for id in NAMES} == NAMES


def test_csv_holds_every_name_and_no_formula(filled: Store) -> None:
    nodes, edges = tables(exported(filled, "csv"))
    assert (len(nodes), len(edges)) == counts(filled)
    by_id = {row["id"]: row for row in nodes}
    for id, name in NAMES.items():
        assert by_id[id]["name"] in (name, f"'{name}")
    for id in ("formula", "plus", "minus", "at", "full-width"):
        assert by_id[id]["name"] == f"'{NAMES[id]}"
    for row in (*nodes, *edges):
        assert not any(cell.startswith(tuple("=+-@＝＋－＠\t\r")) for cell in row.values())
    assert json.loads(by_id["orbis"]["aliases"]) == ["Orbis", "Orbis Devices", "歐比斯"]
    assert by_id["orbis"]["registered"] == "true"
    assert {row["type"] for row in edges} >= {"LOBBIED", "MENTIONS", "STATED_IN"}


def test_parquet_has_the_same_rows_typed(filled: Store) -> None:
    files = unzipped(exported(filled, "parquet"))
    nodes, edges = (pq.read_table(io.BytesIO(content)).to_pylist() for content in files.values())
    assert (len(nodes), len(edges)) == counts(filled)
    by_id = {row["id"]: row for row in nodes}
    assert {id: by_id[id]["name"] for id in NAMES} == NAMES
    assert by_id["orbis"]["aliases"] == ["Orbis", "Orbis Devices", "歐比斯"]
    assert by_id["orbis"]["registered"] is True
    assert {type(row["start"]) for row in nodes if row["label"] == "Claim"} == {int}


def test_without_pyarrow_parquet_says_what_to_install(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(BadInput, match=r"techtrade\[parquet\]"):
        exported(filled, "parquet")


def test_a_neighbourhood_is_what_surrounds_an_actor(filled: Store) -> None:
    def ids(hops: int) -> set[str]:
        return {node.id for node in Part(filled, Selection("helix", hops, evidence=False)).nodes()}

    assert ids(1) == {"helix", "orbis", "tariq-nasser"}
    assert ids(2) > ids(1)
    one = Part(filled, Selection("helix", 1))
    nodes, edges = {node.id for node in one.nodes()}, list(one.edges())
    assert all(edge.source in nodes and edge.target in nodes for edge in edges)
    types = Counter(edge.type for edge in edges)
    assert types["COMPETES_WITH"] == types["HOLDS_POSITION"] == 1
    assert types["SUBJECT"] == types["OBJECT"] == types["STATED_IN"] == sum(n.startswith("claim-") for n in nodes)
    # What is alleged or planned makes no relation, but is evidence.
    said = {node.properties["modality"] for node in one.nodes() if node.label == "Claim"}
    assert said == {"asserted", "alleged", "planned", "hypothetical"}


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_writes_a_neighbourhood(filled: Store, format: str) -> None:
    assert b"gallium" not in exported(filled, format, Selection("helix", evidence=False))


def test_without_evidence_there_are_entities_and_their_relations_alone(filled: Store) -> None:
    alone = Part(filled, Selection(evidence=False))
    assert {node.label for node in alone.nodes()} <= set(LABELS)
    assert {edge.type for edge in alone.edges()} <= set(RELATION_TYPES)


def test_bad_selections_are_refused_by_name(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotFound, match="'nobody'"):
        exported(filled, "csv", Selection("nobody"))
    with pytest.raises(BadInput, match=r"'xlsx'.*graphml"):
        exported(filled, "xlsx")
    monkeypatch.setattr(part, "MAX_ENTITIES", 3)
    assert exported(filled, "csv", Selection("helix", 1))
    with pytest.raises(TooLarge, match="2 hops of helix"):
        exported(filled, "csv", Selection("helix", 2))


def lines(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.splitlines()]


def test_followthemoney_entities_say_who_did_what(filled: Store) -> None:
    entities = {one["id"]: one for one in lines(exported(filled, "ftm"))}
    by_schema = Counter(one["schema"] for one in entities.values())
    assert by_schema["Article"] == 5
    mara = entities["mara-lind"]
    assert mara["schema"] == "Person"
    assert mara["properties"]["wikidataId"] == ["Q1"]
    assert "玛拉·林德" in mara["properties"]["alias"]
    (post,) = (one for one in entities.values() if one["properties"].get("employer") == ["orbis"])
    assert post["schema"] == "Employment"
    assert post["properties"]["employee"] == ["mara-lind"]
    assert post["properties"]["role"] == ["chief executive", "رئيسة"]
    assert len(post["properties"]["description"]) == 2
    assert len(post["properties"]["publisher"]) == 2
    sanctions = [one["properties"] for one in entities.values() if one["schema"] == "Sanction"]
    assert {(one["authority"][0], one["entity"][0]) for one in sanctions} >= {("Export Office", "x9")}
    (lobbied,) = (one for one in entities.values() if one["properties"].get("role") == ["lobbied"])
    assert lobbied["schema"] == "UnknownLink"
    assert lobbied["properties"]["date"] == ["2025-02", "2025-07-02"]


def test_what_was_only_said_or_planned_is_no_followthemoney_link(filled: Store) -> None:
    text = exported(filled, "ftm").decode()
    assert "A rival alleged" not in text
    assert "الاستثمار" not in text


def test_followthemoney_links_fit_the_ontology() -> None:
    for name, link in LINKS.items():
        kind = RELATION_TYPES[name]
        assert link.subjects & {LABELS[label].followthemoney for label in kind.subject}
        assert link.objects & {LABELS[label].followthemoney for label in kind.object}


_TRIPLES = """
import sys
from rdflib import Graph, URIRef
graph = Graph().parse(data=sys.stdin.read(), format="json-ld")
types = [str(one) for one in graph.objects(None, URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"))]
ends = list(graph.subject_objects(URIRef("urn:techtrade:schema:subject")))
assert all((end, None, None) in graph for _, end in ends)
same = [str(one) for one in graph.objects(None, URIRef("http://schema.org/sameAs"))]
print(len(types), len(ends), *same)
"""


def test_rdflib_reads_json_ld(filled: Store, ftm: Path) -> None:
    document = exported(filled, "json-ld")
    said = subprocess.run([ftm / "python", "-c", _TRIPLES], input=document, capture_output=True, check=False)
    assert said.returncode == 0, said.stderr.decode()
    types, ends, same = said.stdout.decode().split()
    nodes, edges = counts(filled)
    assert (int(types), int(ends)) == (nodes + edges, edges)
    assert same == "http://www.wikidata.org/entity/Q1"
    named = {one["@id"]: one.get("name") for one in json.loads(document)["@graph"]}
    assert {id: named[f"urn:techtrade:{id}"] for id in NAMES} == NAMES
