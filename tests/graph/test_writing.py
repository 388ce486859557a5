"""Writing is idempotent and order-free, withdrawing undoes it, on both engines to the same bytes."""

import json
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from graph.dump import dump
from graph.errors import NotFound, SchemaFault
from graph.records import Article, Claim, Entity, Extraction, Mention, entity_id
from graph.relations import derive
from graph.settings import Settings
from graph.store import Store, open_store
from graph.withdrawing import withdraw
from graph.writing import Written, write
from tests.conftest import empty
from tests.extractions import extraction

MANY = [extraction(number) for number in range(40)]


def bounded(store: Store, articles: int, rows: int) -> None:
    """Let the store write in batches of this size."""
    store.settings = replace(store.settings, batch_articles=articles, batch_rows=rows)


def test_writing_again_changes_nothing(store: Store) -> None:
    first = write(store, MANY)
    before, version = list(dump(store)), store.version()
    assert first.articles == 40
    assert first.claims == sum(len({claim.id for claim in one.claims}) for one in MANY)
    assert write(store, MANY) == Written(unchanged=40)
    assert list(dump(store)) == before
    assert store.version() == version


@pytest.mark.parametrize("seed", range(3))
def test_order_and_batches_do_not_matter(store: Store, seed: int) -> None:
    random_ = random.Random(seed)
    written = []
    for articles, rows in ((50, 5000), (1, 7), (7, 100)):
        empty(store)
        bounded(store, articles, rows)
        shuffled = random_.sample(MANY, len(MANY))
        write(store, shuffled[:25])
        write(store, shuffled[20:])
        written.append(list(dump(store)))
    bounded(store, 50, 5000)
    assert written[0] == written[1] == written[2]


@pytest.mark.neo4j
def test_both_engines_hold_the_same_graph(tmp_path: Path, neo4j_settings: Settings) -> None:
    dumps = []
    for settings in (Settings(data=tmp_path), neo4j_settings):
        with open_store(settings) as store:
            empty(store)
            write(store, MANY)
            for one in MANY[::3]:
                withdraw(store, one.article.id)
            dumps.append(list(dump(store)))
    assert dumps[0] == dumps[1]
    assert len(dumps[0]) > 500


def test_withdrawn_is_as_if_never_written(store: Store) -> None:
    kept, gone = MANY[:15], MANY[15:]
    write(store, kept)
    before = list(dump(store))
    write(store, gone)
    for one in gone:
        result = withdraw(store, one.article.id)
        assert {claim.id for claim in result.claims} == {claim.id for claim in one.claims}
        assert all(claim.quote for claim in result.claims)
    assert list(dump(store)) == before
    for one in kept:
        withdraw(store, one.article.id)
    assert list(dump(store)) == []


def test_an_article_that_is_not_there_cannot_be_withdrawn(store: Store) -> None:
    version = store.version()
    with pytest.raises(NotFound, match="article-nope"):
        withdraw(store, "article-nope")
    assert store.version() == version


def test_reading_an_article_anew_replaces_what_it_said(store: Store) -> None:
    others, old, new = MANY[:10], extraction(30), extraction(30, seed=1)
    assert old.article == new.article
    assert old.claims != new.claims
    write(store, [*others, new])
    wanted = list(dump(store))
    empty(store)
    write(store, [*others, old])
    assert list(dump(store)) != wanted
    result = write(store, [*others, new])
    assert (result.articles, result.unchanged) == (1, 10)
    assert result.removed_claims
    assert list(dump(store)) == wanted


def test_a_claim_with_another_confidence_stays_one_claim(store: Store) -> None:
    old = extraction(30)
    claims = tuple(replace(claim, confidence=0.1, properties={"kind": "other"}) for claim in old.claims)
    new = Extraction(old.article, old.entities, old.mentions, claims)
    write(store, [new])
    wanted = list(dump(store))
    empty(store)
    write(store, [old])
    recorded = store.read("MATCH (n:Claim) RETURN n.recordedAt AS at ORDER BY n.id")
    result = write(store, [new])
    assert (result.claims, result.removed_claims) == (len({claim.id for claim in claims}), 0)
    assert list(dump(store)) == wanted
    assert store.read("MATCH (n:Claim) RETURN n.recordedAt AS at ORDER BY n.id") == recorded


def test_threads_write_side_by_side(store: Store) -> None:
    write(store, MANY)
    wanted = list(dump(store))
    empty(store)
    bounded(store, 3, 5000)
    orders = [random.Random(seed).sample(MANY, len(MANY)) for seed in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda order: write(store, order), orders))
    bounded(store, 50, 5000)
    assert list(dump(store)) == wanted


def test_relations_are_the_sum_of_the_factual_claims(store: Store) -> None:
    write(store, MANY)
    supported: dict[tuple[str, str, str], list[Claim]] = {}
    for one in MANY:
        for claim in {claim.id: claim for claim in one.claims}.values():
            if claim.fact:
                supported.setdefault((claim.subject, claim.type, claim.object), []).append(claim)
    rows = store.read(
        "MATCH (a:Entity)-[r]->(b:Entity) RETURN a.id AS subject, type(r) AS type, b.id AS object, properties(r) AS r"
    )
    assert {(row["subject"], row["type"], row["object"]) for row in rows} == set(supported)
    for row in rows:
        claims = supported[row["subject"], row["type"], row["object"]]
        assert row["r"]["claims"] == len(claims)
        assert row["r"]["articles"] == len({claim.article for claim in claims})
        assert row["r"].get("firstDate") == min((c.event_date for c in claims if c.event_date), default=None)
        assert row["r"].get("lastPublished") == max((c.published_at for c in claims if c.published_at), default=None)


