"""Learn all models from training/corpus and training/learned: ``python -m training.train [N]``.

With N, from every N-th passage only.
"""

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from graph.records import LANGUAGES
from ingest.extract.settling import THRESHOLD
from training import mentions, references, relations, settling
from training.corpus import Passage, read
from training.examples import articles, examples
from training.reliability import PAGE, page

MODELS = Path(__file__).parent.parent / "ingest" / "models"


def train(passages: Sequence[Passage], folder: Path = MODELS) -> None:
    """Learn from the passages all that judges mentions and pairs by themselves, and write it into a folder."""
    started = time.monotonic()
    for language in LANGUAGES:
        mentions.train(passages, language, folder / f"mentions.{language}.crf.gz")
        print(f"mentions {language}: {time.monotonic() - started:.0f} s", flush=True)
    (folder / "references.npz").write_bytes(references.train(passages).to_bytes())
    pairs = [example for passage in passages for example in examples(passage)]
    (folder / "relations.npz").write_bytes(relations.train_relations(pairs).to_bytes())
    (folder / "modality.npz").write_bytes(relations.train_modality(pairs).to_bytes())
    print(f"relations: {len(pairs)} pairs, {time.monotonic() - started:.0f} s", flush=True)


def main(every: int = 1) -> None:
    """Learn from every n-th passage; beside it the half-models that settling learns from."""
    started = time.monotonic()
    with settling.halves(every) as learning:
        train(_passages(every))
        settled, stated = settling.train(learning)
    (MODELS / "settling.npz").write_bytes(settled.model.to_bytes())
    chances = [settled.model.probability(0, float(score)) for score in settled.unseen[:, 0]]
    PAGE.write_text(page(chances, stated, THRESHOLD), encoding="utf-8")
    print(f"settling: {len(stated)} judgements, {time.monotonic() - started:.0f} s", flush=True)


def judge_half(every: int, number: int, target: Path) -> None:
    """Learn from one half of the passages, and write what comes of the other half."""
    passages = _passages(every)
    train(settling.half(passages, number))
    rows = list(settling.judged(settling.half(passages, 1 - number)))
    target.write_text(json.dumps(rows), encoding="utf-8")


def _passages(every: int) -> list[Passage]:
    return (read() + articles())[::every]


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:3]]
    if len(numbers) > 1:
        judge_half(numbers[0], numbers[1], Path(sys.argv[3]))
    else:
        main(*numbers)
