"""Constructions that nearly always mean one thing: what they state needs no classifier.

"Chinese President Xi Jinping", "the Dutch toolmaker ASML", شركة هواوي الصينية, 荷兰光刻机巨头阿斯麦, and measures and
events whose names contain what they are about ("the *H20* ban", "the *Geneva* talks").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graph.schema import ACTORS, allowed
from ingest.extract.features import Slot
from ingest.extract.folding import fold_name
from ingest.extract.triggers import lexicon
from ingest.registry import registry
from ingest.registry.background import background

CONFIDENCE = 0.9  # of a construction; measured on the corpus, see training/model-card.md
_HEADS = {
    "President": {"en": ["President"], "ar": ["الرئيس", "الرئيسة"], "zh": ["总统", "國家主席", "国家主席"]},
    "Prime Minister": {"en": ["Prime Minister"], "ar": ["رئيس الوزراء", "رئيسة الوزراء"], "zh": ["首相", "总理"]},
    "Premier": {"en": ["Premier"], "ar": [], "zh": []},
    "Chancellor": {"en": ["Chancellor"], "ar": ["المستشار", "المستشارة"], "zh": []},
    "King": {"en": ["King"], "ar": ["الملك", "العاهل"], "zh": ["国王"]},
}
_PRESSED = frozenset({"Person", "GovernmentBody", "Country"})
_BESIDE = 20  # characters beside a word
_TITLE, _SPAN = 32, 120  # characters in which a title stands; over person, title and body together
_FIRM_ZH = r"(?:的|[一-鿿]{0,6}?(?:企业|公司|巨头|厂商|集团|制造商|大厂|龙头|巨擘|业者))"
_BY_KIND = {
    "RESTRICTS": {"ban", "restriction", "control", "sanction", "embargo"},
    "TARIFFS": {"tariff", "anti-dumping duty", "countervailing duty"},
    "EASES": {"exemption", "suspension", "permission", "delisting"},
}


@dataclass(frozen=True, slots=True)
class Stated:
    """What a construction states, by entity ids."""

    subject: str
    type: str
    object: str
    title: str | None = None


def constructions(text: str, language: str, slots: Sequence[Slot], present: frozenset[str]) -> Iterator[Stated]:
    """Yield what the constructions of a sentence state.

    Parameters
    ----------
    slots : sequence of Slot
        The sentence's mentions.
    present : frozenset of str
        The entities of the article: a nationality counts only where its state is one.
    """
    for slot in slots:
        if slot.reference:
            continue
        if slot.label == "Person" and (head := _head(text, language, slot)) and head[0] in present:
            yield Stated(slot.entity, "HOLDS_POSITION", head[0], head[1])
        if slot.label in ("Company", "Organization"):
            country = _nationality(text, language, slot)
            if country in present and country != slot.entity:
                yield Stated(slot.entity, "LOCATED_IN", country)
    yield from _posts(text, language, slots)
    yield from _pressed(text, language, slots)
    yield from _nested(text, language, slots)


def _posts(text: str, language: str, slots: Sequence[Slot]) -> Iterator[Stated]:
    """Yield posts that the registry knows and the sentence words: person, body, and a title beside them."""
    titles = [t for t in lexicon(language).find(text) if any(name.startswith("title:") for name in t.classes)]
    for i, one in enumerate(slots):
        for other in slots[max(0, i - 2) : i + 3]:
            if one.label != "Person" or "HOLDS_POSITION" not in background(one.entity, other.entity):
                continue
            start, end = min(one.start, other.start) - _TITLE, max(one.end, other.end) + _TITLE
            if end - start <= _SPAN and any(start <= t.start and t.end <= end for t in titles):
                yield Stated(one.entity, "HOLDS_POSITION", other.entity)


def _pressed(text: str, language: str, slots: Sequence[Slot]) -> Iterator[Stated]:
    """Yield who lobbied whom where the noun names the lobbying: "backed down after pressure *from* X"."""
    found = lexicon(language).find(text)
    for place, trigger in enumerate(found):
        if "LOBBIED" not in trigger.classes or language == "zh":
            continue
        near = [t for t in found[place + 1 : place + 4] if t.start - trigger.end <= _BESIDE]
        source = next((t for t in near if {"from", "agent"} & set(t.classes)), None)
        pressed = [s for s in slots if s.end <= trigger.start and s.label in _PRESSED]
        after = [s for s in slots if source and source.end <= s.start <= source.end + 2 * _BESIDE and s.label in ACTORS]
        if not pressed or not after:
            continue
        # "from the chief executive of Nvidia, Jensen Huang": the person behind the body.
        who = next((s for s in after if s.label == "Person"), after[0])
        if who.entity != pressed[-1].entity:
            yield Stated(who.entity, "LOBBIED", pressed[-1].entity)


def _nested(text: str, language: str, slots: Sequence[Slot]) -> Iterator[Stated]:
    """Yield what measures and events are about, where their own names say so."""
    for outer in slots:
        if outer.label not in ("Measure", "Event", "GovernmentBody"):
            continue
        found = lexicon(language).find(text[outer.start : outer.end])
        kinds = {name[5:] for trigger in found for name in trigger.classes if name.startswith("kind:")}
        for inner in slots:
            if (
                inner is outer
                or inner.label in ("Measure", "Event")
                or inner.start < outer.start
                or inner.end > outer.end
                or inner.entity == outer.entity
            ):
                continue
            types = [name for name, fitting in _BY_KIND.items() if kinds & fitting]
            type = (
                "LOCATED_IN"
                if outer.label == "Event" and inner.label == "Place"
                else types[0]
                if len(types) == 1
                else ""
            )
            if type in allowed(outer.label, inner.label):
                yield Stated(outer.entity, type, inner.entity)


def _head(text: str, language: str, person: Slot) -> tuple[str, str] | None:
    """Return the state and the title of a head of state or government named before the person."""
    before = fold_name(text[max(0, person.start - 40) : person.start])
    surface = fold_name(text[person.start : person.end])
    inside = next((title for title in _titles(language) if surface.startswith(title + " ")), "")  # [President Xi]
    if match := _head_pattern(language).search(f"{before} {inside}" if inside else before):
        return _states(language)[match["state"]], _titles(language)[match["title"]]
    return None


def _nationality(text: str, language: str, firm: Slot) -> str | None:
    """Return the state that an adjective beside a firm's name names."""
    before = fold_name(text[max(0, firm.start - 40) : firm.start])
    if language == "ar":
        after = fold_name(text[firm.end : firm.end + 24])
        match = _after_pattern().match(after)
        return _states("ar")[match["state"]] if match else None
    pattern = _before_pattern(language)
    match = pattern.search(before)
    if not match:
        return None
    if language == "en" and match["noun"] and not _names_a_firm(match["noun"]):
        return None
    return _states(language)[match["state"]]


