"""The words by which descriptions of measures say what they are laid on, from descriptions.yaml and the registry."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ingest.extract.folding import fold_name
from ingest.extract.tokens import tokens
from ingest.registry import registry

_RATE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:[%％٪]|per\s?cent\b|percent\b|pct\b|[بف]\w*\s?الم[ئا]\w*)", re.IGNORECASE)
_EUROPE = "european-union"  # lays tariffs like a state


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase with what it is in a description.

    Attributes
    ----------
    kind : str
        good, qualifier, rate, state, adjective (of a state), capital, short (a state in one Chinese character), named,
        's, or one of ``words`` in descriptions.yaml.
    value : str
        The good or qualifier in English, the state's id, what is named.
    """

    kind: str
    value: str
    start: int
    end: int
    state: str = ""  # of a body that is named


class Wording:
    """The phrases of one language."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._phrases: dict[tuple[str, ...], tuple[str, str]] = {}
        self._fill(described())
        self._longest = max(map(len, self._phrases))

    def _fill(self, data: dict[str, Any]) -> None:
        # What comes first prevails: a state's word, then the tables, then the registry's goods.
        states: list[tuple[str, ...]] = []
        for entry in registry().values():
            if entry.label == "Country" or entry.id == _EUROPE:
                adjectives = entry.adjectives.get(self._language, ())
                if self._language == "ar":
                    adjectives = tuple(word + ending for word in adjectives for ending in ("", "ة", "ين"))
                if entry.id == _EUROPE:
                    adjectives = {"en": ("EU", "European"), "ar": ("أوروبي", "أوروبية"), "zh": ()}[self._language]
                states += self._add("adjective", entry.id, adjectives)
                states += self._add("state", entry.id, entry.names[self._language])
                states += self._add("short", entry.id, entry.hints.get(self._language, ()))
                if entry.capital:
                    self._add("capital", entry.id, registry()[entry.capital].names[self._language])
                if self._language == "en":
                    self._add("state", entry.id, [entry.name])
                    self._add("capital", entry.id, [registry()[entry.capital].name] if entry.capital else [])
        for kind, forms in data["words"].items():
            self._add(kind, kind, forms[self._language])
        for section, kind in (("qualifiers", "qualifier"), ("goods", "good")):
            for name, forms in data[section].items():
                self._add(kind, name, forms[self._language])
        ours = {name for name in data["qualifiers"] for name in data["qualifiers"][name][self._language]}
        for entry in registry().values():
            if entry.label in ("Material", "Product"):
                names = [entry.name, *entry.names["en"]] if self._language == "en" else entry.names[self._language]
                kept = [name for name in names if not name.endswith(tuple(ours)) or self._language != "zh"]
                # "Chinese EVs" is the registry's electric vehicles, but here it matters whose they are.
                self._add("good", entry.name, [n for n in kept if not _holds(self._key(n), states)])

    def _add(self, kind: str, value: str, phrases: Sequence[str]) -> list[tuple[str, ...]]:
        keys = []
        for phrase in phrases:
            forms = [self._key(phrase)]
            if self._language == "ar":  # و of واردات is no conjunction once the article stands before it
                forms.append(tuple(self._plain(word) for word in phrase.split()))
            if self._language == "en" and kind == "good":
                forms += [(*forms[0][:-1], forms[0][-1] + "s"), (*forms[0][:-1], forms[0][-1].removesuffix("s"))]
            for form in forms:
                self._phrases.setdefault(form, (kind, value))
            keys.append(forms[0])
        return keys

    def _key(self, phrase: str) -> tuple[str, ...]:
        return tuple(word for word, _, _ in self._words(phrase, 0, len(phrase)))

    def _plain(self, word: str) -> str:
        folded = fold_name(word)
        return re.sub(r"^ال(?=\w{2})", "", folded) if self._language == "ar" else folded

    def _words(self, text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """Yield the words of a span, folded; a percentage is one word that holds its figure."""
        at = start
        for rate in [*_RATE.finditer(text, start, end), None]:
            stop = rate.start() if rate else end
            for a, b in tokens(text[at:stop], self._language):
                word = text[at + a : at + b]
                if self._language == "ar" and len(word) > 5 and word.startswith("وال"):
                    # Some names of the registry hold such a word, which `tokens` then leaves whole.
                    yield "و", at + a, at + a + 1
                    a, word = a + 1, word[1:]
                if word != "-" and (self._language != "en" or word != "us"):  # rare-earth; "on us" is no state
                    yield self._plain(word), at + a, at + b
            if rate:
                figure = "".join(str(int(c)) if c.isdigit() else "." for c in rate[1])
                yield figure.removesuffix(".0") + "%", rate.start(), rate.end()
                at = rate.end()

    def forwards(self, text: str, start: int, end: int, named: Sequence[Term]) -> tuple[list[Term], int]:
        """Return the terms from `start` on, as far as every word is known, and where the first unknown one stands."""
        words = list(self._words(text, start, end))
        begins = {term.start: term for term in named}
        terms: list[Term] = []
        at = 0
        while at < len(words):
            sizes = range(min(self._longest, len(words) - at), 0, -1)
            term = self._term(words, begins.get(words[at][1]), ((at, at + size) for size in sizes))
            if term is None:
                return terms, words[at][1]
            terms.append(term)
            at = next((i for i in range(at, len(words)) if words[i][1] >= term.end), len(words))
        return terms, end

    def backwards(self, text: str, start: int, end: int, named: Sequence[Term]) -> tuple[list[Term], int]:
        """Return the terms before `end`, the nearest first, and where the first unknown word ends."""
        words = list(self._words(text, start, end))
        ends = {term.end: term for term in named}
        terms: list[Term] = []
        at = len(words)
        while at > 0:
            sizes = range(min(self._longest, at), 0, -1)
            term = self._term(words, ends.get(words[at - 1][2]), ((at - size, at) for size in sizes))
            if term is None:
                return terms, words[at - 1][2]
            terms.append(term)
            at = next((i + 1 for i in range(at - 1, -1, -1) if words[i][2] <= term.start), 0)
        return terms, start

    def _term(
        self, words: Sequence[tuple[str, int, int]], named: Term | None, spans: Iterator[tuple[int, int]]
    ) -> Term | None:
        for first, last in spans:
            key = tuple(word for word, _, _ in words[first:last])
            start, end = words[first][1], words[last - 1][2]
            if named and named.end - named.start >= end - start:  # a firm's name may begin with a word of the tables
                return named
            if key in self._phrases:
                kind, value = self._phrases[key]
                return Term(kind, value, start, end)
            if last - first == 1:
                if key[0].endswith("%") and len(key[0]) > 1:
                    return Term("rate", key[0], start, end)
                if key[0] == "'s":
                    return Term("'s", "", start, end)
        return named


def _holds(key: tuple[str, ...], phrases: Sequence[tuple[str, ...]]) -> bool:
    """Whether a phrase begins or ends with one of others."""
    return any(key != one and (key[: len(one)] == one or key[-len(one) :] == one) for one in phrases if one)


@cache
def described() -> dict[str, Any]:
    """Return the tables of descriptions.yaml."""
    text = files("ingest.languages").joinpath("descriptions.yaml").read_text("utf-8")
    tables: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return tables


@cache
def wording(language: str) -> Wording:
    """Return the phrases of a language."""
    return Wording(language)
