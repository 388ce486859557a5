"""Learn the mention taggers, one a language."""

import gzip
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pycrfsuite

from ingest.extract.aliases import known_names
from ingest.extract.tagger import features
from ingest.extract.tokens import tokens
from training.corpus import Passage

PARAMETERS = {"c1": 0.12, "c2": 0.02, "max_iterations": 90, "feature.possible_transitions": True}


def gold_tags(passage: Passage, spans: Sequence[tuple[int, int]]) -> list[str]:
    """Return the tag of each token of a passage."""
    tags = ["O"] * len(spans)
    for mention in passage.mentions:
        inside = [i for i, (start, end) in enumerate(spans) if end > mention.start and start < mention.end]
        label = mention.label + "*" * mention.reference
        for place, i in enumerate(inside):
            tags[i] = ("I-" if place else "B-") + label
    return tags


def train(passages: Sequence[Passage], language: str, target: Path) -> None:
    """Learn from the passages of one language and write the model, compressed, to `target`."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(PARAMETERS)
    names = known_names()
    for passage in passages:
        if passage.language == language:
            spans = tokens(passage.text, language)
            trainer.append(features(passage.text, language, spans, names.find(passage.text)), gold_tags(passage, spans))
    with TemporaryDirectory() as folder:
        plain = Path(folder) / "plain"
        trainer.train(str(plain))
        target.write_bytes(gzip.compress(plain.read_bytes(), mtime=0))
