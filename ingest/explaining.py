"""Why a claim was made: what of the sentence weighed for it, by how much, and what coloured it. Pure.

What the offline extractor decides it decides by features, whose weights can be read, or by a sure construction. So the
sentence is gone through again, and each step shows what it saw.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graph.queries.article import ArticleRow
from graph.queries.rows import Carried
from graph.records import Claim, Extraction
from graph.schema import MODALITIES, RELATION_TYPES
from ingest.extract.aliases import known_names
from ingest.extract.claims import EXTRACTOR
from ingest.extract.constructions import CONFIDENCE, Stated, constructions
from ingest.extract.features import CUES, Slot
from ingest.extract.mentions import mentions
from ingest.extract.modality import COLOURS, FACT, colour, modality_features, modality_model
from ingest.extract.pairs import Pair, pairs
from ingest.extract.relations import POSSIBLE, Judgement, fits, judge, relation_model
from ingest.extract.settling import THRESHOLD, settle, settling_features, settling_model
from ingest.extract.triggers import lexicon
from ingest.glossing import gloss
from ingest.locating import Sought, places

MOST: Final = 12  # features shown of each decision


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention in the sentence; offsets count in the sentence. `role` is subject, object or empty."""

    text: str
    start: int
    end: int
    label: str
    entity: str
    name: str
    reference: bool
    role: str


@dataclass(frozen=True, slots=True)
class Weight:
    """A feature with its part of the score: above 0 it speaks for the decision, below 0 against it."""

    feature: str
    meaning: str
    weight: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """A decision of a linear classifier.

    Attributes
    ----------
    decided : str
        The class: a relation type with ``>`` where the subject stands first and ``<`` where the object does, or a
        modality (or ``negated``).
    probability, needed : float
        Calibrated, and what it takes; for a fact, what asserted and reported take together.
    others : tuple of (str, float)
        Other classes that could have been, likeliest first.
    """

    decided: str
    probability: float
    needed: float
    score: float
    bias: float
    features: tuple[Weight, ...]
    others: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the lexicon in the sentence: one that carries a relation (`classes` in capitals), or a cue."""

    text: str
    start: int
    end: int
    classes: tuple[str, ...]
    carries: bool  # this claim's own relation type


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a claim was made.

    Attributes
    ----------
    made_by : str
        classifier, construction, model (a language model) or unknown.
    construction : str or None
        What the construction is, where one states the claim.
    relation, settled, modality : Weighed or None
        The classifiers' decisions: the pair by itself, beside the others of the sentence, its modality. None where the
        pair cannot be found again.
    exact : bool
        Whether going through the sentence again gives the claim as it is, with its confidence and modality.
    notes : tuple of str
        What cannot be shown, or is not as it was.
    """

    claim: Claim
    subject: str
    object: str
    mentions: tuple[Seen, ...]
    made_by: str
    construction: str | None
    relation: Weighed | None
    settled: Weighed | None
    modality: Weighed | None
    words: tuple[Word, ...]
    exact: bool
    notes: tuple[str, ...]


def explain(extraction: Extraction, claim: Claim) -> Explanation:
    """Return why a claim of an extraction was made."""
    entities = {entity.id: entity for entity in extraction.entities}
    inside = sorted(
        (m for m in extraction.mentions if claim.start <= m.start and m.end <= claim.end),
        key=lambda m: (m.start, m.end),
    )
    slots = [Slot.of(mention, entities[mention.entity].label, claim.start) for mention in inside]
    names = {entity.id: entity.name for entity in extraction.entities}
    return _explained(claim, extraction.article.language, slots, names, [])


