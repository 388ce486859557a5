"""Write docs/reliability.md: how often a relation of a given confidence is right. `training.train` calls it."""

from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "reliability.md"
_BORDERS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_HEAD = """# How far a confidence can be trusted

<!-- Written by `make train`. -->

A relation's confidence is a calibrated probability. Here it stands beside how often relations of that confidence were
right, end to end (ends, type, direction), on passages which nothing that read and judged them had seen. Below %s
nothing is claimed.

| confidence | judgements | mean confidence | stated by the passage |
|---|---|---|---|
"""


def page(chances: Sequence[float], stated: Sequence[bool], threshold: float) -> str:
    """Return the page: by steps of confidence, what share of judgements the passages state."""
    steps: list[list[tuple[float, bool]]] = [[] for _ in range(len(_BORDERS) + 1)]
    for chance, right in zip(chances, stated, strict=True):
        steps[bisect_right(_BORDERS, chance)].append((chance, right))
    rows = []
    for low, high, step in zip((0.0, *_BORDERS), (*_BORDERS, 1.0), steps, strict=True):
        if step:
            mean, share = (sum(values) / len(step) for values in zip(*step, strict=True))
            rows.append(f"| {low:.1f} to {high:.1f} | {len(step):,} | {mean:.2f} | {share:.2f} |\n")
    return _HEAD % f"{threshold:g}" + "".join(rows)
