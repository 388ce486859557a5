"""Read what a description of a measure says: "China's controls on gallium", قيود تصدير التكنولوجيا, 对镓锗的出口管制.

The words before and after the one for the kind are read as far as each of them is known; what cannot be read is left,
and the description then says so (`open`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.schema import ACTORS
from ingest.extract.grammar import Draft, arabic, chinese, english_after, english_before
from ingest.extract.triggers import Trigger, lexicon
from ingest.extract.wording import Term, described, wording
from ingest.registry import registry

_BEFORE, _AFTER = 80, 120  # characters read


@dataclass(frozen=True, slots=True)
class Description:
    """What the words say of a measure.

    Attributes
    ----------
    kind : str
        As in the lexicons: ban, control, tariff.
    start, end : int
        Of the whole phrase in the text.
    rate : str
        "24%", or empty.
    qualifiers : tuple of str
        export, reciprocal; sorted.
    goods : tuple of str
        What it is laid on, in English, sorted.
    towards, issuer : str
        The state to which the goods go, and the one whose measure it is; ids, or empty.
    open : bool
        Whether it says more than was read, or that this is one more measure of its kind.
    general : bool
        Whether `goods` says little: technology, Chinese goods.
    """

    kind: str
    start: int
    end: int
    rate: str = ""
    qualifiers: tuple[str, ...] = ()
    goods: tuple[str, ...] = ()
    towards: str = ""
    issuer: str = ""
    open: bool = False
    general: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        """All that it says besides its kind; empty if nothing."""
        said = (self.rate, *self.qualifiers, "", *self.goods, "", self.towards, self.issuer)
        return said if any(said) else ()

    def agrees(self, other: "Description") -> bool:
        """Whether both may be said of one measure."""
        pairs = ((self.rate, other.rate), (self.towards, other.towards), (self.issuer, other.issuer))
        if any(one and two and one != two for one, two in pairs):
            return False
        if self.qualifiers and other.qualifiers and not {*self.qualifiers} & {*other.qualifiers}:
            return False
        return _covers(self.goods, other.goods) or _covers(other.goods, self.goods)

    def with_(self, other: "Description") -> "Description":
        """Return what both say together; of goods, what says more."""
        fuller = self if len(" ".join(self.goods)) >= len(" ".join(other.goods)) else other
        return replace(
            fuller,
            rate=self.rate or other.rate,
            qualifiers=tuple(sorted({*self.qualifiers, *other.qualifiers})),
            towards=self.towards or other.towards,
            issuer=self.issuer or other.issuer,
            open=self.open or other.open,
        )


def _covers(some: Sequence[str], more: Sequence[str]) -> bool:
    """Whether each good is among others, which may be more exact: chips, advanced chips."""
    return all(any(f" {one}".endswith(f" {good}") for one in more) for good in some) or not more


def describe(text: str, language: str, start: int, end: int, named: Sequence[Term]) -> Description | None:
    """Return what a description says, or None if its kind is laid on nothing.

    Parameters
    ----------
    start, end : int
        Of its mention.
    named : sequence of Term
        What else is named near it, as `named` gives it.
    """
    head = _head(text, language, start, end)
    if head is None:
        return None
    kind, first, last = head
    near, far = max(0, first - _BEFORE), min(len(text), last + _AFTER)
    line_start = text.rfind("\n", near, first) + 1 or near
    line_end = far if (end_ := text.find("\n", last, far)) < 0 else end_
    words = wording(language)
    before, stopped = words.backwards(text, line_start, first, named)
    after, broke = words.forwards(text, last, line_end, named)
    draft = Draft()
    if language == "zh":
        used = chinese(before, draft)
        # Without 对 a word that is not known may belong to the good: 先进制程芯片.
        whole = draft.issuer or any(term.kind == "on" for term in used) or not text[line_start:stopped][-1:].isalnum()
        draft.open |= used == before and bool(draft.goods) and not whole
        draft.needed = bool(after and after[0].kind == "need")
    elif language == "en":
        taken = english_before(before, draft, text)
        if taken == before and taken and taken[-1].kind == "good":  # "mature-node chip curbs"
            draft.open |= text[line_start:stopped][-1:].isalpha()
        used = [*taken, *english_after(after, draft, text, broke)]
    else:
        used = arabic(after, draft)
        draft.open |= bool(draft.goods) and used == after and text[broke : broke + 2] == "ال"
        draft.needed = bool(before and before[0].kind == "need")
    if draft.needed and kind == "licence":
        kind = "licence requirement"
    elif kind == "port fee":
        kind = "fee"
        draft.qualifiers.add("port")
    elif kind == "tariff":
        draft.qualifiers.discard("import")  # as all are
    elif kind.endswith("duty"):
        draft.qualifiers -= {"anti-dumping", "anti-subsidy"}  # the kind says so
    return Description(
        kind,
        min([first, *(term.start for term in used if _tells(term))]),
        max([last, *(term.end for term in used if _tells(term) and term.kind != "on")]),
        draft.rate,
        tuple(sorted(draft.qualifiers)),
        tuple(sorted(set(draft.goods))),
        draft.towards,
        draft.issuer,
        draft.open,
        all(draft.general),
    )


def state_of(id: str) -> str:
    """Return the state that an issuer acts for, or an empty string."""
    entry = registry().get(id)
    if entry is None:
        return ""
    if entry.label == "Country" or entry.id == "european-union":
        return entry.id
    return entry.country or "" if entry.label in ("GovernmentBody", "Person") else ""


def named(label: str, name: str, entity: str, start: int, end: int) -> Term | None:
    """Return what is named in a text as a term that a description may hold, or None if it may not."""
    if label not in ACTORS or label in ("Country", "Person"):
        return None
    return Term("named", name, start, end, state_of(entity) if label == "GovernmentBody" else "")


def _head(text: str, language: str, start: int, end: int) -> tuple[str, int, int] | None:
    """Return the kind that a mention's own words name, and where the word for it stands: the head of the phrase."""
    found = [t for t in lexicon(language).find(text[start:end]) if any(c.startswith("kind:") for c in t.classes)]
    if language == "en":
        found = [t for t in found if not _laid(text[start : start + t.start])]
    if not found:
        return None
    trigger: Trigger = found[0] if language == "ar" else found[-1]
    kinds = [kind for kind in described()["kinds"] if f"kind:{kind}" in trigger.classes]
    if not kinds:
        return None
    first, last = start + trigger.start, start + trigger.end
    words = text[first:last].split()
    if language == "en":
        first = last - len(words[-1])  # "export controls", "chip curbs"
        if words[-1].lower().startswith("requirement") and len(words) > 1:
            kinds, first = ["licence requirement"], first - len(words[-2]) - 1
    elif language == "ar":
        last = first + len(words[0])
        first -= 2 * (text[:first].endswith("ال"))
    else:
        first = _chinese_head(text, first, last)
    return kinds[0], first, last


def _laid(words: str) -> bool:
    """Whether the words before hold one after which comes what the measure is laid on."""
    return bool({"on", "against", "into", "over", "for", "to", "of"} & {*words.lower().split()})


def _chinese_head(text: str, first: int, last: int) -> int:
    """Return where the word for the kind begins without what it holds besides: 出口 of 出口管制."""
    terms, _ = wording("zh").forwards(text, first, last, ())
    inner = [term for term in terms if term.kind in ("good", "qualifier", "rate", "fill") and term.end < last]
    return inner[-1].end if inner else first


def _tells(term: Term) -> bool:
    return term.kind not in ("and", "fill", "more", "to")
