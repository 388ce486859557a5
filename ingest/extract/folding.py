"""Fold text so that spellings of one name compare equal, and keep the way back to the original offsets.

`str.lower` and NFKC change lengths. Here every original character becomes zero or more folded ones, and
`Folded.offsets` says from which original character each folded one came.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import opencc

# Letters that Arabic writers use for one another, and the Persian letters some use for foreign sounds.
_ARABIC = dict(zip("أإآٱىةؤئکگیپچڤژ", "اااايهويكغيبجفز", strict=True))
_PUNCTUATION = {
    **dict.fromkeys("’‘ʼ`´＇", "'"),
    **dict.fromkeys("“”„«»「」『』＂", '"'),
    **dict.fromkeys("‐‑‒–−﹣－", "-"),
    **dict.fromkeys("·•・‧･", "·"),
    "ـ": "",
}


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; ``offsets[i]`` is the index of folded character i in the original, with one past the end."""

    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original span of a folded one (not empty)."""
        return self.offsets[start], self.offsets[end - 1] + 1


class _Table(dict[int, str]):
    """Character to folded characters, filled as characters are met; `uneven` are those that become none or several."""

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        if len(folded) != 1:
            self.uneven.add(chr(code))
        return folded


@cache
def _simplify() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def _fold_character(char: str) -> str:
    if char in _PUNCTUATION:
        return _PUNCTUATION[char]
    if char in "\n\t":
        return char
    if unicodedata.category(char) in ("Mn", "Cf", "Cc", "Cs"):  # diacritics, bidi and zero-width characters
        return ""
    if char.isspace():
        return " "
    if "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff":
        return str(_simplify().convert(unicodedata.normalize("NFKC", char)))[:1]
    decomposed = unicodedata.normalize("NFKD", char).lower()
    return (
        "".join(_ARABIC.get(c, c) for c in decomposed if not unicodedata.combining(c))
        if char not in _ARABIC
        else _ARABIC[char]
    )


_TABLE = _Table()


def fold(text: str) -> Folded:
    """Return the folded text with its offsets.

    Letter case, accents, Arabic letter variants and diacritics, traditional characters, presentation forms,
    quotes and hyphens are folded; bidi and zero-width characters vanish.
    """
    folded = text.translate(_TABLE)
    if _TABLE.uneven.isdisjoint(text):
        return Folded(folded, range(len(text) + 1))
    offsets = [i for i, c in enumerate(text) for _ in _TABLE[ord(c)]]
    offsets.append(len(text))
    return Folded(folded, offsets)


def fold_name(name: str) -> str:
    """Return a name folded, for tables that are looked up by folded names."""
    return name.translate(_TABLE).strip()
