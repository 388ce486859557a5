"""Turn annotated text (passages, articles) into the pairs that the classifiers learn from."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.schema import RELATION_TYPES
from ingest.extract.aliases import known_names
from ingest.extract.features import Slot
from ingest.extract.modality import NEGATED
from ingest.extract.pairs import Pair, pairs
from ingest.extract.sentences import sentences
from ingest.registry import registry
from training.corpus import GoldMention, GoldRelation, Passage

ARTICLES = Path(__file__).parent / "learned"  # those beside it in measured/ are never learned from


@dataclass(frozen=True, slots=True)
class Example:
    """A pair with the relations that its text states, as ``TYPE>`` (left is the subject) or ``TYPE<``.

    `nearest`: no other sentence brings the two nearer to each other; elsewhere what is stated is not certain.
    """

    group: str
    language: str
    pair: Pair
    relations: dict[str, str]  # class -> modality, or "negated"
    nearest: bool


def articles(folder: Path = ARTICLES) -> list[Passage]:
    """Return annotated articles as (long) passages; nested mentions are dropped when pairs are made."""
    passages = []
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        mentions = tuple(
            GoldMention(m["start"], m["end"], e["label"], bool(m.get("nominal")), e["name"])
            for e in gold["entities"]
            for m in e["mentions"]
        )
        relations = tuple(
            GoldRelation(r["subject"], r["type"], r["object"], r["modality"], r["polarity"] == NEGATED, 0, len(text))
            for r in gold["relations"]
        )
        passages.append(
            Passage(path.stem, 1, gold["language"], gold["register"], gold["publishedAt"], text, mentions, relations)
        )
    return passages


def examples(passage: Passage) -> Iterator[Example]:
    """Yield the pairs of a passage, sentence by sentence."""
    stated = _stated(passage)
    known = entries(passage)
    found = [
        (paragraph(passage, start), pair)
        for start, end in sentences(passage.text)
        for pair in pairs(passage.text[start:end], passage.language, list(slots(passage.mentions, known, start, end)))
    ]
    best: dict[tuple[int, frozenset[str]], int] = {}
    for within, pair in found:
        ends = within, frozenset((pair.left.entity, pair.right.entity))
        best[ends] = min(best.get(ends, 1 << 30), pair.right.start - pair.left.end)
    for within, pair in found:
        ends = within, frozenset((pair.left.entity, pair.right.entity))
        nearest = pair.right.start - pair.left.end == best[ends]
        relations = stated[within, pair.left.entity, pair.right.entity]
        yield Example(passage.file, passage.language, pair, relations, nearest)


def _stated(passage: Passage) -> dict[tuple[int, str, str], dict[str, str]]:
    """Return what is stated of two keys, the left one first, by the start of its paragraph."""
    stated: dict[tuple[int, str, str], dict[str, str]] = defaultdict(dict)
    for relation in passage.relations:
        colour = NEGATED if relation.negated else relation.modality
        symmetric = RELATION_TYPES[relation.type].symmetric
        stated[relation.start, relation.subject, relation.object][relation.type + ">"] = colour
        stated[relation.start, relation.object, relation.subject][relation.type + (">" if symmetric else "<")] = colour
    return stated


def paragraph(passage: Passage, at: int) -> int:
    """Return where the paragraph of a place begins, -1 if it states no relation."""
    return next((relation.start for relation in passage.relations if relation.start <= at < relation.end), -1)


def entries(passage: Passage) -> dict[str, str]:
    """Return the registry ids of the passage's things, by key."""
    matches = known_names().find(passage.text)
    found: dict[str, str] = {}
    for mention in passage.mentions:
        for match in matches:
            if mention.start <= match.start and match.end <= mention.end and not mention.reference:
                fitting = [entry for entry in match.entries if registry()[entry].label == mention.label]
                if fitting and match.end - match.start > (mention.end - mention.start) / 2:
                    found.setdefault(mention.key, fitting[0])
    return found


def slots(mentions: Sequence[GoldMention], entries: Mapping[str, str], start: int, end: int) -> Iterator[Slot]:
    """Yield the mentions inside a sentence, with offsets in it, outermost where they nest."""
    reach = start
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if mention.start >= reach and mention.end <= end:
            here, there = mention.start - start, mention.end - start
            yield Slot(here, there, mention.label, mention.key, mention.reference, entries.get(mention.key))
            reach = mention.end
