"""The scorer, on an article small enough to count by hand."""

import json
from pathlib import Path

import pytest

from graph.errors import BadInput
from graph.records import Article, Claim, Entity, Extraction, Mention
from ingest.evaluation import Tally, evaluate

TEXT = "Title\n\nAcme banned Bolt. Acme may sue Corvex. 华为 sells."


def gold(folder: Path) -> None:
    def mention(surface: str) -> dict[str, object]:
        start = TEXT.index(surface)
        return {"text": surface, "start": start, "end": start + len(surface)}

    def relation(subject: str, type: str, object: str, quote: str, modality: str = "asserted") -> dict[str, object]:
        start = TEXT.index(quote)
        row = {"subject": subject, "type": type, "object": object, "quote": quote, "modality": modality}
        return row | {"start": start, "end": start + len(quote), "polarity": "affirmed"}

    document = {
        "title": "Title",
        "language": "en",
        "publishedAt": "2025-01-01",
        "entities": [
            {"name": "Acme", "label": "Company", "mentions": [mention("Acme")]},
            {"name": "Bolt", "label": "Company", "mentions": [mention("Bolt")]},
            {"name": "Corvex", "label": "Company", "mentions": [mention("Corvex")]},
            {"name": "Huawei", "label": "Company", "wikidata": "Q160120", "mentions": [mention("华为")]},
        ],
        "relations": [
            relation("Acme", "RESTRICTS", "Bolt", "Acme banned Bolt.") | {"eventDate": "2025-01"},
            relation("Acme", "INVESTIGATES", "Corvex", "Acme may sue Corvex.", "hypothetical"),
            relation("Acme", "COMPETES_WITH", "Bolt", "Acme banned Bolt."),
        ],
    }
    (folder / "en-01.txt").write_text(TEXT, encoding="utf-8")
    (folder / "en-01.json").write_text(json.dumps(document), encoding="utf-8")


def extractor(article: Article) -> Extraction:
    """Find Acme, Bolt, Corvex and Huawei, one right fact, one false fact, one wrong type; miss the rivalry."""
    entities = [
        Entity("acme", "Company", "ACME"),
        Entity("bolt", "Company", "Bolt"),
        Entity("corvex", "Organization", "Corvex"),
        Entity("huawei", "Company", "华为技术", wikidata="Q160120"),
        Entity("title", "Event", "Title"),
    ]
    mentions = [Mention("acme", 7, 11, "Acme"), Mention("huawei", 46, 48, "华为")]
    spans = {"ban": (7, 24), "sue": (25, 45)}

    def claim(subject: str, type: str, object: str, at: str, date: str | None = None) -> Claim:
        start, end = spans[at]
        return Claim(article.id, subject, type, object, article.text[start:end], start, end, event_date=date)

    claims = [
        claim("acme", "RESTRICTS", "bolt", "ban", "2025-01-09"),
        claim("acme", "INVESTIGATES", "corvex", "sue"),
        claim("bolt", "SUPPLIES", "acme", "ban"),
    ]
    return Extraction(article, tuple(entities), tuple(mentions), tuple(claims))


@pytest.fixture
def tally(tmp_path: Path) -> Tally:
    gold(tmp_path)
    return evaluate(tmp_path, extractor)["en"]


def test_entities_are_paired_by_wikidata_id_and_folded_name_and_counted_with_their_label(tally: Tally) -> None:
    # Acme, Bolt and Huawei are right; Corvex has the wrong label, so it is wrong and missed; Title is wrong.
    assert (tally.entities.right, tally.entities.wrong, tally.entities.missed) == (3, 2, 1)


def test_relations_are_scored_by_type_and_strictly(tally: Tally) -> None:
    assert (tally.typed.right, tally.typed.wrong, tally.typed.missed) == (2, 1, 1)
    assert (tally.strict.right, tally.strict.wrong, tally.strict.missed) == (1, 2, 2)
    assert (tally.pairs.right, tally.pairs.wrong, tally.pairs.missed) == (2, 0, 0)
    assert tally.types["RESTRICTS"].figures()["f1"] == 1.0
    assert tally.types["COMPETES_WITH"].figures()["recall"] == 0.0


def test_a_hypothesis_stored_as_a_fact_is_counted(tally: Tally) -> None:
    assert (tally.false_facts, tally.gold_non_facts) == (1, 1)


def test_confusions_name_gold_and_predicted_type(tally: Tally) -> None:
    assert tally.confusions[("COMPETES_WITH", "SUPPLIES")] == 1


def test_dates_agree_at_the_coarser_precision(tally: Tally) -> None:
    assert (tally.dates, tally.dates_right) == (1, 1)


def test_quotes_are_checked(tally: Tally) -> None:
    assert (tally.quotes, tally.bad_quotes) == (3, 0)


def test_figures_are_plain_data(tally: Tally) -> None:
    figures = json.loads(json.dumps(tally.figures()))
    assert figures["relationsTyped"] == {
        "precision": 0.667, "recall": 0.667, "f1": 0.667, "right": 2, "wrong": 1, "missed": 1,
    }  # fmt: skip


def test_a_folder_without_annotated_articles_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no annotated article"):
        evaluate(tmp_path, extractor)


def test_an_annotation_that_is_none_is_named(tmp_path: Path) -> None:
    gold(tmp_path)
    (tmp_path / "en-01.json").write_text("{", encoding="utf-8")
    with pytest.raises(BadInput, match=r"en-01\.json"):
        evaluate(tmp_path, extractor)
