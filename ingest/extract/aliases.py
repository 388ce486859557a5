"""Find the registry's names in a text: Aho-Corasick over folded aliases, filtered by boundary, longest first."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

from graph.records import LANGUAGES
from graph.schema import LABELS
from ingest.extract.folding import fold, fold_name
from ingest.registry import Known, registry

# What Arabic may write before a name without a blank: conjunction, preposition, article, in this order.
# Whose names may name what else: "the H20 licence requirement", 美国商务部工业与安全局.
_NEST = {"Measure": frozenset(LABELS), "Event": frozenset(LABELS), "GovernmentBody": frozenset({"GovernmentBody"})}
_CLITICS = re.compile(r"[وف]?[بلك]?(?:ال|ل)?")


@dataclass(frozen=True, slots=True)
class Match:
    """A place where a name of the registry stands; `entries` are the ids it may mean, best first."""

    start: int
    end: int
    entries: tuple[str, ...]
    nested: bool = False


@dataclass(frozen=True, slots=True)
class _Alias:
    written: str
    entry: str
    full: bool  # a full name, which lets the entry's short names count


class Aliases:
    """The names of some entries, ready to be found.

    Parameters
    ----------
    entries : mapping of str to Known
    """

    def __init__(self, entries: Mapping[str, Known]) -> None:
        self._labels = {entry.id: entry.label for entry in entries.values()}
        by_folded: dict[str, list[_Alias]] = {}

        def add(name: str, entry: str, full: bool) -> None:
            by_folded.setdefault(fold_name(name), []).append(_Alias(name, entry, full))

        for entry in entries.values():
            for name in entry.aliases():
                add(name, entry.id, True)
            for language in LANGUAGES:
                for name in entry.short.get(language, ()):
                    add(name, entry.id, False)
            if entry.capital:
                for name in entries[entry.capital].aliases():
                    add(name, entry.id, True)
        self._folded = sorted(by_folded)
        self._aliases = [by_folded[name] for name in self._folded]
        self._automaton = ahocorasick_rs.AhoCorasick(self._folded)

    def find(self, text: str) -> list[Match]:
        """Return the matches, leftmost longest; only inside a measure's or an event's name may others nest."""
        folded = fold(text)
        found: list[tuple[int, int, list[_Alias]]] = []
        for index, start, end in self._automaton.find_matches_as_indexes(folded.text, overlapping=True):
            if not bounded(folded.text, start, end):
                continue
            span = folded.span(start, end)
            surface = text[span[0] : span[1]]
            if aliases := [alias for alias in self._aliases[index] if _case_fits(alias.written, surface)]:
                found.append((*span, aliases))
        named = {alias.entry for _, _, aliases in found for alias in aliases if alias.full}
        found.sort(key=lambda match: (match[0], -match[1]))
        matches: list[Match] = []
        outer, reach, nests, inner_reach = 0, 0, frozenset[str](), 0
        for start, end, aliases in found:
            entries = tuple(dict.fromkeys(alias.entry for alias in aliases if alias.full or alias.entry in named))
            if not entries:
                continue
            label = self._labels[entries[0]]
            if start >= reach:
                outer, reach, inner_reach = start, end, start
                nests = _NEST.get(label, frozenset())
                matches.append(Match(start, end, entries))
            elif start >= inner_reach and end <= reach and end - start < reach - outer:
                inner_reach = end
                if label in nests and (
                    label != "GovernmentBody" or start == outer
                ):  # 美国商务部 in …工业与安全局, not 商务部
                    matches.append(Match(start, end, entries, nested=True))
        return matches


@cache
def known_names() -> Aliases:
    """Return the whole registry's names."""
    return Aliases(registry())


def _script(char: str) -> str:
    """Class of a character for word boundaries; Chinese has none."""
    if not char.isalnum():
        return ""
    if "؀" <= char <= "ۿ":
        return "arabic"
    return "" if "㐀" <= char <= "鿿" else "other"


def bounded(text: str, start: int, end: int) -> bool:
    """Whether a match stands as a word of its own; Arabic clitics may stand before it."""
    if end < len(text) and _script(text[end]) and _script(text[end]) == _script(text[end - 1]):
        return False
    first = _script(text[start])
    if not first or start == 0 or _script(text[start - 1]) != first:
        return True
    if first != "arabic":
        return False
    word = start
    while word and _script(text[word - 1]) == "arabic":
        word -= 1
    return _CLITICS.fullmatch(text[word:start]) is not None


def _case_fits(written: str, surface: str) -> bool:
    """Whether the letter case agrees: capitals-only names and capitalised names need theirs."""
    if not written.isascii() or not written[0].isupper():
        return True
    letters = [c for c in written if c.isalpha()]
    if all(c.isupper() for c in letters) and len(letters) <= 6:
        return surface == written
    return surface[0].isupper()
