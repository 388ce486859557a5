"""Described measures: what their words say, how they are named, and when two descriptions mean one measure."""

from collections.abc import Mapping

import pytest

from graph.dump import dump
from graph.records import Article, Claim, Extraction
from graph.store import Store
from graph.writing import write
from ingest.extract.describing import Description, describe
from ingest.extract.linking import Linker
from ingest.extract.mentions import Found
from ingest.extract.naming import with_names
from ingest.extract.sentences import sentences
from ingest.pipeline import extract
from ingest.registry import registry
from tests.conftest import empty


def said(language: str, text: str, words: str) -> Description:
    start = text.index(words)
    found = describe(text, language, start, start + len(words), ())
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("language", "text", "words", "issuer", "qualifiers", "goods"),
    [
        ("en", "but the curbs on advanced chips hurt it", "curbs", "", (), ("advanced chips",)),
        ("en", "US chip export curbs remain", "curbs", "united-states", ("export",), ("chips",)),
        ("en", "China's gallium, germanium and antimony export controls.", "controls", "china", ("export",),
         ("antimony", "gallium", "germanium")),
        ("en", "the H20 chip ban was lifted", "ban", "", (), ("H20",)),
        ("en", "the port fees on Chinese-built ships", "port fees", "", ("port",), ("Chinese ships",)),
        ("en", "Dutch export restrictions on lithography machines", "restrictions", "netherlands", ("export",),
         ("lithography machines",)),
        ("ar", "خففت واشنطن قيود تصدير التكنولوجيا", "قيود تصدير", "", ("export",), ("technology",)),
        ("ar", "رفع القيود على الرقائق المتقدمة", "القيود", "", (), ("advanced chips",)),
        ("ar", "قيود الصين على تصدير الغاليوم والجرمانيوم", "قيود", "china", ("export",), ("gallium", "germanium")),
        ("ar", "الرسوم الأميركية على واردات الصلب والألمنيوم.", "الرسوم", "united-states", (), ("aluminium", "steel")),
        ("zh", "宣布对镓、锗相关物项实施出口管制", "出口管制", "", ("export",), ("gallium", "germanium")),
        ("zh", "中国稀土出口管制", "出口管制", "china", ("export",), ("rare earths",)),
        ("zh", "中方对美国汽车的关税", "关税", "china", (), ("American cars",)),
        ("zh", "H20芯片禁令", "芯片禁令", "", (), ("H20",)),
    ],
)  # fmt: skip
def test_a_description_says_whose_measure_it_is_and_on_what(
    language: str, text: str, words: str, issuer: str, qualifiers: tuple[str, ...], goods: tuple[str, ...]
) -> None:
    found = said(language, text, words)
    assert (found.issuer, found.qualifiers, found.goods) == (issuer, qualifiers, goods)


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "a 24 percent tariff", "tariff"),
        ("en", "tariffs of 24% on steel", "tariffs"),
        ("ar", "الرسوم الجمركية البالغة 24 في المئة", "الرسوم الجمركية"),
        ("ar", "رسوم بنسبة ٢٤٪ على الصلب", "رسوم"),
        ("zh", "加征24%的关税", "关税"),
    ],
)
def test_a_tariffs_rate_is_read(language: str, text: str, words: str) -> None:
    assert said(language, text, words).rate == "24%"


def test_where_the_goods_go_is_no_part_of_what_they_are() -> None:
    text = "Washington's sweeping curbs on exports of advanced chips to China"
    assert (said("en", text, "curbs").towards, said("en", text, "curbs").goods) == ("china", ("advanced chips",))
    assert said("zh", "美国对华芯片出口管制", "出口管制").towards == "china"
    assert said("ar", "القيود على تصدير الرقائق إلى الصين", "القيود").towards == "china"


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Chinese steel tariffs", "tariffs"),  # by China, or on its steel?
        ("en", "fresh US curbs on AI chips", "curbs"),
        ("en", "export controls on rare earths and related equipment", "export controls"),
        ("en", "tariffs on steel makers", "tariffs"),
        ("ar", "قيود جديدة على الرقائق", "قيود"),
        ("zh", "先进制程芯片出口管制", "出口管制"),
        ("zh", "对汽车芯片的出口管制", "出口管制"),
    ],
)
def test_what_is_not_wholly_read_is_left_open(language: str, text: str, words: str) -> None:
    assert said(language, text, words).open


def test_a_firm_whose_good_it_is_or_that_makes_it_is_not_what_the_measure_is_laid_on() -> None:
    assert said("en", "curbs on chip designers", "curbs").goods == ()
    found = named("en", "The curbs on Nvidia's H20 chips stay.", "curbs", others={"Nvidia": "nvidia"})
    assert names(found) == ["Restrictions on H20 (August 2025)"]


def named(
    language: str, text: str, *words: str, others: Mapping[str, str] | None = None, issued: str = "", title: str = "T"
) -> Extraction:
    """Link the words, each after the last, as measures, and others to the registry; name what was found.

    `issued` by which of the others the claims make the first measure.
    """
    text = f"{title}\n\n{text}"
    article = Article(title, text, language, "Test", None, "2025-08-12")
    found, at = [], 0
    for word in words:
        at = text.index(word, at)
        found.append(Found(at, at + len(word), "Measure"))
        at += len(word)
    for word, entry in (others or {}).items():
        start = text.index(word)
        found.append(Found(start, start + len(word), registry()[entry].label, False, (entry,)))
    spans = sentences(text)
    linked = Linker(article.id, text, language, article.published_at, spans).link(sorted(found, key=lambda m: m.start))
    claims: tuple[Claim, ...] = ()
    if issued:
        (measure,) = (entity.id for entity in linked.entities if entity.label == "Measure")
        start, end = next(span for span in spans if words[0] in text[slice(*span)])
        claims = (Claim(article.id, issued, "ISSUED", measure, text[start:end], start, end),)
    return with_names(Extraction(article, linked.entities, linked.mentions, claims))


