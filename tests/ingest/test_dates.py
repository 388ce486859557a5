"""Dates in three languages: the value on the article's day, or no date at all."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.records import LANGUAGES as CODES
from ingest.extract.dates import dates
from ingest.languages import LANGUAGES

Found = list[tuple[str, str]]


def found(text: str, language: str, published: str | None) -> Found:
    return [(text[m.start : m.end], m.value) for m in dates(text, language, published)]


def values(text: str, language: str, published: str | None) -> list[str]:
    return [m.value for m in dates(text, language, published)]


# Friday, 18 April 2025, unless said otherwise
ENGLISH: list[tuple[str, list[str]]] = [
    # absolute
    ("It was issued on April 9, 2025, in Washington.", ["2025-04-09"]),
    ("It was issued on 9 April 2025.", ["2025-04-09"]),
    ("It was issued on the 9th of April, 2025.", ["2025-04-09"]),
    ("It was issued on Wednesday, April 9, 2025.", ["2025-04-09"]),
    ("Issued Sept. 29, 2024, and amended Oct. 4, 2024.", ["2024-09-29", "2024-10-04"]),
    ("Published 2024-12-02 in the register.", ["2024-12-02"]),
    ("The chip rules of October 2022 remain.", ["2022-10"]),
    ("The October 2022 chip rules remain.", ["2022-10"]),
    ("Founded in 1987 in Shenzhen.", ["1987"]),
    ("In the spring of 2018 it was banned.", ["2018"]),
    ("It was listed (2019) and delisted.", ["2019"]),
    ("The 2018 ban on ZTE was lifted.", ["2018"]),
    ("From 2022 to 2024 imports rose.", ["2022", "2024"]),
    ("They met from January 9 to 11, 2025.", ["2025-01-09"]),
    ("They met on January 9-11, 2025.", ["2025-01-09"]),
    ("Published on 29 February 2024.", ["2024-02-29"]),
    # without a year
    ("It was told on April 9 of the need.", ["2025-04-09"]),
    ("It was told on 9 April of the need.", ["2025-04-09"]),
    ("It was told on December 2 of the need.", ["2024-12-02"]),
    ("It was told on April 18 of the need.", ["2025-04-18"]),
    ("Curbs imposed since March 4 remain.", ["2025-03-04"]),
    ("In January it sued.", ["2025-01"]),
    ("Since October it has waited.", ["2024-10"]),
    ("In March the bureau wrote.", ["2025-03"]),
    ("The bureau wrote in May.", []),  # last May, or next month's plan?
    ("The bureau will write in May.", ["2025-05"]),
    ("From May 2 the duty will fall.", ["2025-05-02"]),
    ("The truce holds until August 12.", ["2025-08-12"]),
    ("The truce that it announced on October 9 will end.", ["2024-10-09"]),
    ("Its March decision stands.", ["2025-03"]),
    ("In October Nvidia launched it.", ["2024-10"]),
    # relative
    ("He met her on Thursday.", ["2025-04-17"]),
    ("He met her on Friday.", ["2025-04-18"]),
    ("He met her on Saturday.", ["2025-04-12"]),
    ("The ministry said Tuesday that it would.", ["2025-04-15"]),
    ("He will meet her on Tuesday.", ["2025-04-22"]),
    ("He meets her this coming Tuesday.", ["2025-04"]),
    ("He met her last Monday.", ["2025-04-14"]),
    ("He met her last Thursday.", ["2025-04"]),  # yesterday, or the 10th
    ("He met her yesterday; today he left.", ["2025-04-17", "2025-04-18"]),
    ("It did so last month.", ["2025-03"]),
    ("It did so earlier this month.", ["2025-04"]),
    ("It did so earlier this year.", ["2025"]),
    ("It did so late last year.", ["2024"]),
    ("It did so last week.", ["2025-04"]),
    ("It did so three days ago.", ["2025-04-15"]),
    ("It did so two weeks ago.", ["2025-04"]),
    ("It did so two years ago.", ["2023"]),
    ("Last October it did so; the plan is for next June.", ["2024-10", "2025-06"]),
    ("It did so last March.", []),  # of this year, or the last?
    ("It did so in July of last year.", ["2024-07"]),
    ("In May 2020 it was banned. That September it stopped.", ["2020-05", "2024-09"]),
    ("It listed it on May 16, 2019. The same day it wrote.", ["2019-05-16", "2019-05-16"]),
    ("It listed it on May 31, 2019; the next day it wrote.", ["2019-05-31", "2019-06-01"]),
    ("It listed it in 2019. The following year it wrote.", ["2019", "2020"]),
    # none
    ("A year later it did so.", []),
    ("More than two years ago it did so.", []),
    ("The H20 and the 910C, Section 301, 15%, 25 percent.", []),
    ("It paid $2,000 for 2000 units, 1987 of them new.", []),
    ("They may march on, and it may 9 times.", []),
    ("Theresa May and April Smith met June Zhang.", []),
    ("May the best win. March on Washington.", []),
    ("In May 15 percent was agreed.", []),
    ("It sold 2,019 chips in 2-2019 form.", []),
    ("Model 2024-25, part 2019.3, 20190 of 12019.", []),
    ("After the September 11 attacks it changed.", []),
    ("Every Thursday they meet; Black Friday is near.", []),
    ("February 30, 2025 is no day.", []),
    ("It was issued on 9/4/2025.", []),
    ("It rose 20 percent from 40 to 60.", []),
    ("Today's chips are small.", []),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english(text: str, expected: list[str]) -> None:
    assert values(text, "en", "2025-04-18") == expected


# Wednesday, 16 July 2025
ARABIC: list[tuple[str, list[str]]] = [
    ("صدر القرار في 9 أبريل 2025 في واشنطن.", ["2025-04-09"]),
    ("صدر القرار في ٩ أبريل ٢٠٢٥.", ["2025-04-09"]),
    ("صدر القرار في 9 أبريل/نيسان 2025.", ["2025-04-09"]),
    ("صدر القرار في 9 نيسان (أبريل) 2025.", ["2025-04-09"]),
    ("صدر القرار في 9 أبريل/أيار 2025.", []),
    ("صدر القرار في 9 إبريل.", ["2025-04-09"]),
    ("صدر في التاسع من أكتوبر 2024.", ["2024-10-09"]),
    ("صدر في الحادي والعشرين من كانون الثاني 2025.", ["2025-01-21"]),
    ("صدر في الثاني عشر من تشرين الأول.", ["2024-10-12"]),
    ("صدر في 30 شباط 2025.", []),
    ("صدر في 3 كانون الأول 2024 ثم في 4 تشرين الثاني 2024.", ["2024-12-03", "2024-11-04"]),
    ("صدر في 3 جانفي 2025 و4 فيفري 2025.", ["2025-01-03", "2025-02-04"]),
    ("صدر في 3 غشت 2024 و5 شتنبر 2024 و6 دجنبر 2024.", ["2024-08-03", "2024-09-05", "2024-12-06"]),
    ("صدر في 3 جويلية 2025 وفي 14 جوان 2025.", ["2025-07-03", "2025-06-14"]),
    ("التقيا يومي 25 و26 أكتوبر 2024.", ["2024-10-25"]),
    ("يوم الخميس 10 يوليو 2025 التقيا.", ["2025-07-10"]),
    ("منذ أكتوبر 2022 والقيود تتسع.", ["2022-10"]),
    ("أسسها عام 1987 في شنتشن.", ["1987"]),
    ("منذ عام 2019 وفي 2020 وبحلول 2030.", ["2019", "2020", "2030"]),
    ("الإعلان رقم 46 لعام 2024.", ["2024"]),
    ("في ربيع عام 2018 حُظرت.", ["2018"]),
    ("فرضتها واشنطن في أبريل الماضي.", ["2025-04"]),
    ("فرضتها واشنطن في يوليو الماضي.", ["2024-07"]),
    ("يزورها في أبريل المقبل.", ["2026-04"]),
    ("صدر في 9 يوليو الجاري.", ["2025-07-09"]),
    ("أعلنتها الوزارة في يوليو من العام الماضي.", ["2024-07"]),
    ("نفى ذلك في يونيو.", ["2025-06"]),
    ("في يوليو/تموز فرضت القيود.", ["2025-07"]),
    ("في تموز فرضت القيود.", ["2025-07"]),
    ("مدّدت الهدنة حتى العاشر من نوفمبر.", ["2025-11-10"]),
    ("التقيا الخميس الماضي.", ["2025-07-10"]),
    ("التقيا الأربعاء الماضي.", ["2025-07-09"]),
    ("التقيا يوم الإثنين.", ["2025-07-14"]),
    ("طلب ذلك مساء الأحد.", ["2025-07-13"]),
    ("حتى مساء الأربعاء لم يصدر شيء.", ["2025-07-16"]),
    ("سيلتقيان الخميس المقبل.", ["2025-07-17"]),
    ("سيلتقيان يوم الجمعة.", ["2025-07-18"]),
    ("أعلنت الوزارة أمس القرار.", ["2025-07-15"]),
    ("أعلنت الوزارة أمس الثلاثاء القرار.", ["2025-07-15"]),
    ("وقّع أول أمس أمراً، ثم أمس الأول غيره.", ["2025-07-14", "2025-07-14"]),
    ("أصدرت الوزارة اليوم القرار.", ["2025-07-16"]),
    ("يسافر غداً إلى بكين.", ["2025-07-17"]),
    ("هذا ما حدث الشهر الماضي.", ["2025-06"]),
    ("حدث ذلك العام الماضي وهذا العام.", ["2024", "2025"]),
    ("حدث ذلك في العام الجاري.", ["2025"]),
    ("حدث ذلك الأسبوع الماضي.", ["2025-07"]),
    ("حدث ذلك قبل أسبوعين.", ["2025"]),
    ("حدث ذلك قبل ثلاثة أيام.", ["2025-07-13"]),
    ("صدر في 2 ديسمبر 2024، وفي اليوم التالي ردّت بكين.", ["2024-12-02", "2024-12-03"]),
    ("صدر في مايو 2024. وفي أكتوبر من العام نفسه توقف.", ["2024-05", "2024-10"]),
    # none
    ("مارس البيت الأبيض ضغوطاً على من مارس الضغط.", []),
    ("استثمرت شركة نيسان في نيسان للسيارات.", []),
    ("رقاقة «إتش 20» و15 في المئة و2000 شركة.", []),
    ("بعد أيام من ذلك، وقبل شهر من موعده، وقبل أيام.", []),
    ("في اليوم الذي صدر فيه، وروسيا اليوم، وحتى اليوم.", []),
    ("المكتب الذي يرأسه كيسلر اليوم.", []),
    ("بعد عام آخر، وبين الاثنين خلاف.", []),
    ("هجمات 11 سبتمبر غيّرت ذلك.", []),
]


@pytest.mark.parametrize(("text", "expected"), ARABIC)
def test_arabic(text: str, expected: list[str]) -> None:
    assert values(text, "ar", "2025-07-16") == expected


# Thursday, 8 January 2026
CHINESE: list[tuple[str, list[str]]] = [
    ("2025年4月9日，商务部公布。", ["2025-04-09"]),
    ("２０２５年４月９日公布。", ["2025-04-09"]),
    ("二〇二五年四月九日公布。", ["2025-04-09"]),
    ("2025-04-09公布，2025/4/10生效。", ["2025-04-09", "2025-04-10"]),
    ("2025年2月30日公布。", []),
    ("2022年10月以来不断加码。", ["2022-10"]),
    ("2018年，他辞去职务。", ["2018"]),
    ("2019年秋量产。", ["2019"]),
    ("早在2024年12月就已受限。", ["2024-12"]),
    ("12月9日公布。", ["2025-12-09"]),
    ("1月3日公布。", ["2026-01-03"]),
    ("9月14日至17日率团访问。", ["2025-09-14"]),
    ("10月25日和26日会谈。", ["2025-10-25"]),
    ("10月的新规。", ["2025-10"]),
    ("去年10月禁止出售。", ["2025-10"]),
    ("去年12月31日到期。", ["2025-12-31"]),
    ("前年8月底宣布。", ["2024-08"]),
    ("明年四月访问。", ["2027-04"]),
    ("今年年底前购买。", ["2026"]),
    ("上个月30日受理。", ["2025-12-30"]),
    ("上月底受理。", ["2025-12"]),
    ("本月3日公布，下月5日生效。", ["2026-01-03", "2026-02-05"]),
    ("台積電6日證實。", ["2026-01-06"]),
    ("台积电31日证实。", ["2025-12-31"]),
    ("将于14日公布。", ["2026-01-14"]),
    ("14日公布。", []),  # last month's, or next week's?
    ("周三公布。", ["2026-01-07"]),
    ("週三公布，星期二生效，礼拜一签署。", ["2026-01-07", "2026-01-06", "2026-01-05"]),
    ("上周三公布。", ["2025-12-31"]),
    ("上周日公布。", ["2026-01-04"]),
    ("本周二公布，下周五生效。", ["2026-01-06", "2026-01-16"]),
    ("上周末会谈。", ["2026-01"]),
    ("上周会谈。", []),  # in two years
    ("昨天会晤，前天到达，今日离开。", ["2026-01-07", "2026-01-06", "2026-01-08"]),
    ("三天前公布。", ["2026-01-05"]),
    ("三周前公布。", ["2025-12"]),
    ("2022年加入。同年12月，列入清单。次年5月退出。", ["2022", "2022-12", "2023-05"]),
    ("2020年9月起停止。同年11月出售。12月18日列入。", ["2020-09", "2020-11", "2020-12-18"]),
    ("2024年12月被列入。9月30日，又被接管。", ["2024-12"]),  # of 2025 to the reader, but only by knowledge
    ("2024年12月2日列入140家，次日反制。", ["2024-12-02", "2024-12-03"]),
    ("7月28日致信。同一天，参议员也写信。", ["2025-07-28", "2025-07-28"]),
    # none
    ("H20、910C、301调查、15%、50%穿透性规则。", []),
    ("为期三个月，90日内，5日游，暂停一年，两年后。", []),
    ("每周三开会，一周三次，每年4月，每月3日。", []),
    ("今日头条与直到今天。", []),
    ("时隔六年，2000年代，20年来，3月薪。", []),
    ("几天后，近日，日前，不久前，一个月后。", []),
    ("价值2000元，第3日，1200万吨。", []),
]


@pytest.mark.parametrize(("text", "expected"), CHINESE)
def test_chinese(text: str, expected: list[str]) -> None:
    assert values(text, "zh", "2026-01-08") == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "On April 9, 2025, and on Tuesday, in May, last month, yesterday.", ["2025-04-09"]),
        ("ar", "في 9 أبريل 2025 وأمس والخميس الماضي وفي يونيو.", ["2025-04-09"]),
        ("zh", "2025年4月9日，昨天，周三，去年，10月。", ["2025-04-09"]),
    ],
)
def test_without_the_articles_day_only_full_dates_have_a_value(language: str, text: str, expected: list[str]) -> None:
    assert values(text, language, None) == expected


def test_every_language_has_a_calendar() -> None:
    assert set(LANGUAGES) == set(CODES)


def test_spans_are_those_of_the_text() -> None:
    assert found("He came on Monday, April 14 (2025).", "en", "2025-04-18")[0] == ("Monday, April 14", "2025-04-14")
    assert found("وفي ٩ أبريل/نيسان ٢٠٢٥ صدر.", "ar", None) == [("٩ أبريل/نيسان ٢٠٢٥", "2025-04-09")]
    assert found("أُعلن أمسِ القرار يومَ الخميس", "ar", "2025-07-16")[0][1] == "2025-07-15"
    assert found("截至週三，第1條", "zh", "2026-01-08") == [("週三", "2026-01-07")]


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_hostile_text_takes_linear_time(language: str) -> None:
    pieces = (
        *(
            "2025年",
            "3",
            "April ",
            "في ",
            "September 9, ",
            " ",
            "the ",
            "昨天",
            "10月",
            "last ",
            "الذي ي",
            "2025-",
            "\n",
        ),
        *("9 و", "ع", "In May 20", "每年", "两天前"),
    )
    for piece in pieces:
        text = piece * (40_000 // len(piece))
        start = time.perf_counter()
        dates(text, language, "2025-08-01")
        assert time.perf_counter() - start < 5, piece


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *"0123456789年月日去上周三昨天今同次，。 \n",
                "April ",
                "May ",
                "last ",
                "في ",
                "أمس ",
                "٩ ",
                "Monday ",
                "أبريل ",
                "2024",
            ]
        ),
        max_size=40,
    ).map("".join),
    st.sampled_from(["en", "ar", "zh"]),
    st.dates().map(lambda day: day.isoformat()),
)
def test_any_text(text: str, language: str, published: str) -> None:
    end = 0
    for mention in dates(text, language, published):
        assert end <= mention.start < mention.end <= len(text)
        assert len(mention.value) in (4, 7, 10)
        end = mention.end
