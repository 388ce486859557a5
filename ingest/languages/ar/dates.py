"""How Arabic writes dates: both systems of month names, and those of the Maghreb. The text is read folded."""

import re
from collections.abc import Iterable
from typing import Final

from ingest.extract.calendar import Calendar
from ingest.extract.folding import fold_name


def _any(names: str | Iterable[str]) -> str:
    """Return an alternation of names, folded, the longest first; a text holds names between blanks, _ for a blank."""
    listed = (name.replace("_", " ") for name in names.split()) if isinstance(names, str) else names
    folded = {fold_name(name) for name in listed}
    return "(?:" + "|".join(sorted((re.escape(name) for name in folded), key=lambda name: (-len(name), name))) + ")"


def _folded(table: dict[str, int]) -> dict[str, int]:
    return {fold_name(name): number for name, number in table.items()}


# Egypt and the Gulf; Levant and Iraq; Tunisia and Algeria; Morocco.
_MONTHS = _folded(
    {
        name.replace("_", " "): number
        for number, names in enumerate(
            (
                "يناير كانون_الثاني جانفي", "فبراير شباط فيفري", "مارس آذار", "أبريل إبريل ابريل نيسان أفريل",
                "مايو أيار ماي", "يونيو يونيه حزيران جوان", "يوليو يوليه تموز جويلية يوليوز",
                "أغسطس آب أوت غشت", "سبتمبر أيلول شتنبر", "أكتوبر تشرين_الأول", "نوفمبر تشرين_الثاني نونبر",
                "ديسمبر كانون_الأول دجنبر",
            ),
            1,
        )
        for name in names.split()
    }
)  # fmt: skip
# Also verbs, names, or a car: they need a word beside them that only months have.
_UNSURE = set(_folded(dict.fromkeys(["مارس", "مايو", "ماي", "جوان", "أوت", "آب", "أيار", "شباط"], 0)))
_UNSURE |= set(_folded(dict.fromkeys(["نيسان", "آذار", "تموز", "غشت"], 0)))
_UNSURE_AFTER_IN = {fold_name("نيسان")}

_WEEKDAYS = _folded(
    {
        "الاثنين": 0, "الإثنين": 0, "الثلاثاء": 1, "الأربعاء": 2, "الخميس": 3, "الجمعة": 4, "السبت": 5, "الأحد": 6,
    }
)  # fmt: skip
_ONES = ["الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع"]
_FIRST = ["الحادي", *_ONES[1:]]
_DAYS = _folded(
    {name: number for number, name in enumerate(_ONES, 1)}
    | {"العاشر": 10, "العشرين": 20, "العشرون": 20, "الثلاثين": 30, "الثلاثون": 30}
    | {f"{name} عشر": number for number, name in enumerate(_FIRST, 11)}
    | {f"{name} والعشرين": number for number, name in enumerate(_FIRST, 21)}
    | {f"{name} والعشرون": number for number, name in enumerate(_FIRST, 21)}
    | {"الحادي والثلاثين": 31}
)
_NUMBERS = _folded(
    {
        name: number
        for number, names in enumerate(
            ["ثلاثة ثلاث", "أربعة أربع", "خمسة خمس", "ستة ست", "سبعة سبع", "ثمانية ثماني", "تسعة تسع", "عشرة عشر"], 3
        )
        for name in names.split()
    }
)
_ONE_AND_TWO = _folded({"يوم": 1, "أسبوع": 1, "شهر": 1, "عام": 1, "سنة": 1} | {
    "يومين": 2, "أسبوعين": 2, "شهرين": 2, "عامين": 2, "سنتين": 2,
})  # fmt: skip
_UNITS = {
    fold_name(name): unit
    for unit, names in {
        "day": "يوم يومين أيام يوما",
        "week": "أسبوع أسبوعين أسابيع أسبوعا",
        "month": "شهر شهرين أشهر شهرا شهور",
        "year": "عام سنة عامين سنتين أعوام سنوات عاما",
    }.items()
    for name in names.split()
}
_LAST = ["الماضي", "الماضية", "المنصرم", "المنصرمة", "الفائت", "الفائتة"]
_THIS = ["الجاري", "الجارية", "الحالي", "الحالية"]
_NEXT = ["المقبل", "المقبلة", "القادم", "القادمة"]
_WHICH = _folded({name: shift for shift, names in ((-1, _LAST), (0, _THIS), (1, _NEXT)) for name in names})


