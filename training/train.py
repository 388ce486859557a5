"""Learn all models from training/corpus and training/learned: ``python -m training.train``."""

import time
from pathlib import Path

from graph.records import LANGUAGES
from training import mentions, references, relations
from training.corpus import Passage, read
from training.examples import articles, examples

MODELS = Path(__file__).parent.parent / "ingest" / "models"


def train(passages: list[Passage], folder: Path = MODELS) -> None:
    """Learn from the passages and write the models into a folder."""
    started = time.monotonic()
    for language in LANGUAGES:
        mentions.train(passages, language, folder / f"mentions.{language}.crf")
        print(f"mentions {language}: {time.monotonic() - started:.0f} s", flush=True)
    (folder / "references.npz").write_bytes(references.train(passages).to_bytes())
    pairs = [example for passage in passages for example in examples(passage)]
    (folder / "relations.npz").write_bytes(relations.train_relations(pairs).to_bytes())
    (folder / "modality.npz").write_bytes(relations.train_modality(pairs).to_bytes())
    print(f"relations: {len(pairs)} pairs, {time.monotonic() - started:.0f} s", flush=True)


if __name__ == "__main__":
    train(read() + articles())
