"""How Chinese writes dates. The text is read folded: simplified characters, half-width digits."""

import re
from typing import Final

from ingest.extract.calendar import Calendar

_UNITS = "一二三四五六七八九"
_NUMBERS = {
    **{digit: number for number, digit in enumerate(_UNITS, 1)},
    **{f"十{digit}": number for number, digit in enumerate(_UNITS, 11)},
    **{f"二十{digit}": number for number, digit in enumerate(_UNITS, 21)},
    "十": 10,
    "二十": 20,
    "三十": 30,
    "三十一": 31,
    "两": 2,
    "半": 0,
    "元": 1,
}
_ZERO = dict(zip("〇零○一二三四五六七八九", "000123456789", strict=True))
_CENTURY = "(?:一九[五六七八九]|二[〇零○][〇零○一二三四])"
_WRITTEN_YEARS = {
    f"{a}{b}{c}{d}": int("".join(_ZERO[x] for x in (a, b, c, d)))
    for a, b in ("一九", "二〇", "二零", "二○")
    for c in _ZERO
    for d in _ZERO
}

_YEAR = rf"(?:(?:19[5-9]\d|20[0-4]\d)|{_CENTURY}[{''.join(_ZERO)}])"
_MONTH = rf"(?:1[0-2]|0?[1-9]|十[一二]?|[{_UNITS}]|元)"
_DAY = rf"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[{_UNITS}]?|[{_UNITS}])"
_LEFT = rf"(?<![\d.{_UNITS}十百千万几每])"
_AFTER_YEAR = r" ?年(?!代|来|期|度预算|以上|以内|后|前|轻|龄|间|均)"
_AFTER_MONTH = r" ?月(?!球|亮|薪|租|饼|台|光|内|后|前|均|供|息)"
_AFTER_DAY = r" ?[日号](?!元|内|间|后|前|游|均|报|圆|本|式|子|期|程|货|用|产|线|称|文|令|公告|法|楼|院)"
_MORE_DAYS = rf"(?: ?(?:至|到|-|–|—|、|和|及|~) ?{_DAY} ?日)?"
_RELATIVE_YEAR = r"(?P<y>大前年|去年|前年|今年|本年度?|明年|后年)"
_SAME_YEAR = r"(?P<sy>同年|当年|次年|翌年|第二年)"
_RELATIVE_MONTH = r"(?P<m>上上个?月|上个?月|本月|这个?月|当前月|下个?月)"
_PART = r"(?:份|初|底|末|中旬|上旬|下旬|中)?"
_HOUR = r"(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚间|晚上|晚)?"
_WEEKDAY = r"(?:周|星期|礼拜)(?P<W>[一二三四五六日天])"

