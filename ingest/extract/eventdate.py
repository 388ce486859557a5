"""Which of a text's dates, if any, is the day of a claim: none rather than a wrong one.

A sentence may name the day of the act, the day somebody spoke of it, the day the measure that it undoes was issued,
and the day until which it holds. Only the first is the claim's.
"""

import re
from collections.abc import Sequence
from typing import Final

from ingest.extract.calendar import DateMention

Span = tuple[int, int]

# What holds for long: a date beside it is that of something else, unless an act (APPOINTED, FOUNDED) is told.
LASTING: Final = frozenset(
    {
        "HOLDS_POSITION", "MEMBER_OF", "PART_OF", "OWNS", "LOCATED_IN", "MAKES", "VARIANT_OF", "USES", "COMPETES_WITH",
        "PARTNERS_WITH",
    }
)  # fmt: skip
# What makes a measure, which the date in "the rule announced on 9 October" belongs to.
_MAKING: Final = frozenset({"ISSUED", "SIGNED", "RESTRICTS", "TARIFFS"})
# What is said, whose date is that of the saying.
_SAYING: Final = frozenset(
    {"CRITICIZED", "ACCUSED", "REJECTED", "SUPPORTS", "THREATENED", "LOBBIED", "DIRECTED", "ISSUED"}
)

_BORDER = re.compile(r"[;:；：؛。!?！？؟\n—]| - |\.(?=\s)")
_COMMA = re.compile(r"[,，،、]")
_OTHER_CLAUSE = re.compile(
    r"\b(?:that|which|who|whom|whose|when|where|while|after|before|since|because|if|although)\b"
    r"|\bال(?:ذي|تي|ذين)\b|\b(?:حين|عندما|بعدما|بينما|لأن|لكن)\b|\b(?:بعد|منذ|قبل|إلى) أن\b|之前|之后|因为|如果|但"
)
_WHEN = re.compile(r"\s*[,،]?\s*(?:when|as|حين|عندما)\b")
_IF = re.compile(r"(?:如果|若|倘|\bif\b|\bلو\b|\bإذا\b)[^,，،。;；]{0,24}$", re.IGNORECASE)
_AND = re.compile(r"\s*(?:and|but|ثم|و|并|而)\b")
_UNTIL = re.compile(
    r"(?:\b(?:until|till|by|through|before|after|حتى|قبل|بعد|بحلول)(?: the| end of)?\s*|[到至])$", re.IGNORECASE
)
_SAID = re.compile(
    r"\b(?:said|says|told (?:reporters|journalists|lawmakers|senators|investors|analysts)|disclosed|reported|wrote"
    r"|added|testified)(?: on| in)?\s*$|\b(?:قال|قالت|ذكر|ذكرت|أضاف)\b(?: \w+){0,4} $"
)
_SAID_AFTER = re.compile(r"(?:晚间?|上午|下午)?(?:对[^，。]{1,8})?(?:表示|报道|报导|說|说|称|稱)")
_MADE = re.compile(
    r"\b(?:imposed|announced|issued|adopted|introduced|placed|laid|enacted|took effect)\b"
    r"|\b(?:فرض|أعلن|أصدر|أقر|وضع|اتخذ)\w{0,4}\b"
)
_MADE_AFTER = re.compile(
    r"(?:公布|公佈|出台|发布|發布|宣布|生效|实施|實施|推出|提出|签署|簽署|达成|達成|通过|通過|起|以来|以來)[^，。；、]{0,8}的"
)
# How long a fronted "In Geneva in May," may be.
_FRONTED = 22
# How long what stands between a comma and a date behind it: ", on Thursday".
_PREPOSITION = 12