def explain_stored(article: ArticleRow, id: str) -> Explanation:
    """Return why a claim of the store was made, as far as its sentence alone tells.

    The article's text is not kept, only the sentence and the names that were used: the mentions are found again by
    these names, and an end that has none here by the one reference to something of its kind.

    Parameters
    ----------
    article : ArticleRow
        The article with all that it mentions and states, the claim among it.
    id : str
        Id of the claim.
    """
    stated = next(one for one in article.claims if one.claim.id == id)
    row = stated.claim
    claim = Claim(
        article.id, stated.subject.id, row.type, stated.object.id, row.quote, row.start, row.end,
        row.modality, row.polarity, row.attributed_to, row.event_date, row.published_at,
        {name: value for name in Carried.model_fields if (value := getattr(row, name))}, row.extractor, row.confidence,
    )  # fmt: skip
    sought = [Sought(one.id, one.label, tuple(one.forms)) for one in article.mentions]
    labels = {one.id: one.label for one in article.mentions}
    slots = [
        Slot(place.start, place.end, labels[place.key], place.key, False, place.key)
        for place in places(row.quote, sought)
    ]
    notes = []
    for end in (stated.subject, stated.object):
        if any(slot.entity == end.id for slot in slots):
            continue
        references = _references(row.quote, article.language, end.label, slots)
        if len(references) == 1:
            start, stop = references[0]
            slots.append(Slot(start, stop, end.label, end.id, True, end.id))
            notes.append(f"{row.quote[start:stop]!r} is taken to stand for {end.name}: no name of it stands here")
        else:
            notes.append(f"no name of {end.name} stands in the sentence, and what stood for it is not kept")
    slots.sort(key=lambda slot: (slot.start, slot.end))
    return _explained(claim, article.language, slots, {one.id: one.name for one in article.mentions}, notes)


def _references(sentence: str, language: str, label: str, slots: Sequence[Slot]) -> list[tuple[int, int]]:
    """Return where a sentence refers back to something of a label."""
    found = mentions(sentence, 0, len(sentence), language, known_names().find(sentence))
    free = (m for m in found if not any(slot.start < m.end and m.start < slot.end for slot in slots))
    return [(m.start, m.end) for m in free if m.reference and m.label == label]


def _explained(
    claim: Claim, language: str, slots: Sequence[Slot], names: dict[str, str], notes: list[str]
) -> Explanation:
    sentence = claim.quote
    of_sentence = list(pairs(sentence, language, slots))
    pair = next((pair for pair in of_sentence if _ends(pair) == {claim.subject, claim.object}), None)
    judged = [one for each in of_sentence for one in judge(each)]
    settled = [one for one in settle(judged) if one.pair is pair and one.type == claim.type and _runs(one, claim)]
    stated = [
        one
        for one in constructions(sentence, language, slots, frozenset(names))
        if {one.subject, one.object} == {claim.subject, claim.object} and one.type == claim.type
    ]
    finders = claim.extractor.split(" + ")
    if EXTRACTOR not in finders:
        made_by, exact = "model", False
        notes.append(
            f"stated by {claim.extractor}: a language model gives no reasons; shown is what the offline classifier sees"
        )
    else:
        made_by, exact = _made_by(claim, settled, stated)
        if not exact:
            notes.append(_unlike(claim, settled))
    coloured = _modality(pair, claim) if pair else None
    if coloured and made_by == "classifier" and coloured.others[0][1] > coloured.probability:
        notes.append(
            f"the modality classifier alone leans to {coloured.others[0][0]}: a cue beside the word that carries the "
            f"relation, or too little certainty for a fact, made it {coloured.decided}"
        )
    return Explanation(
        claim=claim,
        subject=names[claim.subject],
        object=names[claim.object],
        mentions=tuple(_seen(slot, claim, names) for slot in slots),
        made_by=made_by,
        construction=_construction(stated[0], slots) if stated else None,
        relation=_relation(pair, claim) if pair else None,
        settled=_settled(judged, pair, claim),
        modality=coloured,
        words=tuple(_words(sentence, language, claim.type)),
        exact=exact,
        notes=tuple(notes),
    )


def _made_by(claim: Claim, settled: Sequence[Judgement], stated: Sequence[Stated]) -> tuple[str, bool]:
    """Return what made a claim, and whether that gives it exactly."""
    if any(
        (one.confidence, *colour(one.pair, one.type)) == (claim.confidence, claim.modality, claim.polarity)
        for one in settled
    ):
        return "classifier", True
    if stated and claim.confidence == CONFIDENCE:
        return "construction", True
    # How surely each name was read is not stored: then the same claim comes out with another confidence.
    if any(colour(one.pair, one.type) == (claim.modality, claim.polarity) for one in settled):
        return "classifier", False
    return "unknown", False


def _unlike(claim: Claim, settled: Sequence[Judgement]) -> str:
    was = f"{claim.confidence:.3f}, {claim.modality}, {claim.polarity}"
    if not settled:
        return f"not reproduced: the sentence by itself does not give this claim ({was})"
    one = settled[0]
    now = f"{one.confidence:.3f}, {', '.join(colour(one.pair, one.type))}"
    return f"not reproduced exactly: the claim is {was}; gone through again, its sentence gives {now}"


