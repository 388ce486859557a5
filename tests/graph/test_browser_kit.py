"""The kit for Neo4j Browser: every saved query finds something in the sample articles, and nothing in it drifts."""

import io
import re
import zipfile
from html import unescape
from pathlib import Path

import pytest

from graph.browser.kit import FOLDER, GUIDE, QUERIES, STYLE, install, kit
from graph.browser.saved import Saved, saved, setting
from graph.browser.style import style
from graph.errors import BadInput
from graph.queries import catalog
from graph.schema import LABELS, RELATION_TYPES
from graph.store import Store
from ingest.readers import Options
from ingest.run import ingest
from tests.conftest import empty

SAMPLES = Path(__file__).parent.parent.parent / "ingest/samples"
EVERY = pytest.mark.parametrize("query", saved(), ids=lambda query: query.name)
_RUNNABLE = re.compile(r'<pre mode="cypher" class="[^"]*runnable">(.*?)</pre>', re.DOTALL)


@pytest.fixture(scope="module")
def sampled(opened: Store) -> Store:
    """A store that holds the sample articles."""
    empty(opened)
    ingest(opened, [str(SAMPLES)], Options(), opened.settings)
    return opened


def shared() -> dict[str, object]:
    """Return the parameters that all saved queries share."""
    return {name: value for one in saved() for name, value in one.parameters.items() if name not in one.others}


@EVERY
def test_a_saved_query_finds_something(sampled: Store, query: Saved) -> None:
    assert sampled.read(query.text().rstrip().removesuffix(";"), **query.parameters)


def test_named_queries_are_saved_as_they_are() -> None:
    texts = {one.name: one.text() for one in saved()}
    for query in catalog.QUERIES:
        assert texts[query.name.replace("_", "-")].endswith(f"\n{query.cypher().strip()};\n")


@EVERY
def test_parameters_are_named_set_and_shared(query: Saved) -> None:
    assert set(re.findall(r"\$(\w+)", query.cypher)) == set(query.parameters)
    common = shared()
    assert all(common[name] == value for name, value in query.parameters.items() if name not in query.others)
    assert query.others.keys() <= query.parameters.keys()
    for name in query.parameters:
        assert f":param {name} => " in setting()


def test_the_parameters_are_what_the_text_sets(sampled: Store) -> None:
    first, *lines = setting().splitlines()
    assert first.startswith("// parameters")
    for line in lines:
        found = re.fullmatch(r":param (\w+) => (.*);", line)
        assert found
        (row,) = sampled.read(f"RETURN {found[2]} AS value")
        value = shared()[found[1]]
        assert row["value"] == (list(value) if isinstance(value, tuple) else value)


def test_every_query_of_the_guide_finds_something(sampled: Store) -> None:
    first, *queries = (unescape(text) for text in _RUNNABLE.findall(kit()[GUIDE].decode()))
    assert first == setting()
    assert len(queries) == 8
    for text in queries:
        assert sampled.read(text.strip().removesuffix(";"), **shared()), text


def test_the_style_covers_the_schema() -> None:
    text = style()
    for label in (*LABELS, "Article", "Claim"):
        (rule,) = re.findall(rf"^node\.{label} {{(.*?)}}", text, re.DOTALL | re.MULTILINE)
        assert re.search(r" color: #(?!a5abb6)", rule)
        assert "diameter" in rule
        assert "caption" in rule
    for name in RELATION_TYPES:
        assert f"relationship.{name} {{" in text
    assert text.index("node.Entity") < text.index("node.Actor") < text.index("node.Person")


def test_the_kit_is_installed_whole(tmp_path: Path) -> None:
    paths = install(tmp_path / "kit")
    assert {path.name for path in paths} >= {STYLE, QUERIES, GUIDE}
    with zipfile.ZipFile(io.BytesIO((tmp_path / "kit" / QUERIES).read_bytes())) as archive:
        names = archive.namelist()
        assert len(names) == len(saved()) + 1
        assert all(name.startswith(f"{FOLDER}/") and name.endswith(".cypher") for name in names)
    assert {path.name for path in (tmp_path / "kit/queries").iterdir()} == {Path(name).name for name in names}
    (tmp_path / "file").touch()
    with pytest.raises(BadInput, match="file/kit"):
        install(tmp_path / "file/kit")
