"""A claim is explained by what made it, exactly where its article is at hand."""

from importlib.resources import files

import pytest

from graph.queries.article import Article as ArticleQuery
from graph.records import LANGUAGES, Article, Claim, Extraction
from graph.schema import MODALITIES
from graph.store import Store
from graph.writing import write
from ingest.explaining import MOST, Explanation, explain, explain_stored
from ingest.extract.modality import modality_model
from ingest.extract.relations import relation_model
from ingest.extract.settling import settling_model
from ingest.glossing import gloss
from ingest.pipeline import extract


def read(text: str, language: str = "en") -> Extraction:
    return extract(Article(text.split("\n")[0], text, language, "Test", None, "2025-07-28"))


def sample(language: str) -> Extraction:
    folder = sorted(files("ingest.samples").iterdir(), key=lambda file: file.name)
    (path, *_) = [file for file in folder if file.name.startswith(language) and file.name.endswith(".txt")]
    return read(path.read_text("utf-8"), language)


def of(found: Extraction, type: str) -> Claim:
    return next(claim for claim in found.claims if claim.type == type)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_read_now_is_explained_exactly(language: str) -> None:
    found = sample(language)
    assert found.claims
    for claim in found.claims:
        why = explain(found, claim)
        assert why.exact, (claim, why.notes)
        assert why.made_by in ("classifier", "construction")
        assert all(claim.quote[seen.start : seen.end] == seen.text for seen in why.mentions)
        assert all(claim.quote[word.start : word.end] == word.text for word in why.words)
        assert {"subject", "object"} <= {seen.role for seen in why.mentions}


def test_the_weights_are_those_of_the_score() -> None:
    found = read("News\n\nNvidia makes the H20.")
    why = explain(found, of(found, "MAKES"))
    assert why.made_by == "classifier"
    assert why.relation
    assert why.relation.decided == "MAKES>"
    assert why.relation.probability > why.relation.needed
    assert why.settled
    assert why.settled.decided == "MAKES>"
    assert why.settled.probability == why.claim.confidence >= why.settled.needed
    assert 0 < len(why.relation.features) <= MOST
    sizes = [abs(one.weight) for one in why.relation.features]
    assert sizes == sorted(sizes, reverse=True)
    assert [word.text for word in why.words if word.carries] == ["makes"]
    seen = [one for one in why.relation.features if one.feature.startswith("M|MAKES")]
    assert seen
    assert seen[0].meaning.startswith("word for MAKES between the two")
    assert why.modality
    assert why.modality.decided == "asserted"
    assert {name for name, _ in why.modality.others} <= {*MODALITIES, "negated"}


def test_the_object_may_stand_first() -> None:
    found = read("News\n\nMicron was banned by China's commerce ministry.")
    why = explain(found, of(found, "RESTRICTS"))
    assert why.relation
    assert why.relation.decided == "RESTRICTS<"
    assert "passive" in {name for word in why.words for name in word.classes}


def test_a_construction_is_named() -> None:
    found = read("News\n\nThe H20 ban hurt.")
    why = explain(found, of(found, "RESTRICTS"))
    assert why.construction == "the subject's own name names the object, and what kind of thing it is"
    assert why.made_by == "construction"
    assert why.exact


def stored(store: Store, found: Extraction) -> list[Explanation]:
    write(store, [found])
    (row,) = store.run(ArticleQuery(article=found.article.id))
    return [explain_stored(row, one.claim.id) for one in row.claims]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_stored_is_explained_by_its_sentence(store: Store, language: str) -> None:
    found = sample(language)
    explained = stored(store, found)
    assert sorted(why.claim.id for why in explained) == sorted(claim.id for claim in found.claims)
    claims = {claim.id: claim for claim in found.claims}
    assert all(why.claim == claims[why.claim.id] for why in explained)
    assert sum(why.made_by != "unknown" for why in explained) > 0.7 * len(explained)
    assert any(why.exact for why in explained)
    for why in explained:
        assert why.exact or why.notes
        assert not (why.exact and why.made_by == "unknown")


def test_what_stood_for_a_name_is_found_again_or_said_to_be_lost(store: Store) -> None:
    text = "News\n\nNvidia grew. The company makes the H20."
    one = read(text)
    start, end = text.index("The company"), len(text)
    claim = Claim(
        one.article.id,
        "nvidia",
        "MAKES",
        "h20",
        text[start:end],
        start,
        end,
        published_at="2025-07-28",
        extractor="offline-1",
    )
    (why,) = stored(store, Extraction(one.article, one.entities, one.mentions, (claim,)))
    assert [(seen.text, seen.role, seen.reference) for seen in why.mentions] == [
        ("The company", "subject", True),
        ("H20", "object", False),
    ]
    assert why.notes[0] == "'The company' is taken to stand for Nvidia: no name of it stands here"
    assert why.relation
    lost = Claim(
        one.article.id,
        "nvidia",
        "MAKES",
        "h20",
        "Nvidia grew.",
        6,
        18,
        published_at="2025-07-28",
        extractor="offline-1",
    )
    (why,) = stored(store, Extraction(one.article, one.entities, one.mentions, (lost,)))
    assert why.notes[0] == "no name of H20 stands in the sentence, and what stood for it is not kept"
    assert not why.exact
    assert why.relation is None
    assert "does not give this claim" in why.notes[1]


def test_a_language_model_gives_no_reasons() -> None:
    found = read("News\n\nNvidia makes the H20.")
    offline = of(found, "MAKES")
    claim = Claim(
        offline.article, offline.subject, "USES", offline.object, offline.quote, offline.start, offline.end,
        extractor="model:small", confidence=0.7,
    )  # fmt: skip
    why = explain(found, claim)
    assert why.made_by == "model"
    assert not why.exact
    assert "a language model gives no reasons" in why.notes[0]
    assert why.relation
    assert why.relation.decided == "USES>"
    assert why.settled is None or why.settled.probability < why.settled.needed


def test_every_feature_of_the_models_can_be_said_in_words() -> None:
    unsaid = [
        one
        for model in (relation_model(), settling_model(), modality_model())
        for one in model.vocabulary
        if gloss(one) == one
    ]
    assert not unsaid[:20]
    assert gloss("en|M|ban|Company>Product") == "“ban” between the two (Company>Product)"
    assert gloss("zh|first||") == "“” first between ()"
    assert gloss("something|new") == "something|new"
