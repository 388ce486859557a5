"""The everyday yardstick: extraction on passages that are never learned from. ``python -m training.yardstick``."""

import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ingest.evaluation import evaluate
from ingest.pipeline import extract
from training.annotated import annotated
from training.corpus import Passage, files, read

FOLDER = Path(__file__).parent / "yardstick"
_SCORES = ("entities", "relationsTyped", "relationsStrict")


def measure(passages: Sequence[Passage]) -> dict[str, dict[str, Any]]:
    """Return the figures by language of extraction, end to end, on passages."""
    with TemporaryDirectory() as name:
        for number, passage in enumerate(passages):
            stem = Path(name) / f"{number:05}"
            stem.with_suffix(".txt").write_text(passage.text, encoding="utf-8")
            stem.with_suffix(".json").write_text(json.dumps(annotated(passage)), encoding="utf-8")
        return {language: tally.figures() for language, tally in evaluate(Path(name), extract).items()}


def show(figures: dict[str, dict[str, Any]]) -> None:
    """Print precision, recall and F1 by language."""
    for language, row in figures.items():
        cells = ["{precision:.3f} / {recall:.3f} / {f1:.3f}".format(**row[name]) for name in _SCORES]
        print(language, *(f"{name} {cell}" for name, cell in zip(_SCORES, cells, strict=True)), sep="  ", flush=True)


if __name__ == "__main__":
    held_out = read(files(FOLDER))
    print(f"{len(held_out)} passages never learned from: precision / recall / F1, end to end")
    show(measure(held_out))
