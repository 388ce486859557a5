"""Tie a language model's answers to the article: names to places, quotes to sentences, things to the registry.

What cannot be tied is refused and counted by reason; the rest passes the gate that every extractor's claims pass.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from graph.records import Article, Claim, Entity, Extraction, Mention
from graph.schema import allowed
from ingest.extract.aliases import Match, known_names
from ingest.extract.claims import gate
from ingest.extract.folding import fold_name
from ingest.extract.linking import Linked, Linker
from ingest.extract.mentions import Found
from ingest.extract.naming import with_names
from ingest.extract.tokens import tokens
from ingest.joining import merged
from ingest.llm.answer import Answer, Named, Stated
from ingest.llm.prompt import properties_of
from ingest.llm.windows import LONGEST
from ingest.locating import Sought, places
from ingest.registry import registry

# Of every claim of a model: it is not calibrated. About what models reach against careful annotators.
CONFIDENCE: Final = 0.7

NO_ENTITY: Final = "an end is no entity of the answer"
NOT_NAMED: Final = "an end is not named in the article"
NO_QUOTE: Final = "the quote does not stand in the article"
NOT_IN_QUOTE: Final = "an end does not stand in the quoted sentence"
ONE_END: Final = "both ends are the same"
ENDS: Final = "the schema does not allow these ends"
GATE: Final = "the gate"

_MOST_KNOWN, _LONGEST_KNOWN = 60, 60  # things of earlier parts that a later one is told of, characters of their names
_MOST_PLACES = 20  # looked at for one quote
_HOLDING = frozenset({"Measure", "Event"})  # whose names may hold other names
Span = tuple[int, int]


@dataclass(slots=True, eq=False)
class _Thing:
    """What the model takes for one thing, over all parts of the article."""

    label: str
    name: str
    found: set[Span] = field(default_factory=set)
    references: set[Span] = field(default_factory=set)
    id: str = ""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A claim whose quote was found."""

    subject: _Thing
    object: _Thing
    stated: Stated
    sentence: Span
    speaker: str | None


