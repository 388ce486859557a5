"""Find mentions with a tagger learned from the corpus (a linear-chain CRF), the registry being one of its features.

A tag is ``B-`` or ``I-`` and a label; a label ending in ``*`` marks a reference back (the company, 该公司).
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

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
LIKELY = 0.1  # marginal from which a reference of the lexicon counts
LIKELY_KIND = 0.05  # marginal from which a word that names a kind of measure or event counts: restrictions, talks
_KINDS = ("B-Measure", "B-Event")
_CHINESE_GRAMS = ((-1, 1), (0, 2), (1, 3), (-2, 0), (0, 3), (-2, 1))


@dataclass(frozen=True, slots=True)
class Tagged:
    """A span that the tagger takes for a mention."""

    start: int
    end: int
    label: str
    reference: bool
    confidence: float


def _shape(word: str) -> str:
    return _RUNS.sub(r"\1", word.translate(_SHAPE))


def features(text: str, language: str, spans: Sequence[Token], matches: Sequence[Match]) -> list[list[str]]:
    """Return the feature strings of each token: word, shape, affixes, neighbours, registry, lexicon."""
    words = [fold_name(text[start:end]) for start, end in spans]
    shapes = [_shape(text[start:end]) for start, end in spans]
    known = _known(spans, matches)
    told = _told(text, language, spans)
    count = len(spans)
    rows = []
    for i, word in enumerate(words):
        row = [
            "b",
            "w=" + word,
            "s=" + shapes[i],
            "p2=" + word[:2],
            "p3=" + word[:3],
            "x2=" + word[-2:],
            "x3=" + word[-3:],
            "x4=" + word[-4:],
        ]
        if known[i]:
            row.append("g=" + known[i])
        row += told[i]
        for d in _WINDOW:
            j = i + d
            if not 0 <= j < count:
                row.append(f"w{d}=#")
                continue
            row.append(f"w{d}=" + words[j])
            if -2 <= d <= 2:
                row.append(f"s{d}=" + shapes[j])
                row.append(f"x{d}=" + words[j][-2:])
                if known[j]:
                    row.append(f"g{d}=" + known[j])
                if -1 <= d <= 1:
                    row += [f"{d}{name}" for name in told[j]]
        if language == "zh":
            for a, b in _CHINESE_GRAMS:
                if i + a >= 0 and i + b <= count:
                    row.append(f"c{a}{b}=" + "".join(words[i + a : i + b]))
        elif i + 1 < count:
            row.append("bi=" + word + "_" + words[i + 1])
        rows.append(row)
    return rows


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
    with as_file(files("ingest.models").joinpath(f"mentions.{language}.crf")) as path:
        tagger.open(str(path))  # reads the whole file; open_inmemory would not keep the bytes alive
    return tagger


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
        k = bisect_right(starts, trigger.start) - 1  # an Arabic article stands before the word, within its token
        if any(s.start < trigger.end and trigger.start < s.end for s in found):
            continue
        references = [f"B-{name[4:]}*" for name in trigger.classes if name.startswith("ref:")]
        kinds = _KINDS if any(name.startswith("kind:") for name in trigger.classes) else ()
        for tags_, needed in ((references, LIKELY), (kinds, LIKELY_KIND)):
            odds = {tag_: model.marginal(tag_, k) for tag_ in tags_ if tag_ in known}
            best = max(odds, key=lambda tag_: (odds[tag_], tag_), default=None)
            if best and odds[best] >= needed:
                label = best[2:]
                found.append(Tagged(starts[k], trigger.end, label.rstrip("*"), label.endswith("*"), odds[best]))
                break
    return found