def _names_a_firm(noun: str) -> bool:
    """Whether the words between nationality and name only say what the firm is: "chipmaker", "memory giant"."""
    return any(
        name in ("ref:Company", "ref:Organization") and trigger.end == len("the " + noun)
        for trigger in lexicon("en").find("the " + noun)
        for name in trigger.classes
    )


@cache
def _states(language: str) -> dict[str, str]:
    """Return the folded adjectives (Chinese: names) of the states with their ids."""
    found: dict[str, str] = {}
    for entry in registry().values():
        if entry.label == "Country":
            words = entry.names["zh"] if language == "zh" else entry.adjectives.get(language, ())
            for word in words:
                found[fold_name(word)] = entry.id
    return found


@cache
def _titles(language: str) -> dict[str, str]:
    return {fold_name(word): title for title, words in _HEADS.items() for word in words[language]}


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _head_pattern(language: str) -> re.Pattern[str]:
    states, titles = _any(list(_states(language))), _any(list(_titles(language)))
    if language == "ar":
        return re.compile(rf"(?<!\w)[وفلب]?(?P<title>{titles})\s+ال(?P<state>{states})ه?\s*$")
    gap = "" if language == "zh" else r"\s+"
    edge = "" if language == "zh" else r"(?<!\w)"
    return re.compile(rf"{edge}(?P<state>{states}){gap}(?P<title>{titles})\s*$")


@cache
def _before_pattern(language: str) -> re.Pattern[str]:
    states = _any(list(_states(language)))
    if language == "zh":
        return re.compile(rf"(?P<state>{states})(?P<noun>{_FIRM_ZH})[“「《]?$")
    return re.compile(rf"(?<!\w)(?P<state>{states})(?:\s+(?P<noun>[a-z\-]+(?:\s+[a-z\-]+){{0,2}}))?[\s\"']*$")


@cache
def _after_pattern() -> re.Pattern[str]:
    return re.compile(rf"[\"')\]]*\s+ال(?P<state>{_any(list(_states('ar')))})ه?(?!\w)")