class Grounding:
    """Collects a model's answers for the parts of one article.

    Attributes
    ----------
    refused : Counter
        How many claims were refused, by reason.
    """

    def __init__(self, article: Article, spans: Sequence[Span]) -> None:
        self.refused: Counter[str] = Counter()
        self._article, self._spans = article, spans
        self._starts = [start for start, _ in spans]
        self._things: list[_Thing] = []
        self._by_name: dict[tuple[str, str], _Thing] = {}
        self._placed: list[_Placed] = []

    def known(self) -> list[str]:
        """Return what was named so far, the latest things; only what the text does name, and in short."""
        named = [thing for thing in self._things if thing.found and len(thing.name) <= _LONGEST_KNOWN]
        return [f"{thing.name} ({thing.label})" for thing in named[-_MOST_KNOWN:]]

    def add(self, answer: Answer, part: Span) -> None:
        """Take in the answer for the part of the text at `part`."""
        self.refused += answer.refused
        named = {entity.id: entity for entity in answer.entities}
        things = {id: self._thing(entity) for id, entity in named.items()}
        sought = [Sought(id, entity.label, (entity.name, *entity.names)) for id, entity in named.items()]
        for place in places(self._article.text[slice(*part)], sought):
            things[place.key].found.add((part[0] + place.start, part[0] + place.end))
        for stated in answer.claims:
            if stated.subject not in things or stated.object not in things:
                self.refused[NO_ENTITY] += 1
                continue
            ends = [(things[id], named[id]) for id in (stated.subject, stated.object)]
            sentences = list(islice(self._quoted(stated.quote.strip(), part), _MOST_PLACES))
            if not sentences:
                self.refused[NO_QUOTE] += 1
                continue
            fitting = [span for span in sentences if all(self._stands(thing, entity, span) for thing, entity in ends)]
            if not fitting:
                self.refused[NOT_IN_QUOTE] += 1
                continue
            speaker = named[stated.attributed_to].name if stated.attributed_to in named else stated.attributed_to
            self._placed.append(_Placed(ends[0][0], ends[1][0], stated, fitting[0], speaker))

    def extraction(self, extractor: str) -> Extraction:
        """Return what stands in the article, of the answers taken in; claims bear the extractor's name."""
        article = self._article
        linked, mentions = self._linked()
        entities = {entity.id: entity for entity in linked.entities if entity.id in {m.entity for m in mentions}}
        labels = {id: entity.label for id, entity in entities.items()}
        where: dict[str, list[Span]] = {}
        for mention in mentions:
            where.setdefault(mention.entity, []).append((mention.start, mention.end))
        claims = []
        for placed in self._placed:
            ids = (placed.subject.id, placed.object.id)
            if not all(ids):
                self.refused[NOT_NAMED] += 1
            # What the model takes for a name or a reference of one thing may have turned out to be another's.
            elif not all(_inside(placed.sentence, where.get(id, ())) for id in ids):
                self.refused[NOT_IN_QUOTE] += 1
            else:
                claims.append(self._claim(placed, entities, extractor))
        claims = merged(claims)
        passed = list(gate(article, labels, claims))
        for claim in claims:
            if claim not in passed:
                self.refused[_reason(claim, labels)] += 1
        found = [entities[id] for id in sorted(entities)]
        return with_names(Extraction(article, tuple(found), tuple(mentions), tuple(passed)))

    def _thing(self, entity: Named) -> _Thing:
        keys = [(entity.label, fold_name(name)) for name in (entity.name, *entity.names)]
        thing = next((self._by_name[key] for key in keys if key in self._by_name), None)
        if thing is None:
            thing = _Thing(entity.label, entity.name)
            self._things.append(thing)
        for key in keys:
            self._by_name.setdefault(key, thing)
        return thing

    def _quoted(self, quote: str, part: Span) -> Iterator[Span]:
        """Yield the sentences in which a quote stands, letter for letter; those elsewhere if none in this part does."""
        text = self._article.text
        for start, end in (part, (0, len(text))):
            at = text.find(quote, start, end) if quote else -1
            if at < 0:
                continue
            while at >= 0:
                yield (sentence := self._sentence(at, at + len(quote)))
                at = text.find(quote, sentence[1], end)
            return

    def _sentence(self, start: int, end: int) -> Span:
        """Return the whole sentences that hold a span; the span itself where one of them has no end."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = max(bisect_left(self._starts, end) - 1, first)
        whole = min(start, self._spans[first][0]), max(end, self._spans[last][1])
        return whole if whole[1] - whole[0] <= LONGEST else (start, end)

    def _stands(self, thing: _Thing, entity: Named, span: Span) -> bool:
        """Whether a thing stands in a sentence; references to it there are noted."""
        words = tuple(word.lower() for word in entity.references)
        for place in places(self._article.text[slice(*span)], [Sought("", entity.label, words)]):
            thing.references.add((span[0] + place.start, span[0] + place.end))
        return _inside(span, thing.found) or _inside(span, thing.references)

    def _linked(self) -> tuple[Linked, list[Mention]]:
        """Give each thing the id that the offline extractor gives it, and return all mentions in order."""
        article = self._article
        matches = known_names().find(article.text)
        spans: dict[Span, tuple[_Thing, Found]] = {}
        for thing in self._things:
            for span in sorted(thing.found):
                if found := _found(article, span, thing.label, matches):
                    spans.setdefault((found.start, found.end), (thing, found))
        ordered = sorted(spans, key=lambda span: (span[0], -span[1]))
        linker = Linker(article.id, article.text, article.language, article.published_at, self._spans)
        linked = linker.link([spans[span][1] for span in ordered])
        ids: dict[_Thing, Counter[str]] = {}
        for mention in linked.mentions:
            thing = spans[mention.start, mention.end][0]
            ids.setdefault(thing, Counter())[mention.entity] += 1
        for thing in self._things:
            # The model takes its mentions for one thing: the registry's name for one of them names all.
            counts = ids.get(thing, Counter())
            thing.id = max(counts, key=lambda one: (one in registry(), counts[one], one), default="")
        mentions = {}
        for mention in linked.mentions:
            thing = spans[mention.start, mention.end][0]
            entity = mention.entity if mention.entity in registry() else thing.id
            mentions[mention.start, mention.end] = Mention(entity, mention.start, mention.end, mention.text)
        for thing in self._things:
            for start, end in sorted(thing.references) if thing.id else ():
                mentions.setdefault((start, end), Mention(thing.id, start, end, article.text[start:end], True))
        return linked, [mentions[span] for span in sorted(mentions, key=lambda span: (span[0], -span[1]))]

    def _claim(self, placed: _Placed, entities: Mapping[str, Entity], extractor: str) -> Claim:
        article, stated, (start, end) = self._article, placed.stated, placed.sentence
        return Claim(
            article=article.id,
            subject=placed.subject.id,
            type=stated.type,
            object=placed.object.id,
            quote=article.text[start:end],
            start=start,
            end=end,
            modality=stated.modality,
            polarity=stated.polarity,
            attributed_to=self._speaker(placed.speaker, entities),
            event_date=stated.event_date,
            published_at=article.published_at,
            properties=_carried(stated.type, stated.properties or {}),
            extractor=extractor,
            confidence=CONFIDENCE,
        )

    def _speaker(self, said_by: str | None, entities: Mapping[str, Entity]) -> str | None:
        """Return who says it: a thing's name, else words that stand in the article, else nobody."""
        if not said_by:
            return None
        for thing in self._things:
            if thing.id and self._by_name.get((thing.label, fold_name(said_by))) is thing:
                return entities[thing.id].name
        return said_by if said_by in self._article.text else None


