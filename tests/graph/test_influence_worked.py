"""The example of docs/influence.md: what is worked by hand there is what the code says."""

import re
from pathlib import Path

import pytest

from graph.influence.building import build
from graph.influence.fragility import fragility
from graph.influence.paths import best_paths
from graph.influence.snapshot import Snapshot
from graph.influence.timing import timed_paths
from graph.records import Relation, relation_id
from graph.schema import RELATION_TYPES

PAGE = (Path(__file__).parents[2] / "docs" / "influence.md").read_text("utf-8")
LABELS = {"ann": "Person", "acme": "Company", "league": "Organization", "bureau": "GovernmentBody", "rule": "Measure"}
# Subject, type, object, confidence, articles with the date that each gives.
STEPS: list[tuple[str, str, str, float, dict[str, str | None]]] = [
    ("ann", "HOLDS_POSITION", "acme", 0.95, {"A1": "2019", "A2": None}),
    ("acme", "LOBBIED", "bureau", 0.8, {"A1": "2025-06"}),
    ("acme", "MEMBER_OF", "league", 0.9, {"A2": None}),
    ("league", "LOBBIED", "bureau", 0.9, {"A2": "2025-03"}),
    ("ann", "MET_WITH", "bureau", 0.75, {"A3": "2025-04-10"}),
    ("bureau", "ISSUED", "rule", 0.9, {"A3": "2025-05", "A4": "2025-05-02"}),
]


@pytest.fixture
def snapshot() -> Snapshot:
    relations, claims = [], []
    for subject, type, object, confidence, stated in STEPS:
        dated = sorted(date for date in stated.values() if date)
        first, last = (dated[0], dated[-1]) if dated else (None, None)
        one = Relation(
            relation_id(subject, type, object), subject, type, object, len(stated), len(stated), len(stated), first,
            last, None, None, confidence,
        )  # fmt: skip
        relations.append(one)
        claims += [(one, date, article) for article, date in stated.items()]
    return build([{"id": id, "name": id, "label": label} for id, label in LABELS.items()], relations, claims)


def test_the_page_names_every_relation_of_the_example() -> None:
    for subject, type, object, confidence, _ in STEPS:
        assert f"| {subject} {type} {object} |" in PAGE
        assert f"| {confidence} |" in PAGE


def test_paths(snapshot: Snapshot) -> None:
    found = best_paths(snapshot, "ann", "rule")
    assert [(" → ".join(path.nodes), f"{path.strength:.4f}") for path in found] == [
        ("ann → acme → bureau → rule", "0.4432"),
        ("ann → bureau → rule", "0.3645"),
        ("ann → acme → league → bureau → rule", "0.2244"),
    ]
    for path in found:
        assert f"{' → '.join(path.nodes)}" in PAGE
        assert f"{path.strength:.4f}" in PAGE
    assert [path.weakest for path in found] == [1, 0, 1]


def test_time(snapshot: Snapshot) -> None:
    found = timed_paths(snapshot, "ann", "rule")
    assert [path.nodes for path in found.paths] == [
        ("ann", "bureau", "rule"),
        ("ann", "acme", "league", "bureau", "rule"),
    ]
    assert [[passage.date for passage in path.passages] for path in found.paths] == [
        ["2025-04-10", "2025-05"],
        ["2019", None, "2025-03", "2025-05"],
    ]
    assert [passage.lasting for passage in found.paths[1].passages] == [True, False, False, False]
    (forbidden,) = found.forbidden
    assert forbidden.path.nodes == ("ann", "acme", "bureau", "rule")
    assert forbidden.reason in PAGE.replace("\n", " ").replace("> ", "")


def test_fragility(snapshot: Snapshot) -> None:
    found = fragility(snapshot, "ann", "rule", best_paths(snapshot, "ann", "rule"))
    assert found.actors
    assert [(loss.id, loss.remaining) for loss in found.actors.members] == [("bureau", 0.0)]
    assert found.articles
    assert sorted(loss.id for loss in found.articles.members) == ["A3", "A4"]
    for loss in (*found.without_actor, *found.without_article):
        assert f"| {loss.id} | {loss.remaining:.4f} |" in PAGE


def test_fragility_in_time(snapshot: Snapshot) -> None:
    paths = [one.path for one in timed_paths(snapshot, "ann", "rule").paths]
    found = fragility(snapshot, "ann", "rule", paths, timed=True)
    assert f"{found.strength:.4f}" == "0.3645"
    assert found.actors
    assert [(loss.id, loss.remaining) for loss in found.actors.members] == [("bureau", 0.0)]
    assert found.articles
    assert (found.articles.exact, [loss.id for loss in found.articles.members]) == (True, ["A3", "A2"])
    remaining = {loss.id: f"{loss.remaining:.4f}" for loss in (*found.without_actor, *found.without_article)}
    assert "without A3 alone 0.2244 remain, without A2 alone 0.3645" in " ".join(PAGE.split())
    assert (remaining["A3"], remaining["A2"]) == ("0.2244", "0.3645")


def test_the_page_gives_every_weight_as_the_schema_does() -> None:
    given: dict[str, tuple[float, float]] = {}
    for weights, names in re.findall(r"^\| (0\.\d(?: to 0\.\d)?) \| [^|]* \| ([A-Z_, ]+) \|", PAGE, re.M):
        low, _, high = weights.partition(" to ")
        given |= {name: (float(low), float(high or low)) for name in names.split(", ")}
    assert set(given) == {kind.name for kind in RELATION_TYPES.values() if kind.weight}
    for name, (least, most) in given.items():
        assert least <= RELATION_TYPES[name].weight <= most