def _shifts(*nouns: str) -> dict[str, int]:
    """Return last, this and next of some nouns, in every wording."""
    shifts = {f"{noun} {word}": shift for noun in nouns for word, shift in _WHICH.items()}
    bare = {noun.removeprefix("ال") for noun in nouns}
    return _folded(shifts | {f"{this} ال{noun}": 0 for noun in bare for this in ("هذا", "هذه")})


_YEARS = _shifts("العام", "السنة")
_MONTHS_BY_SHIFT = _shifts("الشهر")
_WEEKS = _shifts("الأسبوع")
_RELATIVE_DAYS = _folded(
    {
        "أول أمس": -2, "أمس الأول": -2, "أول من أمس": -2, "أمس": -1, "البارحة": -1, "اليوم": 0, "غدا": 1,
        "بعد غد": 2,
    }
)  # fmt: skip
_SAME = _folded({"نفسه": 0, "ذاته": 0, "نفسها": 0, "ذاتها": 0, "التالي": 1, "التالية": 1})


def _same(*nouns: str) -> dict[str, int]:
    return _folded({f"{noun} {word}": shift for noun in nouns for word, shift in _SAME.items()})


_SAME_DAY, _SAME_MONTH, _SAME_YEAR = _same("اليوم"), _same("الشهر"), _same("العام", "السنة")

_B = " {1,2}"
_END = r"(?!\w)"
_C = "(?P<skip>[وف]?[بلك]?)"  # what is written together with the word after it
_LEFT = r"(?<!\w)"
_MONTH = rf"(?:{_any(_MONTHS)}){_END}"
_SURE = rf"(?:{_any(_MONTHS.keys() - _UNSURE)}){_END}"
_IN_MONTH = rf"(?:{_any(_MONTHS.keys() - _UNSURE_AFTER_IN)}){_END}"
_TWIN = rf"(?: ?[/(] ?(?P<M2>{_MONTH})(?: ?\))?)"
_YEAR = r"(?:19[5-9]\d|20[0-4]\d)(?![\d%]|[.,/-]\d)"
_NO_SUM = rf"(?!{_B}(?:{_any('مليون مليار دولار يوان يورو طن شركة شخص عامل رقاقة وحدة جهة في_المئة موظف')}))"
_DIGITS = r"(?:3[01]|[12]\d|0?[1-9])"
_DAY = rf"(?:{_DIGITS}(?![\d%]|[.,]\d)|(?:{_any(_DAYS)}))"
_WEEKDAY = rf"(?:{_any(_WEEKDAYS)}){_END}"
_OF_YEAR = (
    rf"(?:{_B}(?:(?:من|في|{_any('من_عام من_العام من_سنة عام سنة')}){_B})?(?P<Y>{_YEAR}){_END}{_NO_SUM}"
    rf"|{_B}(?:من{_B})?(?P<y>{_any(_YEARS)}){_END}|{_B}(?:من{_B})?(?P<sy>{_any(_SAME_YEAR)}){_END}"
    rf"|{_B}(?P<which>{_any(_WHICH)}){_END})"
)
_RANGE = rf"(?: ?(?:-|–|و|{_any('إلى حتى')}) ?{_DIGITS}(?!\d))?"
_BEFORE = _any("في منذ حتى خلال شهر مطلع منتصف أواخر نهاية أوائل بداية آخر بحلول في_شهر منذ_شهر خلال_شهر لشهر")
_BEFORE_YEAR = _any("في منذ حتى بحلول خلال")
_THE_YEAR = _any("عام العام سنة السنة لعام لسنة عامي سنتي عاما ربيع صيف خريف شتاء ربيع_عام صيف_عام خريف_عام شتاء_عام")
_NOT_AGO = _any(["من", "على", "أن", "الآن", *_MONTHS, *_WEEKDAYS])
_HOUR = _any("يوم مساء صباح ليل ليلة فجر ظهر عصر")
_NO_WEEKDAY = "".join(f"(?<!{fold_name(word)} )" for word in ("بين", "كل"))
# "The day" rather than today, or part of a name.
_NO_TODAY = "".join(f"(?<!{fold_name(word)} )" for word in ("حتى", "إلى", "في", "هذا", "ذلك", "روسيا", "مصر", "المصري"))
_TODAY = rf"اليوم(?!{_B}{_any([*_SAME, 'السابع', 'الأول', 'الثاني', 'الوطني', 'العالمي', 'الذي'])})"
_NO_ATTACK = f"(?<!{fold_name('هجمات')} )"

_AHEAD = _any("حتى بحلول المقرر يعتزم تعتزم المتوقع موعد المرتقب اعتبارا يزمع ينوي تنوي")
_TOLD = _any("الذي التي كان كانت أعلن أعلنت قال قالت منذ فرض فرضت أصدر أصدرت")