def _found(article: Article, span: Span, label: str, matches: Sequence[Match]) -> Found | None:
    """Return a place where the model saw a name, with what the registry knows by it; None if it is part of another."""
    start, end = span
    near = matches[bisect_left(matches, start - 200, key=lambda m: m.start) : bisect_left(matches, end, key=_start)]
    entries: tuple[str, ...] = ()
    for match in near:
        fitting = tuple(entry for entry in match.entries if registry()[entry].label == label)
        if (match.start, match.end) == span:
            # What the registry knows by just this name it is, unless that is a thing of quite another kind.
            return Found(start, end, label, False, fitting or (match.entries if _alike(label, match) else ()))
        if match.start <= start and end <= match.end and not match.nested:
            if fitting:
                return Found(match.start, match.end, label, False, fitting)
            if registry()[match.entries[0]].label not in _HOLDING:
                return None
        elif start <= match.start and match.end <= end and fitting:
            text = article.text
            rest = len(tokens(text[start : match.start] + " " + text[match.end : end], article.language))
            if label == "Person" or rest <= 1:
                entries = entries or fitting
    return Found(start, end, label, False, entries)


def _inside(sentence: Span, spans: Iterable[Span]) -> bool:
    """Whether one of some spans lies in a sentence."""
    return any(sentence[0] <= start and end <= sentence[1] for start, end in spans)


def _start(match: Match) -> int:
    return match.start


def _alike(label: str, match: Match) -> bool:
    """Whether the model's label and the registry's are ones that are taken for each other: all but a person's."""
    return label != "Person" and registry()[match.entries[0]].label != "Person"


def _carried(type: str, properties: Mapping[str, Any]) -> dict[str, str]:
    named = properties_of(type)
    return {
        name: value.strip()
        for name, value in sorted(properties.items())
        if name in named and isinstance(value, str) and 0 < len(value.strip()) <= 200
        if name != "former" or value == "true"
    }


def _reason(claim: Claim, labels: Mapping[str, str]) -> str:
    """Say why the gate refused a claim."""
    if claim.subject == claim.object:
        return ONE_END
    return GATE if claim.type in allowed(labels[claim.subject], labels[claim.object]) else ENDS
