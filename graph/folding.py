"""Names folded so that spellings of one name compare equal, in any script, and so that searches find them."""

import unicodedata
from functools import cache

import opencc

# Letters that writers of Arabic use for one another, and the Persian letters some use for foreign sounds. Hamza
# carriers and vowel signs are gone by decomposition.
_ARABIC = str.maketrans(dict(zip("ىةکگیپچڤژ", "يهكغيبجفز", strict=True)) | {"ـ": None})


def words(name: str) -> str:
    """Return a name's words, folded, with single blanks between.

    Case, accents, punctuation, traditional characters and the spelling variants of Arabic are folded; a hyphen
    parts words, other punctuation vanishes.
    """
    decomposed = unicodedata.normalize("NFKD", name).casefold().translate(_ARABIC)
    if any(map(unsegmented, decomposed)):
        decomposed = _simplified().convert(decomposed)
    kept = (
        c if c.isalnum() else " " if c.isspace() or unicodedata.category(c) in ("Pd", "Pc") else "" for c in decomposed
    )
    return " ".join("".join(kept).split())


def unsegmented(character: str) -> bool:
    """Whether a character is of a script that writes words without blanks: Han or kana."""
    return "\u3040" <= character <= "\u30ff" or "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff"


@cache
def _simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
