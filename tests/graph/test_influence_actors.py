"""What a user types finds one actor, or says which there are."""

from typing import Any

import pytest

from graph.errors import Ambiguous, BadInput, NotFound
from graph.influence.actors import choose

ROWS: list[dict[str, Any]] = [
    {"id": "nvidia", "label": "Company", "name": "Nvidia", "nameAr": "إنفيديا", "nameZh": "英伟达",
     "aliases": ["NVIDIA Corporation", "輝達", "英偉達", "انفيديا"]},
    {"id": "jensen-huang", "label": "Person", "name": "Jensen Huang", "nameAr": "جنسن هوانغ", "nameZh": "黄仁勋",
     "aliases": ["Huang"]},
    {"id": "huang-wei", "label": "Person", "name": "Huang Wei", "aliases": []},
    {"id": "commerce", "label": "GovernmentBody", "name": "Department of Commerce", "aliases": ["Commerce"]},
    {"id": "mofcom", "label": "GovernmentBody", "name": "Ministry of Commerce", "nameZh": "商务部",
     "aliases": ["Commerce"]},
    {"id": "wang-a", "label": "Person", "name": "Wang Yi", "aliases": None},
    {"id": "wang-b", "label": "Person", "name": "Wang Yi", "aliases": None},
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("nvidia", "nvidia"),
        ("NVIDIA", "nvidia"),
        ("nvidia corporation", "nvidia"),
        ("انفيديا", "nvidia"),
        ("أنفيديا", "nvidia"),
        ("英伟达", "nvidia"),
        ("輝達", "nvidia"),
        ("Huang", "jensen-huang"),  # an alias goes before a part of a name
        ("Wei", "huang-wei"),
        ("jensen", "jensen-huang"),
        ("仁勋", "jensen-huang"),
        ("ministry commerce", "mofcom"),
        ("wang-b", "wang-b"),
    ],
)
def test_one_actor(text: str, id: str) -> None:
    assert choose(ROWS, text)["id"] == id


def test_several_actors_are_offered_with_their_ids() -> None:
    with pytest.raises(Ambiguous, match="'Commerce' may mean several") as raised:
        choose(ROWS, "Commerce")
    assert raised.value.errors == (
        "commerce  Department of Commerce  (GovernmentBody)",
        "mofcom  Ministry of Commerce  (GovernmentBody)",
    )
    with pytest.raises(Ambiguous):
        choose(ROWS, "Wang Yi")


def test_nobody_of_that_name_offers_the_nearest() -> None:
    with pytest.raises(NotFound, match="no actor 'Jenson Hwang'") as raised:
        choose(ROWS, "Jenson Hwang")
    assert raised.value.errors[0] == "jensen-huang  Jensen Huang  (Person)"
    with pytest.raises(NotFound) as raised:
        choose(ROWS, "zzzz")
    assert raised.value.errors == ()


@pytest.mark.parametrize("text", ["", "  ", "!!"])
def test_no_name_at_all(text: str) -> None:
    with pytest.raises(BadInput, match="an actor is needed"):
        choose(ROWS, text)
