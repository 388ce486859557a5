"""How English writes dates."""

import re
from typing import Final

from ingest.extract.calendar import Calendar

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "January Jan. Jan", "February Feb. Feb", "March Mar.", "April Apr. Apr", "May", "June Jun.", "July Jul.",
            "August Aug. Aug", "September Sept. Sept Sep. Sep", "October Oct. Oct", "November Nov. Nov",
            "December Dec. Dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = {
    "Monday": 0, "Tuesday": 1, "Wednesday": 2, "Thursday": 3, "Friday": 4, "Saturday": 5, "Sunday": 6,
}  # fmt: skip
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_DAYS = {f"{n}{suffix}": n for n in range(1, 32) for suffix in ("st", "nd", "rd", "th")}

_B = r"[ \u00a0\n]{1,2}"  # a blank, also where a line breaks
_MONTH = "(?:" + "|".join(re.escape(name) for name in sorted(_MONTHS, key=len, reverse=True)) + r")(?!\w)"
_WEEKDAY = f"(?:{'|'.join(_WEEKDAYS)})"
_YEAR = r"(?:19[5-9]\d|20[0-4]\d)(?!\d|[.,/-]\d|%)"
# No year: a sum, a count, part of a longer number.
_NO_SUM = (
    r"(?!\d|[.,/]\d|[%°]|[ -](?:more|per ?cent|billion|million|trillion|thousand|dollars|euros|yuan|tons?|tonnes"
    r"|metric|units?|chips?|people|workers|jobs|companies|firms|pages|miles|kilomet))"
)
_DAY = rf"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?{_NO_SUM}(?!\w)"
_RANGE = rf"(?:(?: ?[-–] ?|{_B}(?:to|and){_B})(?:3[01]|[12]\d|0?[1-9])(?!\d|%|[.,]\d))?"
_WHICH = r"(?P<which>last|this past|past|this coming|coming|upcoming|this|next)"
_LAST_YEAR = r"(?P<y>last year|this year|next year|(?:the )?previous year|the year before last)"
_SAME_YEAR = r"(?P<sy>(?:[Tt]hat|[Tt]he same) year|[Tt]he following year)"
_BEFORE = (
    r"(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Dd]uring|[Tt]hrough|[Tt]hroughout|[Ee]arly(?: in)?|[Ll]ate(?: in)?|[Mm]id"
    r"|[Ee]nd of|[Bb]eginning of|[Ss]tart of|[Mm]onth of|[Mm]iddle of|[Bb]ack in)"
)
_BEFORE_NAMES = r"(?:[Bb]y|[Ff]rom|[Bb]etween|[Aa]fter|[Bb]efore)"  # who may be called April
_DASH = r"[ \u00a0\n-]{1,2}"
_SEASON = r"(?:(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)(?: of)?|[Ff]all of|[Qq]uarter of|[Hh]alf of)"
_OF = rf"(?:{_B}of)?"

