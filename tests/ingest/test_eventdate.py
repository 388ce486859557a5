"""Which date of a sentence is a claim's own."""

import pytest

from ingest.extract.dates import dates, event_date

# Sentence, the claim's ends as they stand in it, its type, the date expected; published on Friday, 18 April 2025.
CASES: list[tuple[str, str, str, str, str, str | None]] = [
    ("en", "Huang met Ren in Beijing on Thursday.", "Huang", "Ren", "MET_WITH", "2025-04-17"),
    ("en", "On Thursday, Huang met Ren.", "Huang", "Ren", "MET_WITH", "2025-04-17"),
    ("en", "Trump met Xi in Busan, South Korea, on Thursday, and left.", "Trump", "Xi", "MET_WITH", "2025-04-17"),
    ("en", "Washington told Nvidia on April 9 that the H20 needs a licence.", "Washington", "H20", "RESTRICTS",
     "2025-04-09"),
    ("en", "In December, when the president let Nvidia go on, all hailed it.", "president", "Nvidia", "EASES",
     "2024-12"),
    ("en", "The Biden administration issued the rules in October 2022, and Nvidia complied.", "Biden administration",
     "rules", "ISSUED", "2022-10"),
    # of another act
    ("en", "Huang, the chief of Nvidia, came on Thursday.", "Huang", "Nvidia", "HOLDS_POSITION", None),
    ("en", "China will suspend the controls that it announced on October 9.", "China", "controls", "EASES", None),
    ("en", "Washington lifted the ban on the H20 imposed on April 9.", "Washington", "H20", "EASES", None),
    ("en", "Huawei, which was listed in May 2019, bought chips from TSMC.", "Huawei", "TSMC", "BUYS", None),
    ("en", "After Biden issued his rules in October 2022, Nvidia sold China the A800.", "Nvidia", "China", "SUPPLIES",
     None),
    ("en", "Bessent met He; on Monday Greer resigned.", "Bessent", "He", "MET_WITH", None),
    ("en", "Greer said on Monday that Huawei sold Iran the kit.", "Huawei", "Iran", "SUPPLIES", None),
    ("en", "China paused the ban on gallium until August 12.", "China", "gallium", "EASES", None),
    # open which
    ("en", "On Monday and on Tuesday Trump met Xi.", "Trump", "Xi", "MET_WITH", None),
    ("en", "Trump met Xi.", "Trump", "Xi", "MET_WITH", None),
    # the more precise of two that agree
    ("en", "In April Trump met Xi on April 9.", "Trump", "Xi", "MET_WITH", "2025-04-09"),
    ("ar", "التقى هوانغ ترامب في البيت الأبيض الخميس الماضي.", "هوانغ", "ترامب", "MET_WITH", "2025-04-17"),
    ("ar", "حظرت واشنطن أمس بيع الرقائق إلى هواوي.", "واشنطن", "هواوي", "RESTRICTS", "2025-04-17"),
    ("ar", "علّقت واشنطن القيود التي فرضتها بكين في مارس الماضي.", "واشنطن", "القيود", "EASES", None),
    ("ar", "مدّد ترامب الهدنة مع الصين حتى العاشر من نوفمبر.", "ترامب", "الصين", "AGREED_WITH", None),
    ("zh", "去年10月，美国商务部禁止英伟达出售A800。", "美国商务部", "英伟达", "RESTRICTS", "2024-10"),
    ("zh", "王文涛17日在北京会见了黄仁勋。", "王文涛", "黄仁勋", "MET_WITH", "2025-04-17"),
    ("zh", "中方将4月9日公布的管制措施暂停一年。", "中方", "管制措施", "EASES", None),
    ("zh", "彭博社12日报道，英伟达向华为出售芯片。", "英伟达", "华为", "SUPPLIES", None),
    ("zh", "如果美国明天把长鑫拉进清单，计划推迟。", "美国", "长鑫", "RESTRICTS", None),
    ("zh", "昨天，国家主席习近平同美国总统特朗普会晤。", "国家", "习近平", "HOLDS_POSITION", None),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "subject", "object_", "type_", "expected"), CASES)
def test_the_claims_own_date(
    language: str, text: str, subject: str, object_: str, type_: str, expected: str | None
) -> None:
    mentions = dates(text, language, "2025-04-18")
    ends = [(text.index(name), text.index(name) + len(name)) for name in (subject, object_)]
    assert event_date(mentions, (0, len(text)), ends[0], ends[1], text=text, type=type_) == expected


def test_a_date_within_a_name_is_not_the_claims() -> None:
    text = "Washington issued the October 2022 rules."
    mentions = dates(text, "en", "2025-04-18")
    assert event_date(mentions, (0, len(text)), (0, 10), (22, 40), text=text, type="ISSUED") is None


def test_dates_of_other_sentences_do_not_count() -> None:
    text = "Trump met Xi. On Monday he left."
    mentions = dates(text, "en", "2025-04-18")
    assert [m.value for m in mentions] == ["2025-04-14"]
    assert event_date(mentions, (0, 13), (0, 5), (10, 12), text=text, type="MET_WITH") is None
