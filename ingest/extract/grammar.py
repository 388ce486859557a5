"""How each language puts a description together: what stands where beside the word for the kind.

"China's *export* controls on *gallium*", قيود *تصدير التكنولوجيا*, 对*镓锗*的*出口*管制. The terms are wording.py's.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from ingest.extract.wording import Term, described
from ingest.registry import registry

_OWNERS = frozenset({"named", "state", "capital", "adjective"})
_THINGS = frozenset({"good", "named", "state", "adjective"})
_NOUN = re.compile(
    r"[a-z]*?(?P<noun>(?:[mk]er|uc?er|ner|ier)s?|industry|sectors?|prices?|supply|supplies|production|output)?(?![a-z])"
)
_BY_NOUN = frozenset({"US", "EU"})  # whose name stands like an adjective: "US chip curbs" are by the US


@dataclass(slots=True)
class Draft:
    """A description as it is read."""

    rate: str = ""
    qualifiers: set[str] = field(default_factory=set)
    goods: list[str] = field(default_factory=list)
    general: list[bool] = field(default_factory=list)
    towards: str = ""
    issuer: str = ""
    open: bool = False
    needed: bool = False

    def lay(self, term: Term, more_exact: bool = False) -> None:
        """Add what the measure is laid on; `more_exact` than the last one unless both are materials: H20 芯片, 镓锗."""
        if more_exact and self.goods and self.goods[-1] not in _materials():
            if term.value in described()["goods"]:
                self.open = True  # 汽车芯片: chips of a sort
                return
            self.goods.pop()
            self.general.pop()
        state = term.kind in ("state", "adjective", "short", "capital")
        self.goods.append(registry()[term.value].name if state else term.value)
        self.general.append(state or term.value in described()["general"])

    def of_state(self, state: str) -> None:
        """Make the last good one of a state's: Chinese cars."""
        adjectives = registry()[state].adjectives.get("en") or (registry()[state].name,)
        self.goods[-1] = f"{adjectives[0]} {self.goods[-1]}"


@cache
def _materials() -> frozenset[str]:
    return frozenset(entry.name for entry in registry().values() if entry.label == "Material")


def english_before(terms: Sequence[Term], draft: Draft, text: str) -> list[Term]:
    """Read "China's 24% gallium and germanium export" from its end; return the terms it took."""
    used: list[Term] = []
    possessive = False
    for place, term in enumerate(terms):
        left = terms[place + 1] if place + 1 < len(terms) else None
        if term.kind == "'s":
            possessive = True
        elif term.kind == "qualifier" and not possessive:
            draft.qualifiers.add(term.value)
        elif term.kind == "rate" and not possessive:
            draft.rate = term.value
        elif term.kind == "good" and not possessive:
            draft.lay(term, more_exact=terms[place - 1].kind == "good")
        elif term.kind == "and":
            if terms[place - 1 : place] and terms[place - 1].kind == "good" and left and left.kind == "good":
                used.append(term)
                continue
            return used
        elif term.kind == "more":
            draft.open = True
        elif term.kind in ("state", "adjective", "capital", "named"):
            _attribute(term, possessive, draft, text)
            draft.open |= left is not None and left.kind == "more"  # "fresh US curbs"
            return [*used, term]
        elif term.kind != "fill":
            return used
        used.append(term)
    return used


def _attribute(term: Term, possessive: bool, draft: Draft, text: str) -> None:
    """Take a state or a name before an English description for its issuer or for what it is laid on."""
    state = term.state if term.kind == "named" else term.value
    plain = text[term.start : term.end].replace(".", "") in _BY_NOUN
    if possessive or (term.kind == "named" and term.state):
        draft.issuer = state
        draft.open |= not state
    elif term.kind == "adjective" and (plain or not draft.goods or "export" in draft.qualifiers):
        draft.issuer = state
    elif term.kind in ("named", "state") and not draft.goods:
        draft.lay(term)
    else:
        draft.open = True  # "Chinese steel tariffs": by China, or on its steel?


def english_after(terms: Sequence[Term], draft: Draft, text: str, broke: int) -> list[Term]:
    """Read "of 24% on gallium and germanium exports to China"; return the terms it took."""
    used: list[Term] = []
    laid, joined, origin = False, True, ""
    towards = False
    for place, term in enumerate(terms):
        right = next((t for t in terms[place + 1 :] if t.kind not in ("fill", "qualifier")), None)
        if term.kind == "on":
            if laid:
                break
            laid = True
        elif term.kind == "rate" and not draft.rate:
            draft.rate = term.value
        elif term.kind == "need":
            draft.needed = True
        elif term.kind == "more":
            draft.open = True
        elif term.kind == "fill":
            pass
        elif term.kind == "to":
            towards = True
        elif not laid and not towards:
            break
        elif term.kind == "qualifier":
            draft.qualifiers.add(term.value)
        elif term.kind in ("state", "adjective", "capital") and towards:
            draft.towards = term.value
            used.append(term)
            break
        elif term.kind == "'s" or (term.kind in _OWNERS and right and right.kind == "'s"):
            draft.open = True  # "on Nvidia's H20 chips"
        elif term.kind == "named" and right and right.kind == "good" and joined:
            pass
        elif term.kind == "adjective" and right and right.kind == "good" and joined:
            origin = term.value
        elif term.kind in ("good", "named", "state", "adjective") and joined:
            draft.lay(term)
            if origin:
                draft.of_state(origin)
            joined, origin = False, ""
        elif term.kind == "and":
            # What comes next belongs to the list only if it is of the same sort.
            if not _same_sort(used, terms[place + 1 :]):
                draft.open |= _unread(terms[place + 1 :]) and bool(draft.goods) and text[term.start] != ","
                break
            joined = True
        else:
            break
        used.append(term)
    if used == terms and used and used[-1].kind == "good" and _compound(text, used[-1], broke):
        draft.goods.pop()
        draft.general.pop()
        draft.open = True
        used.pop()
    return used if laid or draft.rate or draft.towards else [t for t in used if t.kind == "need"]


