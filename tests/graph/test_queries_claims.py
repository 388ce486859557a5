"""Queries whose rows are sentences: the same answers on both databases."""

import pytest

from graph.queries.article import Article
from graph.queries.articles_on import ArticlesOn
from graph.queries.claims_between import ClaimsBetween
from graph.queries.claims_by_modality import ClaimsByModality
from graph.queries.claims_of_relation import ClaimsOfRelation
from graph.queries.recent_claims import RecentClaims
from graph.queries.rows import ClaimRow
from graph.queries.timeline import Timeline
from graph.records import relation_id
from graph.store import Store
from tests.graph.query_story import ARABIC, CHINESE, ENGLISH, UNDATED

Said = tuple[str, str, str]


def said(rows: list[ClaimRow]) -> list[Said]:
    return [(row.subject.id, row.claim.type, row.object.id) for row in rows]


def test_claims_of_a_relation_come_with_quote_and_article(told: Store) -> None:
    lobbied = relation_id("mara-lind", "LOBBIED", "trade-ministry")
    first, second = told.run(ClaimsOfRelation(relation=lobbied))
    assert first.claim.quote == ENGLISH.article.text[first.claim.start : first.claim.end]
    assert first.claim.quote.startswith("Mara Lind, chief executive of Orbis, lobbied")
    assert (first.claim.modality, first.claim.attributed_to) == ("reported", "two officials")
    assert (first.claim.event_date, first.claim.date_precision) == ("2025-02", "month")
    assert (first.article.title, first.article.publisher) == ("New rule on chips", "The Courier")
    assert (first.article.url, first.article.published_at) == ("https://news.example/2025-03-10", "2025-03-10")
    assert (first.subject.name, first.object.label) == ("Mara Lind", "GovernmentBody")
    assert (second.article.language, second.claim.quote) == ("zh", "林德7月2日再次游说贸易部。")
    assert told.run(ClaimsOfRelation(relation=lobbied, limit=1, offset=1)) == [second]


def test_facts_alone_can_be_asked_for(told: Store) -> None:
    met = relation_id("mara-lind", "MET_WITH", "trade-ministry")
    (denied,) = told.run(ClaimsOfRelation(relation=met))
    assert (denied.claim.polarity, denied.claim.fact) == ("negated", False)
    assert told.run(ClaimsOfRelation(relation=met, facts_only=True)) == []
    assert told.run(ClaimsOfRelation(relation="relation-of-nothing")) == []


def test_claims_between_two(told: Store) -> None:
    rows = told.run(ClaimsBetween(actor="helix", other="orbis"))
    assert [type for _, type, _ in said(rows)] == ["PAYS", "INVESTS_IN", "SUPPLIES", "COMPETES_WITH"]
    assert said(told.run(ClaimsBetween(actor="orbis", other="helix", facts_only=True))) == [
        ("helix", "COMPETES_WITH", "orbis")
    ]
    assert said(told.run(ClaimsBetween(actor="orbis", other="helix", direction="in"))) == [
        ("helix", "COMPETES_WITH", "orbis")
    ]
    assert len(told.run(ClaimsBetween(actor="orbis", other="helix", direction="out"))) == 3
    assert len(told.run(ClaimsBetween(actor="orbis", other="helix", types=("PAYS",)))) == 1


@pytest.mark.parametrize(
    ("query", "types"),
    [
        (ClaimsByModality(), ["SUPPLIES", "MET_WITH", "INVESTS_IN", "PAYS"]),
        (ClaimsByModality(kinds=("planned", "hypothetical")), ["SUPPLIES", "INVESTS_IN"]),
        (ClaimsByModality(kinds=("negated",)), ["MET_WITH"]),
        (ClaimsByModality(actor="orbis", kinds=("alleged",)), ["PAYS"]),
        (ClaimsByModality(actor="mara-lind"), ["MET_WITH"]),
        (ClaimsByModality(types=("PAYS", "SUPPLIES")), ["SUPPLIES", "PAYS"]),
        (ClaimsByModality(since="2025-06", until="2025-06"), ["MET_WITH", "INVESTS_IN"]),
        (ClaimsByModality(limit=2, offset=1), ["MET_WITH", "INVESTS_IN"]),
        (ClaimsByModality(actor="nobody"), []),
    ],
)
def test_what_is_no_fact_is_found_and_shown_as_such(told: Store, query: ClaimsByModality, types: list[str]) -> None:
    rows = told.run(query)
    assert [row.claim.type for row in rows] == types
    assert not any(row.claim.fact for row in rows)


