"""The ontology as one table: labels, relation types, what may stand at their ends, and how influence runs.

The words follow FollowTheMoney (things) and PLOVER (acts). Everything that needs a label or a relation
type (Cypher, extraction, queries, paths, documentation) reads it here.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from graph.errors import SchemaFault


class Flow(StrEnum):
    """Which way influence runs along a relation."""

    WITH = "with"  # from subject to object
    AGAINST = "against"  # from object to subject
    BOTH = "both"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Label:
    """A kind of node.

    Attributes
    ----------
    name : str
        The node label; every such node carries ``:Entity`` as well.
    actor : bool
        Whether it also carries ``:Actor``: it can act.
    meaning : str
    followthemoney : str
        The FollowTheMoney schema it exports as: its nearest, where it has none of the kind. Its Sanction has no name
        and cannot be an end of a link, so a measure goes as an Event.
    """

    name: str
    actor: bool
    meaning: str
    followthemoney: str


@dataclass(frozen=True, slots=True)
class RelationType:
    """A kind of relation.

    Attributes
    ----------
    name : str
    subject, object : frozenset of str
        Labels allowed at either end.
    meaning : str
    flow : Flow
        Which way influence runs along it.
    weight : float
        How strongly, in (0, 1]; 0 only where `flow` is none. The project's judgement, see docs/influence.md.
    plover : str or None
        PLOVER event type, for acts.
    symmetric : bool
        Stored once, with the smaller id as the subject.
    """

    name: str
    subject: frozenset[str]
    object: frozenset[str]
    meaning: str
    flow: Flow
    weight: float
    plover: str | None = None
    symmetric: bool = False


_LABELS = (
    Label("Person", True, "a human being", "Person"),
    Label("Company", True, "a firm, state-owned ones too", "Company"),
    Label(
        "GovernmentBody", True, "ministry, bureau, court, parliament, army, administration, a government", "PublicBody"
    ),
    Label("Organization", True, "think tank, lobby, party, university, media house, alliance", "Organization"),
    Label("Country", True, 'a state acting as one ("Beijing said", "China bans")', "PublicBody"),
    Label("Place", False, "a city or region where something happens", "Address"),
    Label("Product", False, "chip, tool, device, software, service, vehicle, farm good", "Asset"),
    Label("Material", False, "rare earths, gallium, magnets, minerals", "Asset"),
    Label("Measure", False, "rule, tariff, licence, list, order, law, quota, freeze, agreement text", "Event"),
    Label("Event", False, "dated happening: talks, summit, call, letter, hearing", "Event"),
)

LABELS: Final[dict[str, Label]] = {label.name: label for label in _LABELS}
ACTORS: Final = frozenset(label.name for label in _LABELS if label.actor)

_ANY = frozenset(LABELS)
_PERSON = frozenset({"Person"})
_GOODS = frozenset({"Product", "Material"})
_ACT = ACTORS | {"Measure"}


def _set(*names: str) -> frozenset[str]:
    return frozenset(names)


_RELATION_TYPES = (
    RelationType("HOLDS_POSITION", _PERSON, ACTORS, "occupies or occupied a post there (`title`)", Flow.BOTH, 0.9),
    RelationType("MEMBER_OF", ACTORS, _set("Organization", "GovernmentBody"), "belongs to", Flow.BOTH, 0.5),
    RelationType("FOUNDED", _PERSON, _set("Company", "Organization"), "founder of", Flow.WITH, 0.7),
    RelationType("REPRESENTS", ACTORS, ACTORS, "speaks or acts for", Flow.BOTH, 0.7),
    RelationType("APPOINTED", ACTORS, _PERSON, "named or nominated to a post (`title`)", Flow.WITH, 0.7),
    RelationType("PART_OF", ACTORS, ACTORS, "bureau of, subsidiary of, arm of", Flow.BOTH, 0.8),
    RelationType("OWNS", ACTORS, _set("Company", "Product"), "stake or control (`share` where stated)", Flow.WITH, 0.8),
    RelationType("INVESTS_IN", ACTORS, ACTORS, "puts money into", Flow.WITH, 0.6),
    RelationType(
        "LOCATED_IN",
        ACTORS | {"Event"},
        _set("Place", "Country"),
        "seat, or where the event takes place",
        Flow.NONE,
        0.0,
    ),
    RelationType("MAKES", ACTORS, _GOODS, "designs, develops, produces", Flow.WITH, 0.8),
    RelationType("VARIANT_OF", _set("Product"), _set("Product"), "version or derivative of", Flow.AGAINST, 0.5),
    RelationType("USES", ACTORS, _GOODS, "uses, runs, depends on", Flow.AGAINST, 0.4),
    RelationType("SUPPLIES", ACTORS, ACTORS, "sells or ships to (`product` where stated)", Flow.BOTH, 0.5),
    RelationType("BUYS", ACTORS, _GOODS, "purchases", Flow.WITH, 0.3),
    RelationType(
        "PARTNERS_WITH", ACTORS, ACTORS, "works together with, joint venture", Flow.BOTH, 0.5, "COOPERATE", True
    ),
    RelationType("COMPETES_WITH", ACTORS, ACTORS, "rival of", Flow.BOTH, 0.2, None, True),
    RelationType("PAYS", ACTORS, ACTORS, "hands money to: fee, fine, revenue share", Flow.WITH, 0.5),
    RelationType("MET_WITH", ACTORS, ACTORS, "met, called, visited in person", Flow.BOTH, 0.6, "CONSULT", True),
    RelationType("VISITED", ACTORS, ACTORS | {"Place"}, "travelled to", Flow.WITH, 0.3, "CONSULT"),
    RelationType("NEGOTIATES_WITH", ACTORS, ACTORS, "bargains with", Flow.BOTH, 0.6, "CONSULT", True),
    RelationType("AGREED_WITH", ACTORS, ACTORS, "reached or signed an agreement with", Flow.BOTH, 0.6, "AGREE", True),
    RelationType("PARTICIPATED_IN", ACTORS, _set("Event"), "took part in, attended, hosted", Flow.BOTH, 0.5, "CONSULT"),
    RelationType(
        "SIGNED", ACTORS, _set("Event", "Measure"), "put its name to a letter, order, deal", Flow.WITH, 0.8, "SUPPORT"
    ),
    RelationType(
        "ADDRESSED_TO", _set("Event"), ACTORS, "the letter's or petition's recipient", Flow.WITH, 0.7, "REQUEST"
    ),
    RelationType("LOBBIED", ACTORS, _ACT, "pressed, urged, petitioned", Flow.WITH, 0.8, "REQUEST"),
    RelationType("DIRECTED", ACTORS, ACTORS, "ordered or told to act, or not to act", Flow.WITH, 0.9),
    RelationType("SUPPORTS", ACTORS, _ACT | {"Event"}, "backs, praises, welcomes", Flow.WITH, 0.4, "SUPPORT"),
    RelationType(
        "CRITICIZED", ACTORS, _ACT | {"Event", "Product"}, "blames, warns against, opposes", Flow.WITH, 0.3, "ACCUSE"
    ),
    RelationType("ACCUSED", ACTORS, ACTORS, "says it did a wrong (`of`)", Flow.WITH, 0.4, "ACCUSE"),
    RelationType("REJECTED", ACTORS, _ACT | {"Event"}, "denies, refuses, disputes", Flow.WITH, 0.4, "REJECT"),
    RelationType("THREATENED", ACTORS, ACTORS, "threatens to act against", Flow.WITH, 0.6, "THREATEN"),
    RelationType("RETALIATED_AGAINST", ACTORS, _ACT, "stated counter-measure", Flow.WITH, 0.7, "SANCTION"),
    RelationType("ISSUED", ACTORS, _set("Measure"), "adopted or announced it", Flow.WITH, 0.9),
    RelationType(
        "RESTRICTS",
        _ACT,
        ACTORS | _GOODS,
        "bans, controls, lists, orders divestiture (`kind`)",
        Flow.WITH,
        0.9,
        "SANCTION",
    ),
    RelationType("TARIFFS", _ACT, _set("Country") | _GOODS, "lays or raises a duty on", Flow.WITH, 0.8, "SANCTION"),
    RelationType(
        "EASES",
        _ACT,
        _ACT | _GOODS,
        "lifts, pauses, freezes, licenses, permits, lowers, delists (`kind`)",
        Flow.WITH,
        0.9,
        "CONCEDE",
    ),
    RelationType("INVESTIGATES", ACTORS, ACTORS, "probes, sues, questions", Flow.WITH, 0.6, "ACCUSE"),
    RelationType(
        "CONCERNS", _set("Measure", "Event"), _ANY, "is about (weakest; only where nothing above fits)", Flow.WITH, 0.3
    ),
)

RELATION_TYPES: Final[dict[str, RelationType]] = {kind.name: kind for kind in _RELATION_TYPES}

MODALITIES: Final = ("asserted", "reported", "planned", "hypothetical", "alleged")
FACTUAL: Final = frozenset({"asserted", "reported"})
POLARITIES: Final = ("affirmed", "negated")


def is_fact(modality: str, polarity: str) -> bool:
    """Whether a claim of this modality and polarity supports a plain relation."""
    return modality in FACTUAL and polarity == "affirmed"


def allowed(subject: str, object: str) -> tuple[str, ...]:
    """Names of the relation types that may run from one label to another, in the table's order."""
    return _ALLOWED[subject, object]