def _ends(pair: Pair) -> set[str]:
    return {pair.left.entity, pair.right.entity}


def _runs(judgement: Judgement, claim: Claim) -> bool:
    """Whether a judgement runs the claim's way."""
    return RELATION_TYPES[claim.type].symmetric or judgement.subject.entity == claim.subject


def _seen(slot: Slot, claim: Claim, names: dict[str, str]) -> Seen:
    role = {claim.subject: "subject", claim.object: "object"}.get(slot.entity, "")
    text = claim.quote[slot.start : slot.end]
    return Seen(text, slot.start, slot.end, slot.label, slot.entity, names[slot.entity], slot.reference, role)


def _relation(pair: Pair, claim: Claim) -> Weighed | None:
    model = relation_model()
    forward = RELATION_TYPES[claim.type].symmetric or pair.left.entity == claim.subject
    name = claim.type + (">" if forward else "<")
    possible = [
        one
        for one in model.classes
        if fits(RELATION_TYPES[one[:-1]], pair.left.label, pair.right.label, one.endswith(">"))
    ]
    if name not in possible:
        return None
    scores = dict(zip(model.classes, model.scores(pair.features), strict=True))
    odds = {one: model.probability(model.classes.index(one), scores[one]) for one in possible}
    column = model.classes.index(name)
    return Weighed(
        name,
        round(odds[name], 3),
        POSSIBLE,
        round(scores[name], 4),
        round(float(model.bias[column]), 4),
        _weights(model.why(pair.features, name, MOST)),
        _others(odds, name),
    )


def _settled(judged: Sequence[Judgement], pair: Pair | None, claim: Claim) -> Weighed | None:
    """Return what the second look makes of it, beside the other judgements of the sentence."""
    model = settling_model()
    for judgement, features in zip(judged, settling_features(judged), strict=True):
        if judgement.pair is pair and judgement.type == claim.type and _runs(judgement, claim):
            score = model.scores(features)[0]
            return Weighed(
                claim.type + (">" if judgement.forward else "<"),
                round(model.probability(0, score), 3),
                THRESHOLD,
                round(score, 4),
                round(float(model.bias[0]), 4),
                _weights(model.why(features, model.classes[0], MOST)),
                (),
            )
    return None


def _modality(pair: Pair, claim: Claim) -> Weighed:
    """Return what the classifier of modality makes of it, whatever was decided in the end."""
    model, features = modality_model(), modality_features(pair, claim.type)
    name = "negated" if claim.polarity == "negated" else claim.modality
    scores = dict(zip(model.classes, model.scores(features), strict=True))
    odds = {one: model.probability(model.classes.index(one), scores[one]) for one in COLOURS}
    total = sum(odds.values()) or 1.0
    odds = {one: chance / total for one, chance in odds.items()}
    return Weighed(
        name,
        round(odds[name], 3),
        FACT if claim.fact else 0.0,
        round(scores[name], 4),
        round(float(model.bias[model.classes.index(name)]), 4),
        _weights(model.why(features, name, MOST)),
        _others(odds, name),
    )


def _weights(parts: Sequence[tuple[str, float]]) -> tuple[Weight, ...]:
    return tuple(Weight(feature, gloss(feature), round(weight, 4)) for feature, weight in parts if weight)


def _others(odds: dict[str, float], name: str) -> tuple[tuple[str, float], ...]:
    rest = sorted(((one, round(chance, 3)) for one, chance in odds.items() if one != name), key=lambda o: (-o[1], o[0]))
    return tuple(rest[: len(MODALITIES)])


def _words(sentence: str, language: str, type: str) -> list[Word]:
    """Return the words of the lexicon that carry relations or colour them."""
    found = []
    for trigger in lexicon(language).find(sentence):
        classes = tuple(name for name in trigger.classes if name.isupper() or name in CUES or name == "confirmed")
        if classes:
            text = sentence[trigger.start : trigger.end]
            found.append(Word(text, trigger.start, trigger.end, classes, type in classes))
    return found


def _construction(stated: Stated, slots: Sequence[Slot]) -> str:
    """Say what a construction is."""
    if stated.title:
        return f"the words before the person's name make it the {stated.title} of a state"
    if any(slot.entity == stated.subject and slot.label not in ("Company", "Organization") for slot in slots):
        return "the subject's own name names the object, and what kind of thing it is"
    return "a word for the state stands beside the name"