def test_timeline_goes_by_date_the_undated_last(told: Store) -> None:
    rows = told.run(Timeline(actor="mara-lind"))
    assert [(row.claim.event_date, row.claim.type) for row in rows] == [
        ("2025", "PARTICIPATED_IN"), ("2025-02", "LOBBIED"), ("2025-05-30", "SIGNED"), ("2025-07-02", "LOBBIED"),
        (None, "HOLDS_POSITION"), *[(None, row.claim.type) for row in rows[5:]],
    ]  # fmt: skip
    assert {row.claim.type for row in rows[5:]} == {"HOLDS_POSITION", "MET_WITH"}
    assert rows[:4] == told.run(Timeline(actor="mara-lind", undated=False))
    facts = told.run(Timeline(actor="mara-lind", facts_only=True))
    assert [row.claim.type for row in facts].count("MET_WITH") == 0


@pytest.mark.parametrize(
    ("since", "until", "dates"),
    [
        (None, "2025-05", ["2025", "2025-02", "2025-05-30"]),
        (None, "2025-05-29", ["2025", "2025-02"]),
        (None, "2025-02-01", ["2025", "2025-02"]),
        (None, "2025-01-31", ["2025"]),
        (None, "2024", []),
        ("2025", None, ["2025", "2025-02", "2025-05-30", "2025-07-02"]),
        ("2025-01-01", None, ["2025", "2025-02", "2025-05-30", "2025-07-02"]),
        ("2025-02-01", None, ["2025-02", "2025-05-30", "2025-07-02"]),
        ("2025-02-02", "2025-06", ["2025-05-30"]),
    ],
)
def test_vague_dates_begin_with_their_first_day(
    told: Store, since: str | None, until: str | None, dates: list[str]
) -> None:
    rows = told.run(Timeline(actor="mara-lind", since=since, until=until, undated=False))
    assert [row.claim.event_date for row in rows] == dates


def test_timeline_of_a_measure(told: Store) -> None:
    assert said(told.run(Timeline(actor="chip-rule"))) == [
        ("chip-rule", "RESTRICTS", "x9"), ("export-office", "ISSUED", "chip-rule"),
    ]  # fmt: skip


def test_recent_claims_newest_first(told: Store) -> None:
    rows = told.run(RecentClaims(since="2025-06-02"))
    assert [row.article.id for row in rows] == [CHINESE.article.id] * 8 + [ARABIC.article.id] * 9
    assert said(rows)[0] == ("trade-ministry", "EASES", "x9")
    assert said(told.run(RecentClaims(since="2025-06", actor="helix", facts_only=True))) == [
        ("tariq-nasser", "HOLDS_POSITION", "helix")
    ]
    assert len(told.run(RecentClaims(since="2025", until="2025-03"))) == len(ENGLISH.claims)
    assert {row.article.language for row in told.run(RecentClaims(since="2025", languages=("ar", "zh")))} == {
        "ar",
        "zh",
    }
    assert [row.claim.type for row in told.run(RecentClaims(since="2025", types=("EASES",)))] == ["EASES", "EASES"]
    assert told.run(RecentClaims(since="2025-07-21")) == []
    assert told.run(RecentClaims(since="2025-06-02", limit=3, offset=7)) == rows[7:10]


def test_articles_on_an_actor(told: Store) -> None:
    rows = told.run(ArticlesOn(actor="orbis"))
    ids = [one.article.id for one in (CHINESE, ARABIC, ENGLISH, UNDATED)]
    assert [row.article.id for row in rows] == ids
    assert [(row.mentions, row.claims) for row in rows] == [(1, 1), (2, 2), (3, 3), (1, 1)]
    assert [row.article.id for row in told.run(ArticlesOn(actor="orbis", languages=("en",)))] == ids[2:]
    assert [row.article.id for row in told.run(ArticlesOn(actor="orbis", since="2025-06", until="2025-06"))] == [ids[1]]
    assert [row.article.id for row in told.run(ArticlesOn(actor="orbis", limit=2, offset=1))] == ids[1:3]


def test_one_article_with_what_was_found_in_it(told: Store) -> None:
    (row,) = told.run(Article(article=ENGLISH.article.id))
    assert (row.title, row.publisher, row.sha256) == ("New rule on chips", "The Courier", ENGLISH.article.sha256)
    assert [(one.id, one.count) for one in row.mentions][:3] == [("orbis", 3), ("x9", 3), ("chip-rule", 2)]
    assert [one.claim.start for one in row.claims] == sorted(claim.start for claim in ENGLISH.claims)
    assert {(one.subject.id, one.claim.type, one.object.id) for one in row.claims} == {
        (claim.subject, claim.type, claim.object) for claim in ENGLISH.claims
    }
    assert told.run(Article(article="article-of-nothing")) == []
