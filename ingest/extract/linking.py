"""Say which entity each mention of an article stands for.

In order of trust: the registry's names (ambiguous ones by what stands beside them), names met before in the
article (whole, surname, part of a firm's name, acronym), and references back to the last thing of the same kind.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from graph.records import Entity, Mention, entity_id, stable_id
from ingest.extract.describing import Description, describe, named
from ingest.extract.folding import fold_name
from ingest.extract.mentions import Found
from ingest.extract.references import Memory, resolve
from ingest.extract.surnames import short_forms
from ingest.extract.tokens import stem, tokens
from ingest.extract.triggers import lexicon
from ingest.extract.wording import Term
from ingest.registry import Known, registry
from ingest.registry.hints import hinted

_DESCRIBED = frozenset({"Measure", "Event"})
_SHORT = {"en": 2, "ar": 2, "zh": 4}  # tokens of a description that only repeats: the ban, هذا الحظر, 该禁令
_PLACING = re.compile(
    r"(?:\b(?:in|at|to|near|outside|around|from|visiting|visited|leave|left)\s+|\b(?:في|إلى|من|نحو|زار|يزور|غادر|ووصل|وصل)\s+|\bب"
    r"|[在赴抵到访於]|抵达|飞往|前往|访问)$",
    re.IGNORECASE,
)
_NEAR = 30  # characters in which a neighbour helps to decide


@dataclass(slots=True)
class _Thing:
    """An entity as it grows over the article."""

    id: str
    label: str
    name: str
    entry: Known | None = None
    forms: Counter[str] = field(default_factory=Counter)
    kinds: frozenset[str] = frozenset()  # of a described measure or event: ban, letter, talks
    said: Description | None = None  # what its descriptions say besides
    known: set[str] = field(default_factory=set)  # what it is called, folded
    short: set[str] = field(default_factory=set)  # a person: by surname

    def call(self, name: str) -> None:
        """Remember a name of it."""
        folded = fold_name(name)
        if folded not in self.known:
            self.known.add(folded)
            self.short.update(short_forms(folded) if self.label == "Person" else ())


@dataclass(frozen=True, slots=True)
class Linked:
    """The mentions of an article with their entities."""

    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    labels: dict[str, str]


class Linker:
    """Links the mentions of one article, in the order of the text."""

    def __init__(
        self, article_id: str, text: str, language: str, date: str | None, spans: Sequence[tuple[int, int]]
    ) -> None:
        self._article = article_id
        self._starts = [start for start, _ in spans]  # of the sentences
        self._text = text
        self._language = language
        self._date = date
        self._things: dict[str, _Thing] = {}
        self._order: list[str] = []  # ids in the order of last mention
        self._mentions: list[Mention] = []
        self._memory = Memory(language)
        self._likely = 1.0  # of the last reference back

    def link(self, found: Sequence[Found]) -> Linked:
        """Return the entities and mentions; what cannot be linked is left out."""
        for place, mention in enumerate(found):
            self._likely = 1.0
            thing = self._thing(mention, found[max(0, place - 3) : place], found[place + 1 : place + 4])
            if thing is None:
                continue
            surface = self._text[mention.start : mention.end]
            nominal = mention.reference
            if not nominal or not thing.forms:
                thing.forms[surface] += 1
                thing.call(surface)
            if thing.id not in self._things:
                self._things[thing.id] = thing
                for name in (thing.name, *(thing.entry.names[self._language] if thing.entry else ())):
                    thing.call(name)
            if thing.id in self._order:
                self._order.remove(thing.id)
            self._order.append(thing.id)
            names = [] if nominal else [surface, *(thing.entry.names[self._language] if thing.entry else ())]
            self._memory.note(thing.id, thing.label, self._sentence(mention.start), names)
            sure = round(mention.confidence * self._likely, 3)
            self._mentions.append(Mention(thing.id, mention.start, mention.end, surface, nominal, sure))
        entities = tuple(self._entity(self._things[id_]) for id_ in sorted(self._things))
        return Linked(entities, tuple(self._mentions), {entity.id: entity.label for entity in entities})

    def _thing(self, mention: Found, before: Sequence[Found], after: Sequence[Found]) -> _Thing | None:
        surface = self._text[mention.start : mention.end]
        if mention.entries:
            return self._registered(self._choose(mention, before, after))
        if mention.label == "GovernmentBody" and (body := self._body_of(surface, before, after)):
            return self._registered(body)
        if (hinted := self._hinted(mention)).entries:
            return self._registered(self._choose(hinted, before, after))
        if mention.label in _DESCRIBED and not _proper(surface):
            return self._described(mention, surface, [*before, *after])
        if mention.reference:
            return self._back(mention)
        return self._met(mention.label, surface) or self._new(mention.label, surface)

    def _registered(self, entry_id: str) -> _Thing:
        entry = registry()[entry_id]
        return self._things.get(entry.id) or _Thing(entry.id, entry.label, entry.name, entry)

    def _choose(self, mention: Found, before: Sequence[Found], after: Sequence[Found]) -> str:
        """Return the entry that an ambiguous name means: by posts, by country beside it, by what was met before."""
        if len(mention.entries) == 1:
            return mention.entries[0]
        labels = {registry()[entry].label for entry in mention.entries}
        label = "Place" if labels >= {"Place", "Country"} and self._located(mention.start) else mention.label
        people = self._posts(mention, [*before, *after])
        states = {e for m in before if mention.start - m.end < 4 for e in m.entries}

        def score(entry_id: str) -> tuple[int, int, int, int]:
            entry = registry()[entry_id]
            return (
                entry.label == label,
                entry_id in people or entry.country in states,
                entry_id in self._things,
                -mention.entries.index(entry_id),
            )

        return max(mention.entries, key=score)

    def _located(self, start: int) -> bool:
        """Whether a word of place stands before: "in Beijing", في بكين, 在北京."""
        return _PLACING.search(self._text[max(0, start - 12) : start]) is not None

    def _posts(self, mention: Found, neighbours: Iterable[Found]) -> set[str]:
        """Return the bodies at which known people close by hold or held a post, and those that have a body close by."""
        near = [m for m in neighbours if m.start - mention.end < _NEAR and mention.start - m.end < _NEAR]
        entries = [registry()[entry] for m in near for entry in m.entries]
        return {post.body for entry in entries for post in entry.posts} | {
            entry.parent for entry in entries if entry.parent
        }

    def _body_of(self, surface: str, before: Sequence[Found], after: Sequence[Found]) -> str | None:
        """Return the body that a word of a title names ("*commerce* secretary Howard Lutnick")."""
        words = (
            {stem(surface[a:b], self._language) for a, b in tokens(surface, self._language)}
            if self._language != "zh"
            else {surface}
        )
        people = [registry()[entry] for m in [*after, *before] for entry in m.entries if registry()[entry].posts]
        for person in people:
            held = [post for post in person.posts if self._date is None or post.held_on(self._date)] or person.posts
            for post in held:
                body = registry().get(post.body)
                if body is None:
                    continue
                names = " ".join([body.name, *body.names[self._language], post.title])
                if self._language == "zh" and surface in names:
                    return body.id
                if words and words <= {stem(names[a:b], self._language) for a, b in tokens(names, self._language)}:
                    return body.id
        return None

    def _back(self, mention: Found) -> _Thing | None:
        """Return what a reference back stands for, if that is likely enough."""
        surface = self._text[mention.start : mention.end]
        found = resolve(self._memory, (mention.label,), self._sentence(mention.start), surface)
        if found is None:
            return None
        key, self._likely = found
        return self._things[key]

    def _described(self, mention: Found, surface: str, near: Sequence[Found]) -> _Thing:
        """Return the measure or event that a description stands for: one met before, or a new one of this article.

        "The ban", الرسالة, 该禁令 repeat what bore the same kind of name; a longer description is a thing of its own
        unless it was met word for word, or says the same otherwise. A ban on cars is no ban on chips.
        """
        kinds = frozenset(
            name for trigger in lexicon(self._language).find(surface) for name in trigger.classes if "kind:" in name
        )
        said = describe(self._text, self._language, mention.start, mention.end, self._named(near))
        thing = self._same(mention, surface, kinds, said)
        if thing is None:
            thing = self._new(mention.label, surface, said.key if said else ())
            thing.kinds = kinds
        thing.said = thing.said.with_(said) if thing.said and said else thing.said or said
        return thing

    def _same(self, mention: Found, surface: str, kinds: frozenset[str], said: Description | None) -> _Thing | None:
        """Return the thing met before that a description repeats, the last of those that it may."""
        if not mention.reference and (met := self._met(mention.label, surface)) and _agree(met.said, said):
            return met
        last = None
        for id_ in reversed(self._order):
            thing = self._things[id_]
            if thing.label == mention.label and thing.kinds & kinds and _agree(thing.said, said):
                if said and said.goods and thing.said and thing.said.goods == said.goods:
                    return thing
                last = last or thing
        if len(tokens(surface, self._language)) > _SHORT[self._language]:
            return None
        back = self._back(mention) if mention.reference and last is None else None
        return last or (back if back and _agree(back.said, said) else None)

    def _named(self, near: Sequence[Found]) -> list[Term]:
        """Return what is named near a description, for it to hold."""
        found = []
        for other in near:
            entry = registry()[other.entries[0]] if other.entries else None
            name = entry.name if entry else self._text[other.start : other.end]
            term = named(other.label, name, entry.id if entry else "", other.start, other.end)
            if term and not other.reference:
                found.append(term)
        return found

    def _sentence(self, start: int) -> int:
        return bisect_right(self._starts, start)

    def _hinted(self, mention: Found) -> Found:
        """Return the mention with the entries whose hints its words are ("*commerce* secretary", 对*华*)."""
        entries = hinted(self._language, mention.label, self._text[mention.start : mention.end])
        return replace(mention, entries=entries) if entries else mention

    def _met(self, label: str, surface: str) -> _Thing | None:
        """Return the thing already met that this name repeats or shortens."""
        folded = fold_name(surface)
        for id_ in reversed(self._order):
            thing = self._things[id_]
            if thing.label != label:
                continue
            if folded in thing.known or folded in thing.short:
                return thing
            if label in ("Company", "Organization") and any(name.startswith(folded + " ") for name in thing.known):
                return thing
            if self._acronym(surface, thing):
                return thing
        return None

    def _acronym(self, surface: str, thing: _Thing) -> bool:
        """Whether a name in capitals is made of the first letters of a thing's name."""
        if not (surface.isascii() and surface.isupper() and 2 <= len(surface) <= 6):
            return False
        initials = "".join(word[0] for word in re.findall(r"[A-Z][A-Za-z]+", thing.name))
        return initials == surface

    def _new(self, label: str, surface: str, said: tuple[str, ...] = ()) -> _Thing:
        described = label in _DESCRIBED and not _proper(surface)
        name = re.sub(r"^(?:the|a|an|its|his|their)\s+", "", surface, flags=re.IGNORECASE) or surface
        # A description ("the ban") means something else in the next story: its id holds for this article alone.
        id_ = stable_id(label.lower(), fold_name(name), self._article, *said) if described else entity_id(label, name)
        return self._things.get(id_) or _Thing(id_, label, name)

    def _entity(self, thing: _Thing) -> Entity:
        if thing.entry:
            return thing.entry.entity()
        forms = thing.forms or Counter([thing.name])
        # A person's fullest name, else the commonest one.
        rank = (lambda f: (len(f), f)) if thing.label == "Person" else (lambda f: (forms[f], len(f), f))
        shown = max(forms, key=rank)
        kind = min(thing.kinds).removeprefix("kind:") if thing.kinds else None
        return Entity(thing.id, thing.label, shown, {self._language: shown}, tuple(sorted(thing.forms)), kind=kind)


def _agree(one: Description | None, other: Description | None) -> bool:
    return one is None or other is None or one.agrees(other)


def _proper(surface: str) -> bool:
    """Whether a measure or event is named rather than described: capitalised, numbered or in title marks."""
    if surface.startswith(("《", "«", "“", '"')):
        return True
    words = [word for word in re.findall(r"[A-Za-z][A-Za-z0-9'-]*", surface) if len(word) > 3]
    return bool(words) and all(word[0].isupper() for word in words) and len(words) > 1
