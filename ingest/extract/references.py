"""Resolve references back: which thing met before is "the company", "he", 该公司, الوزارة?

A learned linear model compares each candidate by distance, rank, prominence and shared words.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from ingest.extract.linear import LinearModel
from ingest.extract.tokens import stem, tokens

SURE = 0.2  # below this probability a reference is left unresolved
_WINDOW = 6  # sentences looked back


@dataclass(slots=True)
class Candidate:
    """A thing met before, as far as the text has come."""

    key: str
    label: str
    sentences: list[int] = field(default_factory=list)  # of its mentions, in order
    leads: list[bool] = field(default_factory=list)  # whether each was the first of its label in its sentence
    words: set[str] = field(default_factory=set)  # stems of its names


class Memory:
    """The things met so far in a text, for references to look back at."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._things: dict[str, Candidate] = {}
        self._order: list[str] = []  # keys in the order of last mention
        self._first: dict[tuple[int, str], str] = {}  # the first key of a label in a sentence

    def note(self, key: str, label: str, sentence: int, names: Sequence[str]) -> None:
        """Remember a mention; `names` are what it is called there (none for a reference)."""
        thing = self._things.setdefault(key, Candidate(key, label))
        thing.sentences.append(sentence)
        thing.leads.append(self._first.setdefault((sentence, label), key) == key)
        for name in names:
            thing.words |= _stems(name, self._language)
        if key in self._order:
            self._order.remove(key)
        self._order.append(key)

    def candidates(self, labels: Sequence[str], sentence: int, surface: str) -> list[tuple[str, list[str]]]:
        """Return keys and features of the things a reference may stand for, latest first."""
        found = []
        words = _stems(surface, self._language)
        ranks: Counter[str] = Counter()
        most = max((len(t.sentences) for t in self._things.values() if t.label in labels), default=1)
        for key in reversed(self._order):
            thing = self._things[key]
            if thing.label not in labels or sentence - thing.sentences[-1] > _WINDOW:
                continue
            found.append((key, self._features(thing, ranks[thing.label], sentence, surface, words, most)))
            ranks[thing.label] += 1
        return found

    def _features(
        self, thing: Candidate, rank: int, sentence: int, surface: str, words: frozenset[str], most: int
    ) -> list[str]:
        distance = min(sentence - thing.sentences[-1], 4)
        lead = thing.leads[-1]
        label = thing.label
        count = min(len(thing.sentences), 4)
        shared = bool(words & thing.words)
        where = f"d{distance}|r{min(rank, 4)}|{'lead' if lead else 'later'}"
        return [
            f"d{distance}",
            f"r{min(rank, 4)}",
            where,
            f"{label}|{where}",
            f"count{count}",
            f"most{len(thing.sentences) == most}|{label}",
            f"before{any(s < sentence for s in thing.sentences)}|lead{lead}|{label}",
            f"ever{any(thing.leads)}|{label}",
            f"shared{shared}",
            f"shared{shared}|{label}",
            f"{self._language}|{surface.lower()}|d{min(distance, 1)}|{lead}",
            f"{self._language}|{surface.lower()}|r{min(rank, 2)}",
        ]


@lru_cache(maxsize=1 << 12)
def _stems(text: str, language: str) -> frozenset[str]:
    return frozenset(stem(text[a:b], language) for a, b in tokens(text, language))


@cache
def reference_model() -> LinearModel:
    """Return the learned reference resolver."""
    return LinearModel.from_bytes(files("ingest.models").joinpath("references.npz").read_bytes())


def resolve(memory: Memory, labels: Sequence[str], sentence: int, surface: str) -> tuple[str, float] | None:
    """Return the key of the thing that a reference stands for, and how likely that is; None if nothing is likely."""
    model = reference_model()
    best: tuple[float, str] | None = None
    for key, features in memory.candidates(labels, sentence, surface):
        score = model.scores(features)[0]
        if best is None or score > best[0]:
            best = (score, key)
    if best is None or (likely := model.probability(0, best[0])) < SURE:
        return None
    return best[1], likely
