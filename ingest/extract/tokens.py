"""Tokens with offsets: what the tagger tags and the features count in."""

import re

from ingest.extract.folding import fold_name

_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|['’]s\b|[^\W_]+|[^\w\s]|_")
_CHINESE = re.compile(r"[A-Za-z0-9]+(?:[.\-][A-Za-z0-9]+)*|\S")
# One-letter words that Arabic writes together with the next: and, so, in, for, like.
_CLITICS = re.compile(r"([وف])?([بلك])?(?=\w{3})")

Token = tuple[int, int]


def tokens(text: str, language: str) -> list[Token]:
    """Return spans: words (Arabic one-letter prefixes apart), Chinese characters, marks."""
    if language == "zh":
        return [match.span() for match in _CHINESE.finditer(text)]
    spans = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if language == "ar" and "؀" <= text[start] <= "ۿ":
            clitics = _CLITICS.match(text[start:end])
            for letter in clitics.groups() if clitics else ():
                if letter:
                    spans.append((start, start + 1))
                    start += 1
        spans.append((start, end))
    return spans


def stem(word: str, language: str) -> str:
    """Return a folded word without its commonest endings (English) or article and clitics (Arabic)."""
    folded = fold_name(word)
    if language == "en" and len(folded) > 4:
        return re.sub(r"(?:ing|ed|es|s|e)$", "", folded)
    if language == "ar":
        return re.sub(r"^(?:وال|بال|كال|فال|لل|ال)(?=\w{3})", "", folded)
    return folded