def test_names_are_those_that_most_articles_use(store: Store) -> None:
    id = entity_id("Company", "Acme")

    def said(number: int, language: str, name: str, *forms: str) -> Extraction:
        article = Article(f"T{number}", f"T{number}\n{name}", language)
        mentions = [Mention(id, 0, 1, form) for form in forms]
        mentions.append(Mention(id, 0, 1, "the firm", nominal=True))
        return Extraction(article, (Entity(id, "Company", name),), tuple(mentions))

    write(
        store,
        [
            said(1, "en", "ACME", "ACME"),
            said(2, "en", "Acme", "Acme", "Acme Inc"),
            said(3, "zh", "阿克米", "阿克米"),
            said(4, "ar", "أكمي", "أكمي"),
            said(5, "ar", "اكمي", "اكمي"),
            said(6, "ar", "اكمي", "اكمي"),
        ],
    )
    (node,) = (row["node"] for row in store.read("MATCH (node:Company) RETURN properties(node) AS node"))
    assert (node["name"], node["nameEn"], node["nameAr"], node["nameZh"]) == ("ACME", "ACME", "اكمي", "阿克米")
    assert node["aliases"] == sorted(["ACME", "Acme", "Acme Inc", "阿克米", "أكمي", "اكمي"])
    assert (node["articles"], node["registered"], node["posts"]) == (6, False, [])
    mention = store.read("MATCH (:Article {title: 'T2'})-[m:MENTIONS]->(:Entity) RETURN properties(m) AS m")
    assert mention == [{"m": {"count": 3, "forms": ["Acme", "Acme Inc"], "name": "Acme"}}]


def test_the_registry_goes_before_what_articles_say(store: Store) -> None:
    entity = Entity(
        "nvidia", "Company", "Nvidia", {"en": "Nvidia", "zh": "英伟达"}, ("NVDA",), "Q182477", "united-states",
        registered=True,
    )  # fmt: skip
    article = Article("T", "T\n輝達", "zh")
    write(store, [Extraction(article, (entity,), (Mention("nvidia", 2, 4, "輝達"),))])
    (row,) = store.read("MATCH (node:Entity:Company:Actor) RETURN properties(node) AS node")
    expected = {"name": "Nvidia", "nameEn": "Nvidia", "nameZh": "英伟达", "wikidata": "Q182477", "registered": True}
    assert expected.items() <= row["node"].items()
    assert row["node"]["aliases"] == ["NVDA", "輝達"]
    assert {"NVDA", "Nvidia", "英伟达", "輝達"} <= set(row["node"]["names"].split("\n"))


def test_a_symmetric_relation_stands_once(store: Store) -> None:
    a, b = Entity("a", "Person", "A", registered=True), Entity("b", "Person", "B", registered=True)
    article = Article("T", "T\nA met B. B met A.", "en", "Reuters")
    claims = tuple(Claim(article.id, *ends, article.text[2:10], 2, 10) for ends in (("a", "MET_WITH", "b"),))
    claims += (Claim(article.id, "b", "MET_WITH", "a", article.text[11:19], 11, 19, confidence=0.5),)
    write(store, [Extraction(article, (a, b), (), claims)])
    rows = store.read("MATCH (a)-[r:MET_WITH]->(b) RETURN a.id AS a, b.id AS b, r.claims AS n, r.confidence AS c")
    assert rows == [{"a": "a", "b": "b", "n": 2, "c": 1.0}]


def fault(kind: str) -> Extraction:
    """Return an extraction that contradicts itself or the graph."""
    article = Article("T", "T\nA met B.", "en")
    a, b = Entity("a", "Person", "A", registered=True), Entity("b", "Person", "B", registered=True)
    good = Claim(article.id, "a", "MET_WITH", "b", "A met B.", 2, 10)
    changes: dict[str, Extraction] = {
        "another label": Extraction(article, (Entity("known-0", "Person", "X", registered=True),)),
        "unlisted mention": Extraction(article, (a,), (Mention("c", 0, 1, "T"),)),
        "unlisted end": Extraction(article, (a,), (), (good,)),
        "not a number": Extraction(article, (a, b), (), (replace(good, confidence=float("nan")),)),
        "unknown property": Extraction(article, (a, b), (), (replace(good, properties={"mood": "x"}),)),
    }
    return changes[kind]


@pytest.mark.parametrize(
    "kind", ["another label", "unlisted mention", "unlisted end", "not a number", "unknown property"]
)
def test_a_contradiction_is_refused_and_nothing_of_its_batch_stays(store: Store, kind: str) -> None:
    known = Entity("known-0", "Company", "Known", registered=True)
    write(store, [Extraction(Article("K", "K\nK", "en"), (known,))])
    before = list(dump(store))
    with pytest.raises(SchemaFault, match=r"known-0|unlisted|not among|nan|mood"):
        write(store, [extraction(3), fault(kind)])
    assert list(dump(store)) == before


def test_a_dump_has_every_node_and_relation_once(store: Store) -> None:
    write(store, MANY)
    lines = list(dump(store))
    counted = Counter("node" if "labels" in json.loads(line) else "relation" for line in lines)
    assert counted["node"] == store.read("MATCH (n) WHERE NOT n:Graph RETURN count(n) AS n")[0]["n"]
    assert counted["relation"] == store.read("MATCH ()-[r]->() RETURN count(r) AS n")[0]["n"]
    assert len(set(lines)) == len(lines)
    assert not any("recordedAt" in line for line in lines)
    assert derive(("a", "MET_WITH", "b"), []) is None
