"""How a language writes dates, and what an expression means on the day of an article: exact, or no date at all."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

# How far an "ago" may be off, in days: for the unit, and where the count is large.
_SLACK = {"day": (0, 2), "week": (3, 7), "month": (10, 20), "year": (100, 200)}
_LENGTH = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
_LARGE = 5
# Without a year, the past is meant; but a date this near ahead and that far behind may be either.
_NEAR, _FAR = 65, 300


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text; `value` is YYYY, YYYY-MM or YYYY-MM-DD."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """The date expressions of a language.

    Attributes
    ----------
    patterns : tuple of re.Pattern
        Each with some of these groups. Explicit: Y year, M month, M2 the same month by its other name, D day,
        W weekday. Relative to the article: y, m, d, w (last year, last month, yesterday, last week), N and U (two
        weeks ago), `which` (last, this, next, beside a month or weekday). Relative to the date before: sy, sm, sd
        (the same year, the next day). `skip` is left out of the mention.
    words : mapping of str to int
        Months, weekdays (Monday is 0), numbers, and the shifts of relative words, by their place in `patterns`.
    units : mapping of str to str
        To day, week, month, year.
    future : re.Pattern
        Says that what follows, or what stands in the clause, is yet to come.
    past : re.Pattern
        Ends the reach of a word of the future.
    weeks : bool
        Whether "last Thursday" means that of the last calendar week (else the last before today).
    inherits : bool
        Whether a month without a year belongs to the year told before.
    hesitates : bool
        Whether "last April" and "next Thursday" leave open which, when both are near.
    """

    patterns: tuple[re.Pattern[str], ...]
    words: Mapping[str, Mapping[str, int]]
    units: Mapping[str, str]
    future: re.Pattern[str]
    past: re.Pattern[str]
    weeks: bool = False
    inherits: bool = False
    hesitates: bool = False


@dataclass(slots=True)
class Context:
    """What the text has said before an expression.

    Attributes
    ----------
    published : date or None
    future : bool
        Whether the clause speaks of what is yet to come.
    previous : str or None
        The date before in the same paragraph.
    near : str or None
        The date before in the same sentence.
    year : int or None
        The last year that the paragraph names.
    """

    published: date | None
    future: bool = False
    previous: str | None = None
    near: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Resolver:
    """Gives an expression its value.

    Parameters
    ----------
    calendar : Calendar
    groups : mapping of str to str
        Those groups of the match that took part.
    context : Context
    """

    calendar: Calendar
    groups: Mapping[str, str] = field(default_factory=dict)
    context: Context = field(default_factory=lambda: Context(None))

    def value(self) -> str | None:
        """Return YYYY, YYYY-MM or YYYY-MM-DD; None where it is open which."""
        given = self.groups
        if "sd" in given:
            return self._same_day()
        if given.keys() & {"d", "w", "N", "U"} or ("W" in given and "D" not in given):
            return self._near_today()
        if "M2" in given and self._number("M2", "M") != self._number("M"):
            return None
        year, month = self._year(), self._month()
        if year is None and given.keys() & {"y", "sy", "m", "sm"}:
            return None
        if "m" in given or "sm" in given:
            year, month = self._told_month()
        if year is None:
            return self._without_year(month, self._day())
        return _iso(year, month, self._day())

    # the parts

    def _number(self, group: str, table: str | None = None) -> int:
        text = " ".join(self.groups[group].split())
        words = self.calendar.words.get(table or group, {})
        found = words.get(text, words.get(text[:1].lower() + text[1:]))
        return int(text) if found is None else found

    def _year(self) -> int | None:
        today = self.context.published
        if "Y" in self.groups:
            return self._number("Y")
        if "y" in self.groups:
            return today.year + self._number("y") if today else None
        if "sy" in self.groups:
            told = self.context.previous
            return int(told[:4]) + self._number("sy") if told else None
        if "m" in self.groups:
            return today.year if today else None
        if "sm" in self.groups:
            return int(self.context.previous[:4]) if self.context.previous else None
        return None

    def _month(self) -> int | None:
        return self._number("M") if "M" in self.groups else None

    def _day(self) -> int | None:
        return self._number("D") if "D" in self.groups else None

    def _told_month(self) -> tuple[int | None, int | None]:
        told = self.context.previous
        if "m" in self.groups and (today := self.context.published):
            return _shift(today.year, today.month, self._number("m"))
        if "sm" in self.groups and told and len(told) >= 7:
            return _shift(int(told[:4]), int(told[5:7]), self._number("sm"))
        return None, None

    def _same_day(self) -> str | None:
        told = self.context.previous
        if not told or len(told) < 10:
            return None
        return (date.fromisoformat(told) + timedelta(days=self._number("sd"))).isoformat()

    # relative to today

    def _near_today(self) -> str | None:
        today = self.context.published
        if today is None:
            return None
        monday = today - timedelta(days=today.weekday())
        if "d" in self.groups:
            return (today + timedelta(days=self._number("d"))).isoformat()
        if "w" in self.groups:
            first = monday + timedelta(weeks=self._number("w"))
            if "end" in self.groups:
                more = 7 if today.weekday() > 4 else 0  # on a weekend: this one, or the one before?
                return _common(first + timedelta(days=5), first + timedelta(days=6 + more))
            return _common(first - timedelta(days=1), first + timedelta(days=6))
        if "U" in self.groups:
            if self.calendar.inherits and self.context.previous:
                return None  # 两天前 may count from the day told before
            return self._ago(today)
        return self._weekday(today, monday)

    def _ago(self, today: date) -> str | None:
        unit = self.calendar.units[self.groups["U"]]
        count = self._number("N") if "N" in self.groups else self.calendar.words["U"].get(self.groups["U"])
        if count is None:
            return None  # some days ago
        slack = _SLACK[unit][count > _LARGE]
        length = round(count * _LENGTH[unit])
        if length + slack >= today.toordinal():
            return None
        middle = today - timedelta(days=length)
        return _common(middle - timedelta(days=slack), middle + timedelta(days=slack))

    def _weekday(self, today: date, monday: date) -> str | None:
        day = self._number("W")
        which = self._number("which") if "which" in self.groups else None
        last = today - timedelta(days=(today.weekday() - day) % 7)
        if which is None:
            ahead = self.context.future and last != today
            return (last + timedelta(days=7 if ahead else 0)).isoformat()
        if self.calendar.weeks or which == 0:
            return (monday + timedelta(days=day, weeks=which)).isoformat()
        if which > 0:
            first = last + timedelta(days=7)
            return _common(first, first + timedelta(days=7)) if self.calendar.hesitates else first.isoformat()
        if last == today:
            last -= timedelta(days=7)
        # "Last Thursday" said on a Saturday is the day before yesterday to some, the week before to others.
        if self.calendar.hesitates and (today - last).days <= 2:
            return _common(last - timedelta(days=7), last)
        return last.isoformat()

    # without a year

    def _without_year(self, month: int | None, day: int | None) -> str | None:
        today, context = self.context.published, self.context
        if today is None:
            return None
        if month is None:
            return self._day_of_month(today, day) if day else None
        if "which" in self.groups:
            return self._which_month(today, month, day)
        told = context.previous
        if self.calendar.inherits and context.year is not None and context.year < today.year:
            # 2020年9月……12月18日: the same year, as long as the months go on.
            onward = told is not None and len(told) >= 7 and int(told[5:7]) <= month
            return _iso(context.year, month, day) if onward else None
        past, ahead = (_latest(today, month, day), _next(today, month, day))
        if past is None or ahead is None:
            return None
        for other in (context.near, told if told and len(told) == 4 else None):
            if not self.calendar.inherits and other and int(other[:4]) < past.year:
                return None  # of the year told before, or of this one
        start = today if day else today.replace(day=1)
        behind, before = (start - past).days, (ahead - start).days
        if context.future and before < behind:
            return _iso(ahead.year, month, day)
        if before < _NEAR and behind > _FAR:
            return None
        return _iso(past.year, month, day)

    def _which_month(self, today: date, month: int, day: int | None) -> str | None:
        which = self._number("which")
        if which == 0:
            return _iso(today.year, month, day)
        if which > 0:
            return _iso(today.year + (month <= today.month), month, day)
        if self.calendar.hesitates and month < today.month:
            return None  # "last April" in September: of this year, or of the last?
        return _iso(today.year - (month >= today.month), month, day)

    def _day_of_month(self, today: date, day: int) -> str | None:
        ahead = self.context.future
        year, month = today.year, today.month
        if ahead and day < today.day:
            year, month = _shift(year, month, 1)
        elif not ahead and day > today.day:
            if day - today.day <= 7:
                return None  # last month, or in some days?
            year, month = _shift(year, month, -1)
        value = _iso(year, month, day)
        near, told = self.context.near, self.context.previous
        if near and len(near) >= 7 and value and near[:7] != value[:7]:
            return None
        if told and len(told) == 10 and value and told[:7] < value[:7]:
            return None  # of the month told before, or of this one
        return value


def _iso(year: int, month: int | None, day: int | None) -> str | None:
    if month is None:
        return f"{year:04}" if day is None else None
    try:
        value = date(year, month, day or 1).isoformat()
    except ValueError:
        return None
    return value if day else value[:7]


def _common(first: date, last: date) -> str | None:
    """Return what two days share: the day, the month, the year, or nothing."""
    one, other = first.isoformat(), last.isoformat()
    return next((one[:length] for length in (10, 7, 4) if one[:length] == other[:length]), None)


def _shift(year: int, month: int, by: int) -> tuple[int, int]:
    months = year * 12 + month - 1 + by
    return months // 12, months % 12 + 1


def _candidate(year: int, month: int, day: int | None) -> date | None:
    try:
        return date(year, month, day or 1)
    except ValueError:
        return None


def _latest(today: date, month: int, day: int | None) -> date | None:
    """Return the last such day on or before today; for a month, its first day."""
    end = today if day else today.replace(day=1)
    years = (_candidate(today.year - back, month, day) for back in range(9))  # 29 February is up to eight years off
    return next((found for found in years if found and found <= end), None)


def _next(today: date, month: int, day: int | None) -> date | None:
    start = today if day else today.replace(day=1)
    years = (_candidate(today.year + ahead, month, day) for ahead in range(9))
    return next((found for found in years if found and found >= start), None)