def event_date(
    mentions: Sequence[DateMention],
    sentence: Span,
    subject: Span,
    object: Span,
    trigger: Span | None = None,
    *,
    text: str = "",
    type: str = "",
) -> str | None:
    """Return the date that belongs to a claim, or None where there is none or it is open which.

    Parameters
    ----------
    mentions : sequence of DateMention
        Those of the text, or of the sentence.
    sentence, subject, object : tuple of int
        Spans of the sentence and of the claim's ends.
    trigger : tuple of int, optional
        Span of the word that tells the act.
    text : str
        The article's text, which all spans count in; without it clauses are not told apart.
    type : str
        The relation type; without it the claim is taken for an act.
    """
    if type in LASTING:
        return None
    ends = [subject, object] if trigger is None else [subject, object, trigger]
    pair = (min(start for start, _ in ends), max(end for _, end in ends))
    inside: set[str] = set()
    outside: set[str] = set()
    for mention in mentions:
        if mention.start < sentence[0] or mention.end > sentence[1]:
            continue
        if any(start < mention.end and mention.start < end for start, end in ends):
            continue  # part of a name
        if not _fits(text, mention, sentence, type):
            continue
        if mention.end <= pair[0]:
            if _reaches_ahead(text, mention, sentence[0], pair[0]):
                outside.add(mention.value)
        elif mention.start >= pair[1]:
            if _reaches_back(text, mention, pair, type):
                outside.add(mention.value)
        elif not _BORDER.search(text[pair[0] : pair[1]]) and not _bracketed(text, mention, ends):
            inside.add(mention.value)
    return _agreed(inside) or (_agreed(outside) if not inside else None)


def _agreed(values: set[str]) -> str | None:
    """Return the most precise of some dates if they do not contradict one another."""
    best = max(sorted(values), key=len, default=None)
    return best if best is not None and all(best.startswith(value) for value in values) else None


def _fits(text: str, mention: DateMention, sentence: Span, type: str) -> bool:
    """Whether the words beside a date leave it to the act rather than to a term, a speech or a measure."""
    before, after = text[sentence[0] : mention.start], text[mention.end : mention.end + 24]
    if _UNTIL.search(before[-24:]) or _IF.search(before[-48:]):
        return False
    if type not in _SAYING and (_SAID.search(before[-48:]) or _SAID_AFTER.match(after)):
        return False
    return type in _MAKING or not _MADE_AFTER.match(after)


def _bracketed(text: str, mention: DateMention, ends: Sequence[Span]) -> bool:
    """Whether a date stands in a clause of its own between the ends: "Huawei, listed since 2019, bought …"."""
    left = text[max(end for _, end in ends if end <= mention.start) : mention.start]
    right = text[mention.end : min(start for start, _ in ends if start >= mention.end)]
    return bool((_OTHER_CLAUSE.search(left) or _MADE.search(left)) and _COMMA.search(right))


def _reaches_ahead(text: str, mention: DateMention, start: int, pair: int) -> bool:
    gap = text[mention.end : pair]
    if _BORDER.search(gap):
        return False
    linked = _WHEN.match(gap)
    if linked:
        return not _COMMA.search(gap[linked.end() :])
    if _OTHER_CLAUSE.search(gap):
        return False
    before = text[start : mention.start]
    clause = re.split(rf"{_BORDER.pattern}|{_COMMA.pattern}", before)[-1]
    commas = len(_COMMA.findall(gap))
    return commas == 0 or (commas <= 2 and len(clause.strip()) <= _FRONTED)


def _reaches_back(text: str, mention: DateMention, pair: Span, type: str) -> bool:
    gap = text[pair[1] : mention.start]
    if _BORDER.search(gap):
        return False
    if type not in _MAKING and _MADE.search(text[pair[0] : mention.start]):
        return False
    if _OTHER_CLAUSE.search(gap) and not (type in _MAKING and _MADE.search(gap)):
        return False
    pieces = _COMMA.split(gap)
    if len(pieces) == 1:
        return True
    return len(pieces) <= 3 and len(pieces[-1].strip()) <= _PREPOSITION and not _AND.match(pieces[-1])
