"""Learn which judgements of a sentence stand beside one another.

They are judgements as extraction makes them of texts new to it: names half read, references resolved wrongly and all.
So the models are learned from one half of the passages first, and judge the other half; and the reverse.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from subprocess import Popen

from graph.records import Article, Extraction
from graph.schema import RELATION_TYPES
from ingest.evaluation import match
from ingest.extract.claims import judgements
from ingest.extract.settling import settling_features
from ingest.pipeline import read
from training.annotated import annotated
from training.copied import copied, running
from training.corpus import Passage
from training.examples import paragraph
from training.relations import Learned, learn

NAME = "stands"
HALVES = (0, 1)
_REGULARISATION = 1.0  # there are few features, each seen often

Row = tuple[str, list[str], bool]  # file, features, whether the passage states it
Half = tuple[Path, Popen[bytes]]  # where it learns, and what learns


def half(passages: Sequence[Passage], number: int) -> list[Passage]:
    """Return one half of the passages, by file."""
    files = sorted({passage.file for passage in passages})
    return [passage for passage in passages if files.index(passage.file) % len(HALVES) == number]


@contextmanager
def halves(every: int) -> Iterator[list[Half]]:
    """Start to learn from each half of every n-th passage, in a copy of its own, and to judge the other."""
    with ExitStack() as stack:
        copies = [stack.enter_context(copied()) for _ in HALVES]
        yield [
            (copy, running(copy, ("training.train", str(every), str(number), "rows.json"), quiet=True))
            for number, copy in zip(HALVES, copies, strict=True)
        ]


def train(learning: Sequence[Half]) -> tuple[Learned, list[bool]]:
    """Learn from what the halves judge of each other; return with it whether each judgement was right."""
    rows: list[Row] = []
    for copy, process in learning:
        if process.wait():
            raise SystemExit(f"learning from a half of the passages ended with {process.returncode}")
        rows += json.loads((copy / "rows.json").read_text(encoding="utf-8"))
    learned = learn(
        [features for _, features, _ in rows],
        [group for group, _, _ in rows],
        (NAME,),
        lambda _, __: True,
        lambda i, _: rows[i][2],
        _REGULARISATION,
    )
    return learned, [stated for _, _, stated in rows]


def judged(passages: Sequence[Passage]) -> Iterator[Row]:
    """Yield what the models in place judge of passages, each judgement with whether the passage states it."""
    for passage in passages:
        article = Article("", passage.text, passage.language, published_at=passage.date)
        linked, spans = read(article)
        gold = annotated(passage)
        names = match(gold["entities"], Extraction(article, linked.entities, linked.mentions, ()))
        stated = {(row["start"], row["subject"], row["type"], row["object"]) for row in gold["relations"]}
        for start, _, _, found in judgements(article, linked, spans):
            within = paragraph(passage, start)
            for judgement, features in zip(found, settling_features(found), strict=True):
                subject, object_ = (names.get(end.entity, "") for end in (judgement.subject, judgement.object))
                right = (within, subject, judgement.type, object_) in stated
                if RELATION_TYPES[judgement.type].symmetric:
                    right = right or (within, object_, judgement.type, subject) in stated
                yield passage.file, features, right