_PATTERNS = (
    r"(?<![\d/-])(?P<Y>(?:19[5-9]|20[0-4])\d)-(?P<M>0[1-9]|1[0-2])-(?P<D>3[01]|[12]\d|0[1-9])(?![\d-])",
    # 9 April 2025, the ninth of April, 25 and 26 October; not the attacks of 11 September
    rf"{_LEFT}{_C}{_NO_ATTACK}(?:{_WEEKDAY}[ ،]{{1,2}}(?:\(|{_any('الموافق')} )?)?(?P<D>{_DAY}){_RANGE}{_B}"
    rf"(?:من{_B})?(?:{_any('شهر')}{_B})?(?P<M>{_MONTH}){_TWIN}?{_OF_YEAR}?",
    # April 2025, last April, April/Nisan
    rf"{_LEFT}{_C}(?P<M>{_MONTH}){_TWIN}?{_OF_YEAR}",
    rf"{_LEFT}{_C}(?P<M>{_MONTH}){_TWIN}",
    rf"{_LEFT}(?P<skip>[وفل]?(?:{_BEFORE}){_B})(?P<M>{_IN_MONTH})",
    rf"{_LEFT}{_C}(?P<M>{_SURE})",
    # in 2019, the year 2019
    rf"{_LEFT}(?P<skip>[وفبلك]{{0,2}}{_THE_YEAR}{_B})(?P<Y>{_YEAR}){_END}",
    rf"{_LEFT}(?P<skip>[وف]?{_BEFORE_YEAR}{_B})(?P<Y>{_YEAR}){_END}{_NO_SUM}",
    r"(?<=\()(?P<Y>(?:19[5-9]|20[0-4])\d)(?=\))",
    # relative to today
    rf"{_LEFT}{_C}(?P<y>{_any(_YEARS)}){_END}",
    rf"{_LEFT}{_C}(?P<m>{_any(_MONTHS_BY_SHIFT)}){_END}",
    rf"{_LEFT}{_C}(?:(?P<end>{_any('نهاية')}){_B})?(?P<w>{_any(_WEEKS)}){_END}",
    rf"{_LEFT}{_NO_TODAY}(?P<d>{_any(_RELATIVE_DAYS.keys() - {'اليوم'})}|{_TODAY}){_END}(?: ?\(?{_WEEKDAY}\)?)?",
    rf"{_LEFT}[وف]?قبل{_B}(?:(?P<N>{_any(_NUMBERS)}|\d{{1,2}}){_B})?(?P<U>{_any(_UNITS)}){_END}(?!{_B}(?:{_NOT_AGO}|\d))",
    rf"{_LEFT}(?P<skip>[وف]?[بلك]?{_NO_WEEKDAY}(?:{_HOUR}{_B}){{0,2}})(?P<W>{_any(_WEEKDAYS)}){_END}(?!{_B}(?:السوداء|الاسود))"
    rf"(?:{_B}(?P<which>{_any(_WHICH)}){_END})?",
    # "whom he leads today" means nowadays: no group, no date
    rf"{_LEFT}(?:الذي{_B}ي|التي{_B}ت)\w+{_B}(?:[^\W\d]+{_B}){{0,2}}اليوم{_END}",
    # relative to the date before
    rf"{_LEFT}{_C}(?P<sd>{_any(_SAME_DAY)}){_END}",
    rf"{_LEFT}{_C}(?P<sm>{_any(_SAME_MONTH)}){_END}",
    rf"{_LEFT}{_C}(?P<sy>{_any(_SAME_YEAR)}){_END}",
)

CALENDAR: Final = Calendar(
    patterns=tuple(re.compile(pattern) for pattern in _PATTERNS),
    words={
        "M": _MONTHS,
        "D": _DAYS,
        "W": _WEEKDAYS,
        "N": _NUMBERS,
        "U": _ONE_AND_TWO,
        "y": _YEARS,
        "m": _MONTHS_BY_SHIFT,
        "w": _WEEKS,
        "d": _RELATIVE_DAYS,
        "which": _WHICH,
        "sd": _SAME_DAY,
        "sm": _SAME_MONTH,
        "sy": _SAME_YEAR,
    },
    units=_UNITS,
    future=re.compile(rf"{_LEFT}[وف]?(?:س[يتن]\w{{2,12}}|{_AHEAD}){_END}"),
    past=re.compile(rf"{_LEFT}[وف]?{_TOLD}{_END}"),
)
