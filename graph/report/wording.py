"""How a report says things in words: a verb for every relation type, dates, counts, lists."""

from collections.abc import Mapping, Sequence
from typing import Final

from graph.report.model import Actor, Tie
from graph.schema import FACTUAL

# Relation type: the verb between subject and object, and the same in as few letters as a picture has room for.
VERBS: Final[dict[str, tuple[str, str]]] = {
    "HOLDS_POSITION": ("holds a post at", "post at"),
    "MEMBER_OF": ("is a member of", "member of"),
    "FOUNDED": ("founded", "founded"),
    "REPRESENTS": ("represents", "represents"),
    "APPOINTED": ("appointed", "appointed"),
    "PART_OF": ("is part of", "part of"),
    "OWNS": ("owns", "owns"),
    "INVESTS_IN": ("invests in", "invests in"),
    "LOCATED_IN": ("is located in", "located in"),
    "MAKES": ("makes", "makes"),
    "VARIANT_OF": ("is a variant of", "variant of"),
    "USES": ("uses", "uses"),
    "SUPPLIES": ("supplies", "supplies"),
    "BUYS": ("buys", "buys"),
    "PARTNERS_WITH": ("works together with", "partners"),
    "COMPETES_WITH": ("competes with", "competes"),
    "PAYS": ("pays", "pays"),
    "MET_WITH": ("met with", "met with"),
    "VISITED": ("visited", "visited"),
    "NEGOTIATES_WITH": ("negotiates with", "negotiates"),
    "AGREED_WITH": ("reached an agreement with", "agreed"),
    "PARTICIPATED_IN": ("took part in", "took part in"),
    "SIGNED": ("signed", "signed"),
    "ADDRESSED_TO": ("was addressed to", "addressed to"),
    "LOBBIED": ("lobbied", "lobbied"),
    "DIRECTED": ("directed", "directed"),
    "SUPPORTS": ("supports", "supports"),
    "CRITICIZED": ("criticized", "criticized"),
    "ACCUSED": ("accused", "accused"),
    "REJECTED": ("rejected", "rejected"),
    "THREATENED": ("threatened", "threatened"),
    "RETALIATED_AGAINST": ("retaliated against", "retaliated"),
    "ISSUED": ("issued", "issued"),
    "RESTRICTS": ("restricts", "restricts"),
    "TARIFFS": ("lays tariffs on", "tariffs on"),
    "EASES": ("eases", "eases"),
    "INVESTIGATES": ("investigates", "investigates"),
    "CONCERNS": ("concerns", "concerns"),
}

# The short verb from object to subject, of the types along which influence may run that way; symmetric ones need none.
REVERSED: Final[dict[str, str]] = {
    "HOLDS_POSITION": "post held by",
    "MEMBER_OF": "has as member",
    "REPRESENTS": "represented by",
    "PART_OF": "includes",
    "VARIANT_OF": "has variant",
    "USES": "used by",
    "SUPPLIES": "supplied by",
    "PARTICIPATED_IN": "attended by",
}

LANGUAGES: Final[dict[str, str]] = {"en": "English", "ar": "Arabic", "zh": "Chinese"}
RIGHT_TO_LEFT: Final = frozenset({"ar"})
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def verb(type: str) -> str:
    """The words between subject and object."""
    return VERBS[type][0]


def short_verb(tie: Tie) -> str:
    """The verb in few letters, read in the direction in which influence runs."""
    return REVERSED.get(tie.type, VERBS[tie.type][1]) if tie.backwards else VERBS[tie.type][1]


def number_word(number: int) -> str:
    """Return a small number as a word."""
    return _SMALL[number] if number < len(_SMALL) else f"{number:,}"


def count(number: int, noun: str, plural: str = "") -> str:
    """Return ``one sentence``, ``12 sentences``, ``27 countries``."""
    return f"{number_word(number)} {noun if number == 1 else plural or noun + 's'}"


def listed(parts: Sequence[str], last: str = "and") -> str:
    """Return ``a, b and c``."""
    return f" {last} ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if parts else ""


def span(first: str | None, last: str | None) -> str:
    """Return the time between two dates: one date, a range, or nothing."""
    if not first or not last or first == last:
        return first or last or ""
    return f"{first} to {last}"


def strength(value: float) -> str:
    """Return a strength with as many digits as it bears."""
    return f"{value:.2f}" if value >= 0.1 else f"{value:.2g}"


def remaining(value: float) -> str:
    """Return what remains of a strength."""
    return strength(value) if value else "nothing"


def named(actors: Mapping[str, Actor]) -> dict[str, str]:
    """Return names by id."""
    return {id: actor.name for id, actor in actors.items()}


def status(modality: str, polarity: str) -> str:
    """Return what a claim is in one word: asserted, reported, planned, alleged, hypothetical; or denied."""
    if polarity == "affirmed":
        return modality
    return "denied" if modality in FACTUAL else f"{modality} not to be"


def sentence(text: str) -> str:
    """Return a text with its first letter large."""
    return text[:1].upper() + text[1:]
