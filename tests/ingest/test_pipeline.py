"""The whole way from an article to its claims: what is sure, what must never happen, what hostile text does."""

from importlib.resources import files

import pytest

from graph.records import Article, Claim, Entity, Extraction
from graph.schema import RELATION_TYPES, allowed
from ingest.extract.claims import gate
from ingest.pipeline import extract


def read(text: str, language: str, date: str | None = "2025-07-28") -> Extraction:
    return extract(Article(text.split("\n")[0], text, language, "Test", None, date))


def triples(found: Extraction, facts: bool = True) -> set[tuple[str, str, str]]:
    return {(claim.subject, claim.type, claim.object) for claim in found.claims if claim.fact or not facts}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "News\n\nThe Bureau of Industry and Security, an agency of the U.S. Department of Commerce, acted."),
        ("ar", "خبر\n\nقال مكتب الصناعة والأمن التابع لوزارة التجارة الأمريكية إنه سيصدر بياناً."),
    ],
)
def test_a_bureau_is_part_of_its_department(language: str, text: str) -> None:
    bureau, department = "bureau-of-industry-and-security", "united-states-department-of-commerce"
    assert (bureau, "PART_OF", department) in triples(read(text, language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "News\n\nJensen Huang, the chief executive of Nvidia, spoke on Monday."),
        ("ar", "خبر\n\nتحدث جنسن هوانغ، الرئيس التنفيذي لشركة إنفيديا، يوم الاثنين."),
        ("zh", "新闻\n\n英伟达首席执行官黄仁勋周一发表讲话。"),
        ("zh", "新聞\n\n輝達執行長黃仁勳週一發表談話。"),
    ],
)
def test_a_post_is_found_in_every_language_with_its_title(language: str, text: str) -> None:
    found = read(text, language)
    claims = [c for c in found.claims if (c.subject, c.type, c.object) == ("jensen-huang", "HOLDS_POSITION", "nvidia")]
    assert claims
    assert claims[0].fact
    assert "Chief Executive" in claims[0].properties["title"]


def test_the_same_article_gives_the_same_extraction() -> None:
    text = "News\n\nThe Commerce Department banned Huawei. The company sued the department in Texas."
    assert read(text, "en") == read(text, "en")


@pytest.mark.parametrize("sample", ["en-01", "ar-01", "zh-01", "zh-04"])
def test_every_claim_obeys_the_schema_and_quotes_verbatim(sample: str) -> None:
    (path,) = [f for f in files("ingest.samples").iterdir() if f.name.startswith(sample) and f.name.endswith(".txt")]
    found = read(path.read_text("utf-8"), sample[:2])
    labels = {entity.id: entity.label for entity in found.entities}
    assert found.claims
    for claim in found.claims:
        assert found.article.text[claim.start : claim.end] == claim.quote
        assert claim.type in allowed(labels[claim.subject], labels[claim.object])
        assert 0 <= claim.confidence <= 1
    for mention in found.mentions:
        assert found.article.text[mention.start : mention.end] == mention.text
        assert mention.entity in labels


def test_the_gate_refuses_what_is_not_said() -> None:
    article = Article("T", "T\n\nAcme banned Bolt.", "en")
    labels = {"acme": "Company", "bolt": "Company", "geneva": "Place"}

    def claim(object: str = "bolt", quote: str = "Acme banned Bolt.", start: int = 3) -> Claim:
        return Claim(article.id, "acme", "RESTRICTS", object, quote, start, start + len(quote))

    right = claim()
    wrong = [claim(quote="Acme loved Bolt."), claim(start=4), claim(object="geneva"), claim(object="unknown")]
    assert list(gate(article, labels, [right, *wrong])) == [right]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\n",
        "🎉🎉🎉 🚀",
        "\u202e\u200b\u2066Nvidia\u2069 \u202cbanned \u200fHuawei",
        "ﺍﻟﺼﻴﻦ ﺗﺤﻈﺮ ﺍﻟﻤﻌﺎﺩﻥ",
        "A" * 100_000,
        "Huawei 华为 هواوي " * 200,
        "(((((((((" * 1000,
        "。！？" * 1000,
        ", and " * 5000,
    ],
)
@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_hostile_text_is_read_without_a_crash(language: str, text: str) -> None:
    found = read(text, language)
    assert all(claim.type in RELATION_TYPES for claim in found.claims)
    assert all(isinstance(entity, Entity) for entity in found.entities)
