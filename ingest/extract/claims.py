"""From the judged pairs of an article to its claims, and the gate that every extractor's claims pass."""

from collections.abc import Iterable, Iterator, Sequence

from graph.records import Article, Claim, Mention
from graph.schema import RELATION_TYPES, allowed
from ingest.extract.attribution import post_of, speaker
from ingest.extract.constructions import CONFIDENCE, Stated, constructions
from ingest.extract.dates import dates, event_date
from ingest.extract.features import Slot
from ingest.extract.linking import Linked
from ingest.extract.modality import colour
from ingest.extract.pairs import pairs
from ingest.extract.relations import Judgement, judge
from ingest.extract.settling import settle

EXTRACTOR = "offline-1"


def claims(article: Article, linked: Linked, spans: Sequence[tuple[int, int]]) -> list[Claim]:
    """Return the claims of an article: one for each relation that a sentence states.

    Parameters
    ----------
    linked : Linked
        The article's mentions and entities.
    spans : sequence of (start, end)
        Its sentences.
    """
    text, language = article.text, article.language
    names = {entity.id: entity.name for entity in linked.entities}
    dated = dates(text, language, article.published_at)
    found: dict[str, Claim] = {}

    def add(claim: Claim) -> None:
        if claim.id not in found or found[claim.id].confidence < claim.confidence:
            found[claim.id] = claim

    for start, end, slots, judged in judgements(article, linked, spans):
        sentence = text[start:end]
        for judgement in settle(judged):
            subject, object_ = judgement.subject, judgement.object
            modality, polarity = colour(judgement.pair, judgement.type)
            said_by = None
            if modality in ("reported", "alleged"):
                said_by = speaker(sentence, language, slots, judgement.pair, names)
            add(
                Claim(
                    article=article.id,
                    subject=subject.entity,
                    type=judgement.type,
                    object=object_.entity,
                    quote=sentence,
                    start=start,
                    end=end,
                    modality=modality,
                    polarity=polarity,
                    attributed_to=said_by,
                    event_date=event_date(
                        dated,
                        (start, end),
                        (subject.start + start, subject.end + start),
                        (object_.start + start, object_.end + start),
                        text=text,
                        type=judgement.type,
                    ),
                    published_at=article.published_at,
                    properties=_properties(article, judgement, sentence),
                    extractor=EXTRACTOR,
                    confidence=judgement.confidence,
                )
            )
        for stated in constructions(sentence, language, slots, frozenset(names)):
            add(
                Claim(
                    article=article.id,
                    subject=stated.subject,
                    type=stated.type,
                    object=stated.object,
                    quote=sentence,
                    start=start,
                    end=end,
                    published_at=article.published_at,
                    properties=_stated_properties(article, stated, slots, sentence),
                    extractor=EXTRACTOR,
                    confidence=CONFIDENCE,
                )
            )
    return list(gate(article, linked.labels, found.values()))


def judgements(
    article: Article, linked: Linked, spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, list[Slot], list[Judgement]]]:
    """Yield each sentence's start, end and mentions, with the judgements of its pairs, each by itself."""
    for (start, end), mentions in zip(spans, _by_sentence(linked.mentions, spans), strict=True):
        slots = [Slot.of(mention, linked.labels[mention.entity], start) for mention in mentions]
        found = pairs(article.text[start:end], article.language, slots)
        yield start, end, slots, [judgement for pair in found for judgement in judge(pair)]


def _stated_properties(article: Article, stated: Stated, slots: Sequence[Slot], sentence: str) -> dict[str, str]:
    if stated.title or stated.type != "HOLDS_POSITION":
        return {"title": stated.title} if stated.title else {}
    person = next(slot for slot in slots if slot.entity == stated.subject)
    body = next(slot for slot in slots if slot.entity == stated.object)
    return post_of(sentence, article.language, article.published_at, person, body)


def _properties(article: Article, judgement: Judgement, sentence: str) -> dict[str, str]:
    if judgement.type not in ("HOLDS_POSITION", "APPOINTED"):
        return {}
    person, body = judgement.subject, judgement.object
    if judgement.type == "APPOINTED":
        person, body = body, person
    return post_of(sentence, article.language, article.published_at, person, body)


def gate(article: Article, labels: dict[str, str], found: Iterable[Claim]) -> Iterator[Claim]:
    """Yield the claims that may enter the graph: verbatim quote, known ends, ends that the schema allows."""
    for claim in sorted(found, key=lambda c: (c.start, c.subject, c.type, c.object, c.id)):
        verbatim = article.text[claim.start : claim.end] == claim.quote and bool(claim.quote.strip())
        known = claim.subject in labels and claim.object in labels and claim.subject != claim.object
        if verbatim and known and claim.type in RELATION_TYPES:
            ends = labels[claim.subject], labels[claim.object]
            if claim.type in allowed(*ends):
                yield claim


def _by_sentence(mentions: Sequence[Mention], spans: Sequence[tuple[int, int]]) -> list[list[Mention]]:
    """Return the mentions of each sentence, in order."""
    groups: list[list[Mention]] = []
    at = 0
    ordered = sorted(mentions, key=lambda m: (m.start, m.end))
    for start, end in spans:
        group = []
        while at < len(ordered) and ordered[at].start < end:
            if ordered[at].start >= start and ordered[at].end <= end:
                group.append(ordered[at])
            at += 1
        groups.append(group)
    return groups
