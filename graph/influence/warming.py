"""Compiles the kernels ahead of the first question: ``python -m graph.influence.warming``, once after installing."""

from graph.influence.building import build
from graph.influence.paths import Search, best_paths
from graph.records import Relation


def warm() -> None:
    """Search a graph of four nodes in every way there is, so that all that is compiled is compiled, and kept."""
    steps = [
        Relation("", a, "LOBBIED", b, 1, 1, 1, None, None, None, None, 0.9) for a, b in ("ab", "bc", "cd", "ac", "ad")
    ]
    snapshot = build([{"id": id, "name": id, "label": "Person"} for id in "abcd"], steps)
    for max_hops in (2, 6):
        best_paths(snapshot, "a", "d", 5, Search(max_hops=max_hops))


if __name__ == "__main__":
    warm()