def names(found: Extraction) -> list[str]:
    return [entity.name for entity in found.entities if entity.label == "Measure"]


def measures(found: Extraction) -> set[str]:
    return {entity.id for entity in found.entities if entity.label == "Measure"}


@pytest.mark.parametrize(
    ("language", "text", "words", "name"),
    [
        (
            "en",
            "It kept the 10 percent tariff on Chinese goods.",
            "tariff",
            "10% tariffs on Chinese goods (August 2025)",
        ),
        ("ar", "إن قيود تصدير التكنولوجيا تضر", "قيود تصدير", "Export restrictions on technology (August 2025)"),
        ("zh", "中国对镓锗的出口管制", "出口管制", "China's export controls on gallium and germanium"),
        ("en", "Nobody mentioned the tariffs.", "tariffs", "Tariffs (August 2025)"),
        ("ar", "لم يذكر أحد الرسوم الجمركية", "الرسوم الجمركية", "Tariffs (August 2025)"),
    ],
)
def test_a_measure_is_named_in_english_by_its_own_words(language: str, text: str, words: str, name: str) -> None:
    assert names(named(language, text, words)) == [name]


def test_a_measure_keeps_its_name_in_its_own_language() -> None:
    found = named("zh", "中国商务部宣布对镓锗的出口管制。", "出口管制")
    assert [entity.names["zh"] for entity in found.entities] == ["对镓锗的出口管制"]


def test_what_a_measure_hurts_is_not_what_it_is_laid_on() -> None:
    text = "Trade\n\nBeijing said the curbs on advanced chips hurt Nvidia."
    found = extract(Article("Trade", text, "en", None, None, "2025-08-12"))
    assert names(found) == ["Restrictions on advanced chips (August 2025)"]


def linked(text: str, *words: str) -> list[str]:
    return [mention.entity for mention in named("en", text, *words).mentions]


def test_one_measure_in_other_words_is_one_thing_within_a_story() -> None:
    text = "They eased the export controls on rare earths. The ban stays. The rare earth export controls had hurt."
    one, other, again = linked(text, "the export controls on rare earths", "ban", "rare earth export controls")
    assert one == again != other


def test_two_bans_in_one_story_stay_two() -> None:
    text = "The ban on cars came first. The ban on chips followed. The ban on cars went, and the ban stayed."
    cars, chips, cars_again, last = linked(text, "ban", "ban", "ban", "ban")
    assert cars == cars_again == last != chips
    text = "The US ban on chips met China's ban on chips."
    assert len(set(linked(text, "ban", "ban"))) == 2


def shared() -> list[Extraction]:
    """Return three stories of one measure; in the last only a claim tells whose it is."""
    return [
        named("en", "China's export controls on gallium and germanium hit prices.", "export controls"),
        named("ar", "ارتفعت الأسعار بعد ضوابط الصين على تصدير الغاليوم والجرمانيوم.", "ضوابط"),
        named(
            "zh", "中国商务部宣布对镓锗的出口管制。", "出口管制",
            others={"中国商务部": "ministry-of-commerce-of-china"}, issued="ministry-of-commerce-of-china",
        ),
    ]  # fmt: skip


def test_a_measure_whose_issuer_and_object_are_known_is_one_in_all_stories() -> None:
    found = shared()
    assert len(set.union(*map(measures, found))) == 1
    (claim,) = found[2].claims
    assert {claim.object} == measures(found[2])
    assert claim.object in {mention.entity for mention in found[2].mentions}


def test_descriptions_of_one_shared_measure_are_joined() -> None:
    text = "China's export controls on gallium stay. The curbs hurt. Chinese export controls on gallium hurt more."
    found = named("en", text, "China's export controls on gallium", "Chinese export controls on gallium")
    assert names(found) == ["China's export controls on gallium"]
    assert len(found.mentions) == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nobody liked the restrictions.", "restrictions"),
        ("Nobody liked the curbs on advanced chips.", "curbs"),  # whose?
        ("Fresh US export curbs on advanced chips are due.", "curbs"),  # not the old ones
        ("Nobody liked the US tariffs.", "tariffs"),  # on what?
        ("Nobody liked the US tariffs on Chinese goods.", "tariffs"),  # there are many
    ],
)
def test_what_is_not_singled_out_stays_each_storys_own(text: str, words: str) -> None:
    one, other = (measures(named("en", text, words, title=title)) for title in ("Monday", "Tuesday"))
    assert one
    assert not one & other


def test_a_rate_and_its_issuer_single_a_tariff_out() -> None:
    one = named("en", "China's 34% tariff stays.", "tariff")
    assert names(one) == ["China's 34% tariffs"]
    assert measures(one) == measures(named("zh", "中国34%的关税仍在。", "关税"))
    assert measures(one) != measures(named("en", "China's 10% tariff stays.", "tariff"))


def test_the_order_of_stories_does_not_matter(store: Store) -> None:
    stories = [*shared(), named("en", "Nobody liked the tariffs.", "tariffs")]
    dumps = []
    for order in (stories, stories[::-1], stories[2:] + stories[:2]):
        empty(store)
        write(store, order)
        dumps.append(list(dump(store)))
    assert dumps[0] == dumps[1] == dumps[2]
    assert store.read("MATCH (one:Measure {articles: 3}) RETURN one.name AS name") == [
        {"name": "China's export controls on gallium and germanium"}
    ]
