"""Who is who, through real extraction: what the registry unites by itself, and what a decision unites and parts."""

import json
from pathlib import Path

import pytest

from graph.dump import dump
from graph.identity.deciding import join, part, undo
from graph.records import Article
from graph.store import Store
from graph.withdrawing import withdraw
from graph.writing import write
from ingest.pipeline import extract
from ingest.readers import Options
from ingest.run import ingest
from tests.conftest import empty


@pytest.mark.parametrize(
    ("language", "name", "text"),
    [
        ("en", "Jensen Huang", "Jensen Huang met Donald Trump in Washington."),
        ("zh", "黄仁勋", "英伟达首席执行官黄仁勋会见了特朗普。"),
        ("zh", "黃仁勳", "輝達執行長黃仁勳會見了川普。"),
        ("ar", "جنسن هوانغ", "التقى جنسن هوانغ الرئيس دونالد ترامب في واشنطن."),
        ("ar", "جينسن هوانغ", "التقى جينسن هوانغ الرئيس دونالد ترامب في واشنطن."),
        ("ar", "جنسن هوانج", "التقى جنسن هوانج الرئيس دونالد ترامب في واشنطن."),
        ("ar", "جينسن هوانج", "التقى جينسن هوانج الرئيس دونالد ترمب في واشنطن."),
    ],
)
def test_the_registry_unites_its_spellings(language: str, name: str, text: str) -> None:
    found = extract(Article("T", f"T\n{text}", language, published_at="2025-08-12"))
    assert {mention.entity for mention in found.mentions if mention.text == name} == {"jensen-huang"}
    assert ("donald-trump", "MET_WITH", "jensen-huang") in {(c.subject, c.type, c.object) for c in found.claims}


STORIES = {
    "en": "Talks in Beijing\nTrade adviser Li Wenzhao met Howard Lutnick in Beijing on Monday.",
    "zh": "会见\n商务部顾问李文昭周一在北京会见了卢特尼克。李文昭批评了该禁令。",
    "ar": "لقاء\nالتقى المستشار لي ون تشاو هوارد لوتنيك في بكين.",
}
SPELLINGS = ("Li Wenzhao", "李文昭", "لي ون تشاو")


def test_a_decision_unites_who_is_in_no_registry(store: Store, tmp_path: Path) -> None:
    sources = []
    for language, text in STORIES.items():
        path = tmp_path / f"{language}.json"
        title, body = text.split("\n")
        record = {"title": title, "text": body, "language": language, "publisher": language, "date": "2025-08-12"}
        path.write_text(json.dumps(record))
        sources.append(str(path))
    ingest(store, sources[:2], Options(), store.settings)
    first = join(store, "李文昭", "Li Wenzhao", "the same adviser, in Chinese")
    (one,) = store.read(_NAMED, name="Li Wenzhao")
    assert (one["name"], one["zh"], one["claims"]) == ("Li Wenzhao", "李文昭", 2)
    assert {"Li Wenzhao", "李文昭"} <= set(one["aliases"])
    ingest(store, sources, Options(), store.settings)
    second = join(store, "لي ون تشاو", "李文昭", "the same adviser, in Arabic")  # the name leads to the node they share
    assert second.decision.into == first.decision.into == one["id"]
    shown = list(dump(store))
    (one,) = store.read(_NAMED, name="Li Wenzhao")
    assert (one["ar"], one["claims"]) == ("لي ون تشاو", 3)
    # Articles that come again fall to the same node; undone, there are three nodes, as if nothing had been decided.
    articles = [row["id"] for row in store.read("MATCH (a:Article) RETURN a.id AS id ORDER BY id")]
    for article in articles:
        withdraw(store, article)
    ingest(store, sources[::-1], Options(), store.settings)
    assert list(dump(store)) == shown
    undo(store, first.decision.id)
    undo(store, second.decision.id)
    assert [len(store.read(_NAMED, name=name)) for name in SPELLINGS] == [1, 1, 1]
    undone = list(dump(store))
    empty(store)
    ingest(store, sources, Options(), store.settings)
    assert list(dump(store)) == undone


_NAMED = """
MATCH (one:Person {name: $name})
RETURN one.id AS id, one.name AS name, one.nameZh AS zh, one.nameAr AS ar, one.aliases AS aliases,
       COLLECT { MATCH (one)-[met:MET_WITH]-({id: 'howard-lutnick'}) RETURN met.claims }[0] AS claims
"""


def test_a_namesake_of_a_known_actor_is_parted(store: Store) -> None:
    known = extract(Article("Chips", "Chips\nJensen Huang, chief executive of Nvidia, met Donald Trump.", "en"))
    namesake = extract(Article("School", "School\nJensen Huang met Marcus Hale in Beijing.", "en"))
    write(store, [known, namesake])
    before = list(dump(store))
    made = part(store, "jensen-huang", [namesake.article.id], "a pupil of that name")
    (own,) = store.read(
        "MATCH (one:Person {id: $id}) RETURN one.name AS name, one.registered AS registered, one.wikidata AS wikidata, "
        "COLLECT { MATCH (one)-[:MET_WITH]-(other) RETURN other.name } AS met",
        id=made.decision.into,
    )
    assert own == {"name": "Jensen Huang", "registered": False, "wikidata": None, "met": ["Marcus Hale"]}
    write(store, [namesake, known])
    undo(store, made.decision.id)
    assert list(dump(store)) == before