def check_table() -> None:
    """Raise SchemaFault if the table contradicts itself."""
    faults = []
    if len(RELATION_TYPES) != len(_RELATION_TYPES) or len(LABELS) != len(_LABELS):
        faults.append("a name stands twice")
    if clash := set(RELATION_TYPES) & {name.upper() for name in LABELS}:
        faults.append(f"label and relation type of one name: {sorted(clash)}")
    for kind in _RELATION_TYPES:
        if unknown := (kind.subject | kind.object) - set(LABELS):
            faults.append(f"{kind.name}: unknown labels {sorted(unknown)}")
        if kind.symmetric and kind.subject != kind.object:
            faults.append(f"{kind.name}: symmetric, but its ends differ")
        if kind.symmetric and kind.flow in (Flow.WITH, Flow.AGAINST):
            faults.append(f"{kind.name}: symmetric, but influence runs one way")
        if not 0 <= kind.weight <= 1 or (kind.weight == 0) != (kind.flow is Flow.NONE):
            faults.append(f"{kind.name}: weight {kind.weight} with flow {kind.flow}")
    if faults:
        raise SchemaFault("the ontology's table is at fault", faults)


check_table()

_ALLOWED: Final = {
    (subject, object): tuple(kind.name for kind in _RELATION_TYPES if subject in kind.subject and object in kind.object)
    for subject in LABELS
    for object in LABELS
}
