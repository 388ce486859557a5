"""Judge how a relation is stated: as a fact, somebody's word, a plan, a condition, a rumour, or denied."""

from bisect import bisect_left, bisect_right
from functools import cache
from importlib.resources import files

from graph.schema import FACTUAL, MODALITIES
from ingest.extract.features import CLAUSE, CUES
from ingest.extract.linear import LinearModel
from ingest.extract.pairs import Pair

FACT = 0.6  # a claim is a fact only if the model is this sure
NEGATED = "negated"
COLOURS = (*MODALITIES, NEGATED)
# What a cue beside the word that carries the relation points at.
_WARNINGS = {
    "purpose": "planned",
    "planned": "planned",
    "hypothetical": "hypothetical",
    "condition": "hypothetical",
    "threat": "hypothetical",
    "request": "hypothetical",
    "alleged": "alleged",
    "denial": NEGATED,
    "negation": NEGATED,
}
_DESPITE = 0.6  # how sure the model must be of a plain assertion where such a cue stands
_REACH = 40  # characters around the pair in which a word is taken to carry its relation
_CONFIRMED = 60  # characters from a pair to the words that confirm it
_BEFORE, _AFTER = 3, 2  # words looked at beside the word that carries the relation


@cache
def modality_model() -> LinearModel:
    """Return the learned modality classifier."""
    return LinearModel.from_bytes(files("ingest.models").joinpath("modality.npz").read_bytes())


def modality_features(pair: Pair, type: str) -> list[str]:
    """Return the features by which the modality of one relation of a pair is judged.

    The cues of the sentence with their place and distance in clauses, the words beside what carries the relation,
    and the pair's own n-grams.
    """
    sentence, language = pair.sentence, pair.sentence.language
    rows = [f"type|{type}", f"{language}|type|{type}"]
    for trigger, _, colours in sentence.triggers:
        names = [name for name in trigger.classes if name in CUES]
        if names:
            surface = sentence.text[trigger.start : trigger.end].lower()
            place = _place(pair, trigger.start, trigger.end)
            rows.append(f"{language}|cue={surface}|{place[0]}")
            rows += [row for name in names for row in (f"{name}|{place}", f"{name}|{place[0]}|{type}")]
        if type in trigger.classes:
            rows += [row for colour in colours for row in (f"own|{colour}", f"own|{colour}|{type}")]
            rows += _beside(pair, trigger.start, trigger.end)
    if sentence.text.rstrip("\"'”’»」』）) ").endswith(("?", "؟", "？")):
        rows.append("question")
    own = (f"{language}|M|", f"{language}|B|", f"{language}|A|")
    return rows + [row for row in pair.features if row.startswith(own)]


def _place(pair: Pair, start: int, end: int) -> str:
    """Return where a cue stands: before, amid or after the pair, and how many clause borders away (at most 2)."""
    if end <= pair.left.start:
        side, gap = "B", pair.sentence.text[end : pair.left.start]
    elif start >= pair.right.end:
        side, gap = "A", pair.sentence.text[pair.right.end : start]
    else:
        return "M0"
    return f"{side}{min(len(CLAUSE.findall(gap)), 2)}"


def _beside(pair: Pair, start: int, end: int) -> list[str]:
    """Return the word that carries the relation and the words beside it, with their distance."""
    sentence, language = pair.sentence, pair.sentence.language
    here, there = bisect_right(sentence.ends, start), bisect_left(sentence.starts, end)
    before = sentence.stems[max(0, here - _BEFORE) : here]
    after = sentence.stems[there : there + _AFTER]
    rows = [f"{language}|own={sentence.text[start:end].lower()}"]
    rows += [f"{language}|own-{distance}={word}" for distance, word in enumerate(reversed(before), 1)]
    return rows + [f"{language}|own+{distance}={word}" for distance, word in enumerate(after, 1)]


def colour(pair: Pair, type: str) -> tuple[str, str]:
    """Return modality and polarity of a relation; unsure means that it is not a fact."""
    if any(
        "confirmed" in trigger.classes and 0 <= trigger.start - pair.right.end <= _CONFIRMED
        for trigger, _, _ in pair.sentence.triggers
    ):
        return "asserted", "affirmed"  # "it may curb exports, as it did in May"
    model = modality_model()
    scores = model.scores(modality_features(pair, type))
    odds = {name: model.probability(i, scores[i]) for i, name in enumerate(model.classes)}
    total = sum(odds.values()) or 1.0
    warned = _warning(pair, type)
    if warned and odds["asserted"] < _DESPITE:
        best = warned
    elif sum(odds[name] for name in FACTUAL) / total >= FACT:
        return max(sorted(FACTUAL), key=lambda name: odds[name]), "affirmed"
    else:
        best = max((name for name in COLOURS if name not in FACTUAL), key=lambda name: odds[name])
    return ("asserted", "negated") if best == NEGATED else (best, "affirmed")


def _warning(pair: Pair, type: str) -> str | None:
    """Return the modality that a cue close to what carries the relation points at, if there is one."""
    for trigger, _, colours in pair.sentence.triggers:
        if (
            type in trigger.classes
            and trigger.end > pair.left.start - _REACH
            and trigger.start < pair.right.end + _REACH
        ):
            for colour_ in colours:
                if colour_[1:] in _WARNINGS:
                    return _WARNINGS[colour_[1:]]
    return None
