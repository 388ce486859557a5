"""The language of a text, by its script, and for Latin script by its small words."""

import re

from graph.errors import BadInput

_LATIN = re.compile(r"[A-Za-zÀ-ɏ]+")
_ARABIC = re.compile(r"[ء-يٮ-ۓ]+")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_KANA = re.compile(r"[ぁ-ゖァ-ヺ]+")
# Greek, Cyrillic, Armenian, Hebrew, the scripts of India and South-East Asia, Georgian, Hangul.
_OTHER = re.compile(r"[\u0370-\u05ff\u0900-\u11ff\u1780-\u17ff\uac00-\ud7a3]+")
# Letters of Persian and Urdu that Arabic writes otherwise, or only in foreign names.
_NOT_ARABIC = re.compile(r"[پچژگکیہےٹڈڑں]")
_WORD = re.compile(r"[^\W\d_]+")
# Small words of English that French, German, Spanish, Italian, Portuguese, Dutch or Malay do not share.
_ENGLISH = frozenset(
    {
        "the", "and", "to", "that", "with", "by", "from", "has", "have", "it", "its", "which", "their", "they", "said",
        "at", "be", "are", "this", "will", "for", "as", "would", "been", "were", "or", "but", "not", "than", "who",
        "after",
    }
)  # fmt: skip
# Fewer words than this show nothing; the share is 20 % and more in English prose, under 3 % in others.
_FEW_WORDS = 20
_SHARE = 0.06


def detect(text: str) -> str:
    """Return en, ar or zh.

    Raises
    ------
    BadInput
        Another language, or no words at all.
    """
    latin, arabic, kana, other = (_count(p, text) for p in (_LATIN, _ARABIC, _KANA, _OTHER))
    han = 2 * _count(_HAN, text)  # a character says more than a letter, and names in Latin letters are long
    most = max(latin, arabic, han, 2 * kana, other)
    if not most:
        raise BadInput("no words in it")
    if most == other or most == 2 * kana or (most == han and 2 * kana > han / 10):
        raise BadInput(_unknown("its script"))
    if most == han:
        return "zh"
    if most == arabic:
        if len(_NOT_ARABIC.findall(text)) > max(3, arabic / 20):
            raise BadInput(_unknown("letters of Persian or Urdu"))
        return "ar"
    words = _WORD.findall(text.lower())
    if len(words) >= _FEW_WORDS and sum(map(_ENGLISH.__contains__, words)) < _SHARE * len(words):
        raise BadInput(_unknown("its small words are not English"))
    return "en"


def _count(letters: re.Pattern[str], text: str) -> int:
    return sum(map(len, letters.findall(text)))


def _unknown(why: str) -> str:
    return f"unknown language ({why}); known: en, ar, zh"
