"""A run of ingest: the same in any number of workers, and one fault costs one article."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.dump import dump
from graph.errors import StoreUnavailable, TechTradeError
from graph.records import Article, Entity, Extraction, Mention
from graph.settings import Settings
from graph.store import Store, open_store
from ingest import extraction
from ingest.pipeline import extract
from ingest.readers import Options
from ingest.run import ingest
from tests.conftest import empty

SAMPLES = Path(__file__).parents[2] / "ingest" / "samples"


class Told:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.articles: list[int] = []
        self.faults: list[TechTradeError] = []

    def wrote(self, articles: int) -> None:
        self.articles.append(articles)

    def set_aside(self, fault: TechTradeError) -> None:
        self.faults.append(fault)


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[Store]:
    with open_store(Settings(data=tmp_path / "data", batch_articles=5)) as store:
        yield store


def test_samples_all_go_in(store: Store) -> None:
    told = Told()
    report = ingest(store, [str(SAMPLES)], Options(), replace(store.settings, batch_articles=5), told)
    assert report.articles == report.written.articles == sum(told.articles) == len(list(SAMPLES.glob("*.txt")))
    assert not report.set_aside
    assert report.written.claims
    again = ingest(store, [str(SAMPLES)], Options(), store.settings)
    assert again.written == type(again.written)(unchanged=report.articles)


def test_many_articles_by_workers_are_the_same_graph(
    embedded: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extraction, "_FEW", 20)
    lead = "Jensen Huang, chief executive of Nvidia, met Donald Trump in Washington."
    lines = [json.dumps({"title": f"Story {n}", "text": f"{lead} AMD made {n} chips."}) for n in range(70)]
    lines.insert(60, "{broken")
    many = tmp_path / "many.jsonl"
    many.write_text("\n".join(lines))
    dumps = []
    for workers in (1, 2):
        empty(embedded)
        report = ingest(embedded, [str(many)], Options(language="en"), replace(embedded.settings, workers=workers))
        assert report.articles == 70
        assert [fault.detail.split(":")[0] for fault in report.set_aside] == [f"{many}, line 61"]
        dumps.append(list(dump(embedded)))
    assert dumps[0] == dumps[1]


def test_a_fault_of_ours_costs_one_article(embedded: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(article: Article) -> Extraction:
        if article.title == "breaks":
            raise ZeroDivisionError("division by zero")
        if article.title == "contradicts":
            clash = Entity("nvidia", "Country", "Nvidia", registered=True)
            return Extraction(article, (clash,), (Mention("nvidia", 0, 4, "Nvidia"),))
        return extract(article)

    monkeypatch.setattr(extraction, "extract", faulty)
    for title in ("before", "breaks", "contradicts", "later"):
        (tmp_path / f"{title}.txt").write_text(f"{title}\n\nNvidia makes the H20 for China.\n")
    sources = [str(tmp_path / f"{title}.txt") for title in ("before", "breaks", "contradicts", "later")]
    told = Told()
    report = ingest(embedded, sources, Options(language="en"), embedded.settings, told)
    assert report.articles == 2
    assert tuple(told.faults) == report.set_aside
    broken, contradicting = (fault.detail for fault in report.set_aside)
    assert broken == f"{sources[1]}: extraction failed (ZeroDivisionError: division by zero)"
    assert contradicting.startswith(f"{sources[2]}: entity nvidia: a ")


def test_a_database_that_goes_away_keeps_what_was_written(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data", batch_articles=4)
    store = open_store(settings)

    class Closing(Told):
        def wrote(self, articles: int) -> None:
            super().wrote(articles)
            store.close()

    told = Closing()
    with pytest.raises(StoreUnavailable):
        ingest(store, [str(SAMPLES)], Options(), settings, told)
    assert told.articles == [4]
    with open_store(settings) as again:
        assert again.read("MATCH (article:Article) RETURN count(article) AS number") == [{"number": 4}]