def _compound(text: str, good: Term, end: int) -> bool:
    """Whether an unknown noun follows that the good only qualifies: "chip designers", "steel makers"."""
    following = _NOUN.match(text, end)
    singular = good.value.endswith("s") and not text[good.start : good.end].endswith("s")
    return text[good.end : end].isspace() and following is not None and (singular or following["noun"] is not None)


def _unread(rest: Sequence[Term]) -> bool:
    """Whether what comes after "and" could not be read."""
    return all(term.kind in ("fill", "qualifier") for term in rest)


def _same_sort(used: Iterable[Term], rest: Sequence[Term]) -> bool:
    """Whether what comes after "and" is of the sort of what stands before it: else another clause begins."""
    last = next((t.kind for t in reversed([*used]) if t.kind in _THINGS), "")
    kinds = [t.kind for t in rest if t.kind not in ("fill", "qualifier")][:2]
    return kinds[:1] == [last] or (last == "good" and kinds == ["adjective", "good"])


def arabic(terms: Sequence[Term], draft: Draft) -> list[Term]:
    """Read الأميركية بنسبة 24% على صادرات الغاليوم والجرمانيوم إلى الصين; return the terms it took."""
    used: list[Term] = []
    laid, joined, towards = False, True, False
    for place, term in enumerate(terms):
        if term.kind == "on":
            if laid and draft.goods:
                break
            laid, joined = True, not draft.goods
        elif term.kind == "rate":
            draft.rate = draft.rate or term.value
        elif term.kind == "more":
            draft.open = True
        elif term.kind in ("fill", "need"):
            pass
        elif term.kind == "to":
            towards = True
        elif term.kind == "qualifier":
            draft.qualifiers.add(term.value)
        elif term.kind in ("state", "capital") and (towards or (laid and draft.goods and not joined)):
            draft.towards = term.value
            used.append(term)
            break
        elif term.kind == "adjective":
            if not draft.goods:
                draft.issuer = term.value
            elif laid:
                draft.of_state(term.value)
            else:
                draft.open = True  # قيود الرقائق الأميركية: by America, or on its chips?
        elif term.kind in ("state", "capital", "named") and not laid:
            if draft.goods or (term.kind == "named" and not term.state):
                break
            draft.issuer = term.state or term.value
        elif term.kind in ("good", "named", "state") and joined:
            draft.lay(term)
            joined = False
        elif term.kind == "and":
            if not _same_sort(used, terms[place + 1 :]):
                draft.open |= _unread(terms[place + 1 :]) and bool(draft.goods)
                break
            joined = True
        else:
            break
        used.append(term)
    return used


def chinese(terms: Sequence[Term], draft: Draft) -> list[Term]:
    """Read 中国对镓、锗的出口 or 美国对华芯片 from its end; return the terms it took."""
    used: list[Term] = []
    laid = False
    state: Term | None = None  # met before 对: whose goods, or to whom they go
    for place, term in enumerate(terms):
        left = terms[place + 1] if place + 1 < len(terms) else None
        right = terms[place - 1] if place else None
        if laid:
            if term.kind in ("state", "capital") or (term.kind == "named" and term.state):
                draft.issuer = term.state or term.value
                used.append(term)
            break
        if term.kind == "qualifier":
            draft.qualifiers.add(term.value)
        elif term.kind == "rate":
            draft.rate = term.value
        elif term.kind == "more":
            draft.open = True
        elif term.kind == "fill":
            pass
        elif term.kind == "good" or (term.kind == "named" and not term.state):
            draft.lay(term, more_exact=right is not None and right.kind == "good")
        elif term.kind == "and":
            if not (right and left and {right.kind, left.kind} <= {"good", "named"}):
                break
        elif term.kind in ("state", "short", "named", "capital") and state is None:
            if term.kind == "short" and not (left and left.kind == "on"):
                break
            state = term
        elif term.kind == "on":
            laid = True
        else:
            break
        used.append(term)
    if state is not None:
        _place_state(state, laid, draft)
    return used


def _place_state(state: Term, laid: bool, draft: Draft) -> None:
    """Take a state before the goods for the issuer, or, after 对, for whose goods they are or where they go."""
    id = state.state or state.value
    if not laid:
        if draft.goods and "export" not in draft.qualifiers and draft.general[-1]:
            draft.of_state(id)  # 中国商品关税
        else:
            draft.issuer = id
    elif state.kind == "named":
        draft.open = True
    elif not draft.goods:
        draft.lay(state)
    elif state.kind == "short" or "export" in draft.qualifiers:
        draft.towards = id
    else:
        draft.of_state(id)
