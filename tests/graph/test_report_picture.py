"""The drawing: ends at the edges, every actor in a place of its own, whatever the paths."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.report.model import Actor, Hop, Path
from graph.report.picture import circled, draw, text_width, wrapped


def path(rank: int, *ids: str) -> Path:
    actors = [Actor(id=id, name=id, label="Company") for id in ids]
    hops = tuple(
        Hop(
            id=f"{a.id}-{b.id}", type="LOBBIED", subject=a.id, object=b.id, backwards=False, weight=0.8, confidence=0.9,
            strength=0.72, articles=1, origins=1, first_date="2025-07-15", last_date="2025-07-15",
            first_published=None, last_published=None, properties={}, claims=(), source=a, target=b, others=(),
            date="2025-07-15", lasting=False,
        )
        for a, b in pairwise(actors)
    )  # fmt: skip
    return Path(rank=rank, strength=0.72 ** len(hops), weakest=0, hops=hops)


@st.composite
def bundles(draw_from: st.DrawFn) -> list[Path]:
    """Up to ten loopless paths of up to twelve hops between the same two actors, through shared actors in any order."""
    inner = [f"n{i}" for i in range(11)]
    middle = st.permutations(inner).flatmap(lambda order: st.integers(0, 11).map(lambda n: tuple(order[:n])))
    middles = draw_from(st.lists(middle, min_size=1, max_size=10, unique=True))
    return [path(rank, "start", *middle, "end") for rank, middle in enumerate(middles, 1)]


@settings(max_examples=50, deadline=None)
@given(bundles())
def test_every_actor_has_its_own_place_between_the_ends(paths: list[Path]) -> None:
    picture = draw(paths)
    at = {node.id: (node.x, node.y) for node in picture.nodes}
    assert set(at) == {hop.source.id for p in paths for hop in p.hops} | {"end"}
    assert len(set(at.values())) == len(at)
    for id, (x, y) in at.items():
        assert 0 < x < picture.width
        assert 0 < y < picture.height
        assert id in ("start", "end") or at["start"][0] < x < at["end"][0]
    assert len(picture.edges) == len({(hop.source.id, hop.target.id) for p in paths for hop in p.hops})


def test_the_strongest_path_runs_straight() -> None:
    picture = draw(
        [path(1, "a", "b", "c", "d"), path(2, "a", "x", "d"), path(3, "a", "y", "c", "d"), path(4, "a", "d")]
    )
    at = {node.id: (node.x, node.y) for node in picture.nodes}
    assert at["a"][1] == at["b"][1] == at["c"][1] == at["d"][1]
    assert at["a"][0] < at["b"][0] < at["c"][0] < at["d"][0]
    assert at["a"][1] not in (at["x"][1], at["y"][1])


def test_a_hop_that_skips_columns_does_not_run_through_an_actor() -> None:
    picture = draw([path(1, "a", "b", "c"), path(2, "a", "c")])
    (direct,) = (edge for edge in picture.edges if edge.title.startswith("a → c"))
    b = next(node for node in picture.nodes if node.id == "b")
    assert f" {b.x:.1f}".removesuffix(".0") + f" {b.y:.1f}".removesuffix(".0") not in direct.curve


def test_paths_that_cross_are_drawn_too() -> None:
    picture = draw([path(1, "a", "x", "y", "b"), path(2, "a", "y", "x", "b")])
    assert len(picture.edges) == 6


def test_edges_say_which_paths_they_are_part_of() -> None:
    shared = [path(rank, "a", "b", f"n{rank}", "c") for rank in range(1, 5)]
    edge = next(edge for edge in draw(shared).edges if edge.title.startswith("a → b"))
    assert [(word.kind, word.numbers, word.text) for word in edge.words] == [
        ("verb", "①–④", "lobbied"),
        ("date", "", "0.72 · 2025-07-15"),
    ]
    assert circled(21) == "(21)"


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Nvidia", ("Nvidia",)),
        ("Bureau of Industry and Security", ("Bureau of", "Industry and", "Security")),
        ("A Committee on Many Things and Then Some More", ("A Committee", "on Many", "Things and…")),
        ("国家集成电路产业投资基金股份有限公司", ("国家集成电路产", "业投资基金股份", "有限公司")),
        ("", ("",)),
    ],
)
def test_names_are_broken_into_lines(name: str, lines: tuple[str, ...]) -> None:
    found = wrapped(name, 84, 12, 3)
    assert found == lines


@given(st.text(max_size=80), st.floats(30, 200))
def test_broken_names_fit(name: str, room: float) -> None:
    lines = wrapped(name, room, 12, 3)
    assert 1 <= len(lines) <= 3
    assert all(text_width(line.removesuffix("…"), 12) <= max(room, 12) for line in lines)
