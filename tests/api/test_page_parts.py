"""What the page is made of on the server: places in the drawing, the picture's route, the files, the language."""

from itertools import combinations

import httpx
import pytest

from api.page.layout import Box, placed
from api.page.shell import preferred
from graph.schema import is_fact

PICTURE = "/v1/pictures/neighbourhood"
HUB = [f"n{i}" for i in range(40)]
BOXES = {
    id: Box(40 + 17 * (n % 6), 1 + n % 2) for n, id in enumerate([*HUB, "hub", "more", *(f"m{i}" for i in range(15))])
}


def clear(places: dict[str, tuple[int, int]]) -> bool:
    """Return whether no box lies on another."""
    for one, other in combinations(sorted(places), 2):
        dx, dy = abs(places[one][0] - places[other][0]), abs(places[one][1] - places[other][1])
        wide = (BOXES[one].width + BOXES[other].width) / 2
        high = max(BOXES[one].height, BOXES[other].height) / 2
        if dx < wide and dy < high:
            return False
    return True


@pytest.mark.parametrize("width", [380.0, 860.0])
def test_no_name_lies_on_another_and_all_lie_on_the_sheet(width: float) -> None:
    ties = [("hub", id) for id in HUB] + [("n1", "n2"), ("n3", "n9")]
    places = placed([("hub", HUB)], ties, BOXES, width)
    assert set(places) == {"hub", *HUB}
    assert places["hub"] == (0, 0)
    assert clear(places)
    assert all(abs(x) + BOXES[id].width / 2 <= width / 2 + 1 for id, (x, _) in places.items())
    assert places == placed([("hub", HUB)], ties, BOXES, width)


def test_a_drawing_that_grows_does_not_jump() -> None:
    ties = [("hub", id) for id in HUB] + [("n5", f"m{i}") for i in range(15)]
    before = placed([("hub", HUB)], ties, BOXES, 860)
    after = placed([("hub", HUB), ("n5", ["hub", *(f"m{i}" for i in range(15))])], ties, BOXES, 860)
    assert len(after) == len(before) + 15
    assert {id: after[id] for id in before} == before
    assert clear(after)


def test_a_single_node_stands_in_the_middle() -> None:
    assert placed([("hub", [])], [], BOXES, 860) == {"hub": (0, 0)}


def test_the_picture_holds_facts_and_what_is_none(client: httpx.Client) -> None:
    body = client.get(PICTURE, params={"actor": "quarzo", "language": "zh"}).json()
    nodes = {node["id"]: node for node in body["nodes"]}
    assert body["actor"] == "quarzo"
    assert "".join(nodes["quarzo"]["lines"]) == "夸尔佐半导体"
    assert all({tie["subject"], tie["object"]} <= set(nodes) for tie in body["ties"])
    facts = [is_fact(claim["modality"], claim["polarity"]) for tie in body["ties"] for claim in tie["claims"]]
    assert {True, False} == set(facts)
    other = client.get(PICTURE, params={"actor": "quarzo", "language": "en"}).json()
    assert {id: (node["x"], node["y"]) for id, node in nodes.items()} == {
        node["id"]: (node["x"], node["y"]) for node in other["nodes"]
    }


def test_the_picture_is_bounded_and_says_so(client: httpx.Client) -> None:
    body = client.get(PICTURE, params={"actor": "quarzo", "limit": 1}).json()
    assert (len(body["nodes"]), body["more"]) == (2, ["quarzo"])
    grown = client.get(PICTURE, params={"actor": "quarzo", "limit": 1, "expand": ["q7", "q7"]}).json()
    assert {node["id"] for node in body["nodes"]} < {node["id"] for node in grown["nodes"]} | {"q7"}


@pytest.mark.parametrize(
    ("params", "status", "said"),
    [
        ({"actor": "nobody"}, 404, "no actor 'nobody'"),
        ({"actor": "quarzo", "expand": "nobody"}, 404, "no actor 'nobody'"),
        ({}, 422, "actor"),
        ({"actor": "quarzo", "limit": 0}, 422, "limit"),
        ({"actor": "quarzo", "shape": "round"}, 422, "shape"),
        ({"actor": "quarzo", "language": "fr"}, 422, "language"),
        ({"actor": "quarzo", "expand": ["q7"] * 21}, 422, "expand"),
        ({"actor": "quarzo", "colour": "red"}, 422, "colour"),
    ],
)
def test_bad_pictures_are_refused(client: httpx.Client, params: dict[str, str], status: int, said: str) -> None:
    answer = client.get(PICTURE, params=params)
    assert answer.status_code == status
    assert said in answer.json()["detail"]


def test_files_are_kept_by_browsers_for_as_long_as_they_are_the_same(client: httpx.Client) -> None:
    page = client.get("/").text
    base = page.split('<script type="module" src="')[1].split("/main.js")[0]
    for name, kind in (("main.js", "text/javascript"), ("page.css", "text/css"), ("ar.json", "application/json")):
        answer = client.get(f"{base}/{name}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(kind)
        assert "immutable" in answer.headers["cache-control"]
    for name in ("nothing.js", "..%2Fshell.py", "base.css"):
        missing = client.get(f"{base}/{name}")
        assert missing.status_code == 404
        assert "immutable" not in missing.headers["cache-control"]


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("ar", "ar"),
        ("zh-Hant-TW,en;q=0.5", "zh"),
        ("fr-FR, ar;q=0.4, zh;q=0.6", "zh"),
        ("fr", "en"),
        ("ar;q=high,zh;q=0.1", "zh"),
        (";;,;q=,zh;q=0.0.1", "zh"),
    ],
)
def test_the_browsers_language_is_taken(accepted: str, language: str) -> None:
    assert preferred(accepted) == language
