"""Find mentions with a tagger learned from the corpus (a linear-chain CRF), the registry being one of its features.

A tag is ``B-`` or ``I-`` and a label; a label ending in ``*`` marks a reference back (the company, 该公司).
"""

import gzip
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import pycrfsuite

from ingest.extract.aliases import Match
from ingest.extract.folding import fold_name
from ingest.extract.tokens import Token, tokens
from ingest.extract.triggers import lexicon
from ingest.registry import registry

_SHAPE = str.maketrans(
    {
        **{chr(c): "a" for c in range(97, 123)},
        **{chr(c): "A" for c in range(65, 91)},
        **dict.fromkeys("0123456789", "0"),
    }
)
_RUNS = re.compile(r"(.)\1+")
_WINDOW = (-3, -2, -1, 1, 2, 3)
_REACH = 3
LIKELY = 0.1  # marginal from which a reference of the lexicon counts
LIKELY_KIND = 0.05  # marginal from which a word that names a kind of measure or event counts: restrictions, talks
_KINDS = ("B-Measure", "B-Event")
_CHINESE_GRAMS = (  # name, place of the first character, length
    (b"c-11=", -1, 2), (b"c02=", 0, 2), (b"c13=", 1, 2), (b"c-20=", -2, 2), (b"c03=", 0, 3), (b"c-21=", -2, 3)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tagged:
    """A span that the tagger takes for a mention."""

    start: int
    end: int
    label: str
    reference: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class _Word:
    """A token folded, and its features: its own, and those it is to a token so many places off."""

    folded: bytes
    own: tuple[bytes, ...]
    beside: Mapping[int, tuple[bytes, ...]]


_EDGE = _Word(b"", (), {d: (b"w%d=#" % d,) for d in _WINDOW})


def features(text: str, language: str, spans: Sequence[Token], matches: Sequence[Match]) -> list[list[bytes]]:
    """Return the features of each token, in UTF-8: word, shape, affixes, neighbours, registry, lexicon."""
    known = _known(spans, matches)
    told = _told(text, language, spans)
    words = [_word(text[start:end], known[i], tuple(told[i])) for i, (start, end) in enumerate(spans)]
    count = len(words)
    padded = [_EDGE] * _REACH + words + [_EDGE] * _REACH
    folded = [word.folded for word in words]
    sizes = (2, 3) if language == "zh" else ()
    grams = {size: [b"".join(folded[i : i + size]) for i in range(count + 1 - size)] for size in sizes}
    rows = []
    for i, word in enumerate(words):
        row = list(word.own)
        for d in _WINDOW:
            row += padded[i + _REACH + d].beside[d]
        if language == "zh":
            for name, d, size in _CHINESE_GRAMS:
                if 0 <= i + d <= count - size:
                    row.append(name + grams[size][i + d])
        elif i + 1 < count:
            row.append(b"bi=" + folded[i] + b"_" + folded[i + 1])
        rows.append(row)
    return rows


@lru_cache(maxsize=1 << 13)
def _word(written: str, known: str, told: tuple[str, ...]) -> _Word:
    """Return what features a word gives, in the eyes of the registry and the lexicon; most words come again."""
    word, shape = fold_name(written), _RUNS.sub(r"\1", written.translate(_SHAPE))
    own = ["b", f"w={word}", f"s={shape}", f"p2={word[:2]}", f"p3={word[:3]}"]
    own += [f"x{size}={word[-size:]}" for size in (2, 3, 4)]
    if known:
        own.append(f"g={known}")
    beside = {}
    for d in _WINDOW:
        near = [f"w{d}={word}"]
        if abs(d) <= 2:
            near += [f"s{d}={shape}", f"x{d}={word[-2:]}"]
            if known:
                near.append(f"g{d}={known}")
        if abs(d) == 1:
            near += [f"{d}{name}" for name in told]
        beside[d] = _encoded(near)
    return _Word(word.encode(), _encoded([*own, *told]), beside)


def _encoded(features: Sequence[str]) -> tuple[bytes, ...]:
    return tuple(feature.encode() for feature in features)


def _known(spans: Sequence[Token], matches: Sequence[Match]) -> list[str]:
    """Return for each token the registry's label for it, as ``B-`` or ``I-``, or an empty string."""
    entries = registry()
    known = [""] * len(spans)
    at = 0
    for match in matches:
        if match.nested:
            continue
        label = entries[match.entries[0]].label
        first = True
        while at < len(spans) and spans[at][1] <= match.start:
            at += 1
        j = at
        while j < len(spans) and spans[j][0] < match.end:
            known[j] = ("B-" if first else "I-") + label
            first = False
            j += 1
    return known


def _told(text: str, language: str, spans: Sequence[Token]) -> list[list[str]]:
    """Return for each token what the lexicon says it may be: title, reference back, kind of measure or event."""
    told: list[list[str]] = [[] for _ in spans]
    at = 0
    for trigger in lexicon(language).find(text):
        names = {name.split(":")[0] if name.startswith("title:") else name for name in trigger.classes if ":" in name}
        while at < len(spans) and spans[at][1] <= trigger.start:
            at += 1
        j = at
        while j < len(spans) and spans[j][0] < trigger.end:
            told[j] += [("B=" if j == at else "I=") + name for name in sorted(names)]
            j += 1
    return told


def spans_of(tags: Sequence[str], spans: Sequence[Token]) -> list[tuple[int, int, str, int, int]]:
    """Return ``(start, end, tag label, first token, last token + 1)`` for each tagged span."""
    found = []
    i = 0
    while i < len(tags):
        if tags[i] == "O":
            i += 1
            continue
        label = tags[i][2:]
        j = i + 1
        while j < len(tags) and tags[j] == "I-" + label:
            j += 1
        found.append((spans[i][0], spans[j - 1][1], label, i, j))
        i = j
    return found


@cache
def _model(language: str) -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(_weights(language))
    return tagger


@cache  # the tagger reads from these bytes as long as it lives, and does not keep them alive itself
def _weights(language: str) -> bytes:
    return gzip.decompress(files("ingest.models").joinpath(f"mentions.{language}.crf.gz").read_bytes())


def tag(text: str, language: str, matches: Sequence[Match]) -> list[Tagged]:
    """Return the mentions in one sentence; the confidence is the lowest marginal of their tokens.

    References that the lexicon knows are given even where the best tagging passes them over, if they are at all
    likely: the corpus marks only those that take part in a relation.
    """
    spans = tokens(text, language)
    if not spans:
        return []
    model = _model(language)
    tags = model.tag(features(text, language, spans, matches))
    found = [
        Tagged(start, end, label.rstrip("*"), label.endswith("*"), min(model.marginal(tags[k], k) for k in range(i, j)))
        for start, end, label, i, j in spans_of(tags, spans)
    ]
    known = set(model.labels())
    starts = [start for start, _ in spans]
    for trigger in lexicon(language).find(text):
        references = [f"B-{name[4:]}*" for name in trigger.classes if name.startswith("ref:")]
        kinds = _KINDS if any(name.startswith("kind:") for name in trigger.classes) else ()
        if not (references or kinds) or any(s.start < trigger.end and trigger.start < s.end for s in found):
            continue
        k = bisect_right(starts, trigger.start) - 1  # an Arabic article stands before the word, within its token
        for tags_, needed in ((references, LIKELY), (kinds, LIKELY_KIND)):
            odds = {tag_: model.marginal(tag_, k) for tag_ in tags_ if tag_ in known}
            if language == "en" and tags_ is kinds:  # its article may begin the mention: the *curbs*
                odds = {tag_: odd + model.marginal("I-" + tag_[2:], k) for tag_, odd in odds.items()}
            best = max(odds, key=lambda tag_: (odds[tag_], tag_), default=None)
            if best and odds[best] >= needed:
                label = best[2:]
                found.append(Tagged(starts[k], trigger.end, label.rstrip("*"), label.endswith("*"), odds[best]))
                break
    return found
