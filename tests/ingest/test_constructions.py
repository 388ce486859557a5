"""What sure constructions, titles, repeats and the registry's background add to what is learned."""

from importlib.resources import files

import pytest

from graph.schema import RELATION_TYPES, allowed
from ingest.extract.constructions import Stated, constructions
from ingest.extract.features import Slot
from ingest.extract.mentions import Found
from ingest.extract.repeats import with_repeats
from ingest.extract.titles import with_titles
from ingest.registry import registry
from ingest.registry.background import background, contradicts, ties
from ingest.registry.hints import hinted


def slot(text: str, surface: str, label: str, entity: str) -> Slot:
    start = text.index(surface)
    return Slot(start, start + len(surface), label, entity, False, entity)


@pytest.mark.parametrize(
    ("language", "text", "surface"),
    [
        ("en", "Chinese President Xi Jinping spoke.", "Xi Jinping"),
        ("ar", "قال الرئيس الصيني شي جين بينغ", "شي جين بينغ"),
        ("zh", "中国国家主席习近平发表讲话", "习近平"),
    ],
)
def test_a_head_of_state_holds_a_post_in_the_state(language: str, text: str, surface: str) -> None:
    slots = [slot(text, surface, "Person", "xi-jinping")]
    stated = list(constructions(text, language, slots, frozenset({"china", "xi-jinping"})))
    assert stated == [Stated("xi-jinping", "HOLDS_POSITION", "china", "President")]
    assert list(constructions(text, language, slots, frozenset({"xi-jinping"}))) == []


@pytest.mark.parametrize(
    ("language", "text", "surface"),
    [
        ("en", "the Dutch chipmaker ASML grew", "ASML"),
        ("ar", "شركة «إيه إس إم إل» الهولندية", "إيه إس إم إل"),
        ("zh", "荷兰光刻机巨头阿斯麦表示", "阿斯麦"),
    ],
)
def test_nationality_in_an_introduction_is_a_seat(language: str, text: str, surface: str) -> None:
    stated = list(constructions(text, language, [slot(text, surface, "Company", "x")], frozenset({"netherlands", "x"})))
    assert stated == [Stated("x", "LOCATED_IN", "netherlands")]


def test_customers_of_a_firm_do_not_lend_it_their_nationality() -> None:
    text = "Chinese buyers of Nvidia waited."
    assert list(constructions(text, "en", [slot(text, "Nvidia", "Company", "nvidia")], frozenset({"china"}))) == []


def test_a_ban_named_by_what_it_bans_restricts_it() -> None:
    text = "The H20 export ban stays."
    slots = [slot(text, "H20 export ban", "Measure", "ban"), slot(text, "H20", "Product", "h20")]
    assert Stated("ban", "RESTRICTS", "h20") in list(constructions(text, "en", slots, frozenset({"h20", "ban"})))


def person(text: str, name: str) -> Found:
    start = text.index(name)
    return Found(start, start + len(name), "Person")


@pytest.mark.parametrize(
    ("language", "text", "name", "surface", "entry"),
    [
        ("en", "Then Senator Tom Cotton objected.", "Tom Cotton", "Senator", "united-states-senate"),
        ("en", "Republican Senator Tom Cotton objected.", "Tom Cotton", "Republican", "republican-party"),
        (
            "en",
            "Commerce Secretary Howard Lutnick spoke.",
            "Howard Lutnick",
            "Commerce",
            "united-states-department-of-commerce",
        ),
        ("ar", "قال وزير التجارة هوارد لوتنيك", "هوارد لوتنيك", "التجارة", "united-states-department-of-commerce"),
        ("zh", "共和党参议员科顿反对", "科顿", "参议员", "united-states-senate"),
    ],
)
def test_titles_before_a_person_name_bodies(language: str, text: str, name: str, surface: str, entry: str) -> None:
    found = {text[m.start : m.end]: m.entries for m in with_titles(text, language, [person(text, name)])}
    assert entry in found[surface]


def test_the_same_words_elsewhere_name_no_body() -> None:
    text = "Commerce grew. Howard Lutnick spoke."
    assert len(with_titles(text, "en", [person(text, "Howard Lutnick")])) == 1


def test_a_name_found_once_is_found_again() -> None:
    text = "Harlan Voss spoke.\nVoss left. Nobody saw Harlan Voss."
    found = with_repeats(text, "en", [person(text, "Harlan Voss")])
    assert [text[m.start : m.end] for m in found] == ["Harlan Voss", "Voss", "Harlan Voss"]


def test_who_speaks_again_and_again_in_a_transcript_is_a_person() -> None:
    text = "ليلى الحسن: مساء الخير.\nسامر العلي: أهلا.\nليلى الحسن: شكرا.\nسامر العلي: نعم."
    found = {text[m.start : m.end] for m in with_repeats(text, "ar", [])}
    assert {"ليلى الحسن", "سامر العلي"} <= found


def test_ties_are_between_entries_whose_labels_the_schema_allows_each_once() -> None:
    lines = files("ingest.registry").joinpath("ties.txt").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    for line in lines:
        subject, name, object_ = line.split()
        assert name in allowed(registry()[subject].label, registry()[object_].label), line
    assert {name for names in ties().values() for name in names} <= set(RELATION_TYPES)


def test_background_and_contradiction() -> None:
    assert "HOLDS_POSITION" in background("jensen-huang", "nvidia")
    assert "MAKES" in background("nvidia", "h20")
    assert "PART_OF" in background("bureau-of-industry-and-security", "united-states-department-of-commerce")
    assert background("nvidia", "no-such-entry") == ()
    assert "SUPPLIES" in background("taiwan-semiconductor-manufacturing-company", "nvidia")
    assert "COMPETES_WITH" in background("nvidia", "amd")
    assert "COMPETES_WITH" in background("amd", "nvidia")
    assert contradicts("gina-raimondo", "HOLDS_POSITION", "huawei")
    assert contradicts("bytedance", "MAKES", "h20")
    assert not contradicts("nvidia", "MAKES", "h20")
    assert not contradicts("jensen-huang", "HOLDS_POSITION", "nvidia")


def test_hints_count_for_their_own_label_alone() -> None:
    assert hinted("zh", "Country", "华") == ("china",)
    assert hinted("zh", "Company", "华") == ()
    assert hinted("en", "Place", "the Chinese capital") == ("beijing",)
    assert hinted("ar", "Place", "العاصمة الصينية") == ("beijing",)
