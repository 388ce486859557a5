"""Find the words that carry a relation or colour a claim, from the lexicons of the languages.

``languages/<xx>/lexicon.yaml`` lists, for each relation type, the verbs, nouns and idioms a native writer would
use (``triggers``), and the cues of negation, plan, condition, hearsay, voice (``cues``). An entry matches
folded whole words; a ``*`` at its end stands for any ending. Chinese entries match anywhere.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import ahocorasick_rs
import yaml

from ingest.extract.folding import fold, fold_name

# What Arabic may write before a word: conjunction, preposition or future mark, article, person of the verb.
_CLITICS = re.compile(r"[وف]?(?:[بك]?ال|لل|[سبلك])?[يتن]?")
_SECTIONS = {"triggers": "", "cues": "", "titles": "title:", "kinds": "kind:", "references": "ref:"}


@dataclass(frozen=True, slots=True)
class Trigger:
    """A place where entries of a lexicon stand.

    `classes` are relation types (in capitals), cues (in small letters), ``title:…``, ``kind:…`` and ``ref:…``.
    """

    start: int
    end: int
    classes: tuple[str, ...]


class Lexicon:
    """The triggers and cues of one language."""

    def __init__(self, language: str) -> None:
        data = yaml.load(
            files("ingest.languages").joinpath(language, "lexicon.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader
        )
        classes: dict[tuple[str, bool], set[str]] = {}
        for section, prefix in _SECTIONS.items():
            for name, entries in data.get(section, {}).items():
                for entry in entries:
                    key = (fold_name(str(entry).rstrip("*")), str(entry).endswith("*") or language == "zh")
                    classes.setdefault(key, set()).add(prefix + name)
        ordered = sorted(classes.items())
        self._entries = [(open_, _by_section(names)) for (_, open_), names in ordered]
        self._automaton = ahocorasick_rs.AhoCorasick([text for (text, _), _ in ordered])
        self._spaced = language != "zh"
        self._found = lru_cache(maxsize=64)(self._find)

    def find(self, text: str) -> tuple[Trigger, ...]:
        """Return the triggers in order; within a section, one inside a longer one is left out.

        Several steps ask for the same sentence: the last few answers are kept.
        """
        return self._found(text)

    def _find(self, text: str) -> tuple[Trigger, ...]:
        folded = fold(text)
        found: dict[str, dict[tuple[int, int], set[str]]] = {}
        for index, start, end in self._automaton.find_matches_as_indexes(folded.text, overlapping=True):
            open_, sections = self._entries[index]
            if not self._spaced or _stands(folded.text, start, end, open_):
                for section, names in sections.items():
                    found.setdefault(section, {}).setdefault((start, end), set()).update(names)
        kept: dict[tuple[int, int], set[str]] = {}
        for spans in found.values():
            reach = -1
            for span in sorted(spans, key=lambda span: (span[0], -span[1])):
                if span[1] > reach:
                    kept.setdefault(span, set()).update(spans[span])
                    reach = span[1]
        return tuple(Trigger(*folded.span(*span), tuple(sorted(names))) for span, names in sorted(kept.items()))


def _by_section(names: set[str]) -> dict[str, tuple[str, ...]]:
    """Return class names by the section they come from."""
    sections: dict[str, list[str]] = {}
    for name in sorted(names):
        section = name.split(":")[0] if ":" in name else "triggers" if name.isupper() else "cues"
        sections.setdefault(section, []).append(name)
    return {section: tuple(members) for section, members in sections.items()}


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language."""
    return Lexicon(language)


def _stands(text: str, start: int, end: int, open_: bool) -> bool:
    if not open_ and end < len(text) and text[end].isalnum():
        return False
    if start == 0 or not text[start - 1].isalnum():
        return True
    if not "؀" <= text[start] <= "ۿ":
        return False
    word = start
    while word and text[word - 1].isalnum():
        word -= 1
    return _CLITICS.fullmatch(text[word:start]) is not None
