"""Tokens with offsets: what the tagger tags and the features count in."""

import re
from functools import cache, lru_cache

from ingest.extract.folding import fold_name
from ingest.registry import registry

_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|['’]s\b|(?:[^\W_]|[\u0640\u064b-\u0652\u0670])+|[^\w\s]|_")
_CHINESE = re.compile(r"[A-Za-z0-9]+(?:[.\-][A-Za-z0-9]+)*|\S")
# One-letter words that Arabic writes together with the next: and, so, in, for, like.
_CLITICS = re.compile(r"([وف])?([بلك])?(?=\w{3})")

_FIRST = "وفبلك"

Token = tuple[int, int]


def tokens(text: str, language: str) -> list[Token]:
    """Return spans: words (Arabic one-letter prefixes apart), Chinese characters, marks."""
    if language == "zh":
        return [match.span() for match in _CHINESE.finditer(text)]
    spans = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if language == "ar" and text[start] in _FIRST and fold_name(match[0]) not in _names():
            clitics = _CLITICS.match(text[start:end])
            for letter in clitics.groups() if clitics else ():
                if letter:
                    spans.append((start, start + 1))
                    start += 1
        spans.append((start, end))
    return spans


@cache
def _names() -> frozenset[str]:
    """Return the words of the registry's Arabic names that begin like a clitic: بكين, لوتنيك, واشنطن."""
    words = {fold_name(word) for entry in registry().values() for name in entry.names["ar"] for word in name.split()}
    return frozenset(word for word in words if word[:1] in _FIRST)


@lru_cache(maxsize=1 << 13)
def stem(word: str, language: str) -> str:
    """Return a folded word without its commonest endings (English) or article and clitics (Arabic)."""
    folded = fold_name(word)
    if language == "en" and len(folded) > 4:
        return re.sub(r"(?:ing|ed|es|s|e)$", "", folded)
    if language == "ar":
        return re.sub(r"^(?:وال|بال|كال|فال|لل|ال)(?=\w{3})", "", folded)
    return folded