_PATTERNS = (
    rf"(?<![\d/-])(?P<Y>{_YEAR})-(?P<M>0?[1-9]|1[0-2])-(?P<D>3[01]|[12]\d|0?[1-9])(?![\d-])",
    rf"(?<![\d/-])(?P<Y>{_YEAR})/(?P<M>0?[1-9]|1[0-2])/(?P<D>3[01]|[12]\d|0?[1-9])(?![\d/])",
    # 2025年4月9日, 去年10月, 同年12月18日, 明年四月
    rf"{_LEFT}(?:(?P<Y>{_YEAR}) ?年 ?的?|{_RELATIVE_YEAR}的?|{_SAME_YEAR}的?) ?(?P<M>{_MONTH})"
    rf"(?: ?月 ?(?P<D>{_DAY}){_AFTER_DAY}{_MORE_DAYS}{_HOUR}|{_AFTER_MONTH}{_PART})",
    # 4月9日, 10月
    rf"{_LEFT}(?P<M>{_MONTH})(?: ?月 ?(?P<D>{_DAY}){_AFTER_DAY}{_MORE_DAYS}{_HOUR}|{_AFTER_MONTH}{_PART})",
    # 上个月30日, 本月
    rf"{_RELATIVE_MONTH}(?:(?P<D>{_DAY}){_AFTER_DAY}{_MORE_DAYS})?{_PART}",
    r"(?P<sm>同月|当月|次月|翌月)(?:(?P<D>(?:3[01]|[12]\d|0?[1-9]))日)?",
    # 2019年, 去年; 同年
    rf"{_LEFT}(?P<Y>{_YEAR}){_AFTER_YEAR}(?:年?[初底末中]|[春夏秋冬][季天]?)?",
    rf"(?<!\d){_RELATIVE_YEAR}(?:以来)?(?:年?[初底末中]|[春夏秋冬][季天]?)?",
    _SAME_YEAR,
    # every April: no group, no date
    rf"每年(?:{_MONTH}月(?:{_DAY}日)?)?|每个?月(?:{_DAY}日)?",
    # 11日; never 90日内, 三日
    rf"(?<![\d.,{_UNITS}十百千万几每第至到、~–-])(?P<D>3[01]|[12]\d|0?[1-9])(?=日){_AFTER_DAY}{_MORE_DAYS}{_HOUR}",
    # 周三, 上周三
    rf"(?<![{_UNITS}十两几每隔半\d])(?P<which>上上|上个?|本|这个?|下下|下个?)?{_WEEKDAY}(?![次个年月围期]){_HOUR}",
    rf"(?P<w>上上|上个?|本|这个?|下个?)(?:周|星期|礼拜)(?P<end>末)?(?![{_UNITS}日天期])",
    # 昨天
    r"(?<!至)(?<!到)(?<!如)(?P<d>大前天|前天|前日|昨天|昨日|昨晚|昨夜|今天|今日|今早|今晨|今晚|明天|明日|明早|明晚|后天"
    r"|后日)(?!头条|俄罗斯|之星|系)",
    rf"(?<![{_UNITS}十百千万几近约超过第\d])(?P<N>\d{{1,2}}|[{_UNITS}]|十[{_UNITS}]?|两)(?P<U>天|日|周|个星期|星期|个月|年)前(?!后)",
    r"(?P<sd>同日|同一天|当天|当日|次日|翌日|第二天)",
)

CALENDAR: Final = Calendar(
    patterns=tuple(re.compile(pattern) for pattern in _PATTERNS),
    words={
        "Y": _WRITTEN_YEARS,
        "M": _NUMBERS,
        "D": _NUMBERS,
        "N": _NUMBERS,
        "W": {**_NUMBERS, **{day: number for number, day in enumerate("一二三四五六日")}, "天": 6},
        "U": {},
        "y": {"大前年": -3, "前年": -2, "去年": -1, "今年": 0, "本年": 0, "本年度": 0, "明年": 1, "后年": 2},
        "m": {
            "上上个月": -2, "上上月": -2, "上个月": -1, "上月": -1, "本月": 0, "这个月": 0, "这月": 0, "当前月": 0,
            "下个月": 1, "下月": 1,
        },
        "w": {"上上": -2, "上": -1, "上个": -1, "本": 0, "这": 0, "这个": 0, "下": 1, "下个": 1},
        "which": {"上上": -2, "上": -1, "上个": -1, "本": 0, "这": 0, "这个": 0, "下": 1, "下个": 1, "下下": 2},
        "d": {
            "大前天": -3, "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "昨晚": -1, "昨夜": -1, "今天": 0, "今日": 0,
            "今早": 0, "今晨": 0, "今晚": 0, "明天": 1, "明日": 1, "明早": 1, "明晚": 1, "后天": 2, "后日": 2,
        },
        "sd": {"同日": 0, "同一天": 0, "当天": 0, "当日": 0, "次日": 1, "翌日": 1, "第二天": 1},
        "sm": {"同月": 0, "当月": 0, "次月": 1, "翌月": 1},
        "sy": {"同年": 0, "当年": 0, "次年": 1, "翌年": 1, "第二年": 1},
    },
    units={"天": "day", "日": "day", "周": "week", "个星期": "week", "星期": "week", "个月": "month", "年": "year"},
    future=re.compile("将(?:于|在|从|自)?$|拟于?$|预计|计划|定于|预定|预期|可望在?$|到$|(?<!截)至$"),
    past=re.compile("[的了过]|宣布|公布|表示"),
    weeks=True,
    inherits=True,
)  # fmt: skip