_PATTERNS = (
    # 2025-04-09
    r"(?<![\d/-])(?P<Y>(?:19[5-9]|20[0-4])\d)-(?P<M>0[1-9]|1[0-2])-(?P<D>3[01]|[12]\d|0[1-9])(?![\d-])",
    # Wednesday, April 9, 2025; April 9-11; April 9 of last year
    rf"\b(?:{_WEEKDAY},?{_B})?(?<!\bin )(?<!\bIn )(?P<M>{_MONTH}){_B}(?:the{_B})?(?P<D>{_DAY}){_RANGE}"
    rf"(?:,?{_OF}{_B}(?P<Y>{_YEAR})(?!\w)|,?{_OF}{_B}{_LAST_YEAR}|,?{_OF}{_B}{_SAME_YEAR})?",
    # 9 April 2025, the 9th of April
    rf"(?<![\w.,$€£¥-])(?:{_WEEKDAY},?{_B})?(?:the{_B})?(?P<D>{_DAY}){_RANGE}{_OF}{_B}(?P<M>{_MONTH})"
    rf"(?:,?{_OF}{_B}(?P<Y>{_YEAR})(?!\w)|,?{_OF}{_B}{_LAST_YEAR}|,?{_OF}{_B}{_SAME_YEAR})?",
    # April 2025, April of last year
    rf"\b(?P<M>{_MONTH})(?:,?{_OF}{_B}(?P<Y>{_YEAR})(?!\w)|,?{_OF}{_B}{_LAST_YEAR}|{_OF}{_B}{_SAME_YEAR})",
    # last April, this April
    rf"\b{_WHICH}{_B}(?P<M>{_MONTH})(?!{_B}\d)",
    # in April, since May; months that are also names or words need such a word before them
    rf"\b(?P<skip>{_BEFORE}{_DASH})(?P<M>{_MONTH})",
    rf"\b(?P<skip>{_BEFORE_NAMES}{_DASH})(?!(?:March|May|April|June|August){_B}[A-Z])(?P<M>{_MONTH})",
    r"\b(?P<M>January|February|July|September|October|November|December)\b",
    rf"\b(?P<skip>(?:[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Aa]n?|China’s|China's){_B})(?P<M>March|May|April|June|August)"
    r"(?= (?!on\b|for\b|of\b|to\b|against\b|in\b)[a-z]{3})",
    # in 2019, the spring of 2018, the 2018 ban
    rf"\b(?P<skip>(?:{_BEFORE}|{_BEFORE_NAMES}|{_SEASON}|[Yy]ear|[Tt]he|[Ii]ts|[Tt]heir|and|or|to){_DASH})(?P<Y>{_YEAR})"
    rf"{_NO_SUM}(?![\w’'])",
    rf"(?<=\()(?P<Y>{_YEAR})(?=\))",
    # relative to today
    rf"\b(?:earlier |later |late |early )?(?P<y>{'|'.join(('last year', 'this year', 'next year'))})\b",
    r"\b(?:earlier |later |late |early )?(?P<m>last month|this month|next month)\b",
    r"\b(?:earlier |later |late |early )?(?P<w>last week|this week|next week)(?!\w|[ -]?end|[’']s)",
    r"\b(?P<end>(?P<w>last weekend|over the weekend|at the weekend|next weekend))\b",
    r"\b(?P<d>[Yy]esterday|[Tt]oday|[Tt]omorrow|the day before yesterday|the day after tomorrow|[Tt]onight|this morning"
    r"|this afternoon|this evening|last night)\b(?![’']s)",
    rf"(?<!than )(?<!over )(?<!nearly )(?<!almost )(?<!about )(?<!some )\b(?P<N>\d{{1,2}}|{'|'.join(_NUMBERS)}){_B}"
    rf"(?P<U>days?|weeks?|months?|years?){_B}ago\b",
    rf"\b(?:{_WHICH}{_B})?(?P<W>{_WEEKDAY})(?: (?:morning|afternoon|evening|night))?(?![\w’'])",
    # no group, no date
    rf"\b(?:[Ee]very|[Ee]ach|[Oo]n a|Black|Good|Cyber|Super|Easter|Bloody){_B}{_WEEKDAY}\b",
    rf"\bSept(?:ember|\.){_B}11(?:,{_B}2001)?,?{_B}(?:attack|terror)",
    # relative to the date before
    r"\b(?P<sd>[Tt]he same day|[Tt]he next day|[Tt]he following day|[Aa] day later|[Tt]hat day)\b",
    r"\b(?P<sm>[Tt]he same month|[Tt]hat month|[Tt]he following month)\b",
    rf"\b{_SAME_YEAR}\b",
)

CALENDAR: Final = Calendar(
    patterns=tuple(re.compile(pattern) for pattern in _PATTERNS),
    words={
        "M": _MONTHS,
        "D": _DAYS,
        "W": _WEEKDAYS,
        "N": _NUMBERS,
        "U": {},
        "y": {
            "last year": -1, "this year": 0, "next year": 1, "the previous year": -1, "previous year": -1,
            "the year before last": -2,
        },
        "m": {"last month": -1, "this month": 0, "next month": 1},
        "w": {
            "last week": -1, "this week": 0, "next week": 1, "last weekend": -1, "over the weekend": -1,
            "at the weekend": -1, "next weekend": 1,
        },
        "d": {
            "yesterday": -1, "last night": -1, "the day before yesterday": -2, "tomorrow": 1,
            "the day after tomorrow": 2, "today": 0, "tonight": 0,
            "this morning": 0, "this afternoon": 0, "this evening": 0,
        },
        "which": {
            "last": -1, "past": -1, "this past": -1, "this": 0, "next": 1, "coming": 1, "this coming": 1, "upcoming": 1,
        },
        "sd": {"the same day": 0, "that day": 0, "the next day": 1, "the following day": 1, "a day later": 1},
        "sm": {"the same month": 0, "that month": 0, "the following month": 1},
        "sy": {"that year": 0, "the same year": 0, "the following year": 1},
    },
    units={unit + s: unit for unit in ("day", "week", "month", "year") for s in ("", "s")},
    future=re.compile(
        r"\b(?:will|shall|won't|due|scheduled|slated|set to|planned for|plans? to|expects? to|expected to|is to|are to"
        r"|starting|beginning|effective|deadline|until|till|by)\b"
    ),
    past=re.compile(
        r"\b(?:said|says|told|met|made|took|began|held|wrote|gave|was|were|had|did|sent|that|which|who|since"
        r"|\w{2,20}ed)\b(?<!scheduled)(?<!slated)(?<!planned)(?<!expected)"
    ),
    hesitates=True,
)  # fmt: skip
