"""A relation is the sum of its claims: order-free, monotone, and careful about who is independent."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from graph.records import Article
from graph.relations import Support, derive

KEY = ("a", "LOBBIED", "b")
DATES = st.sampled_from([None, "2024", "2024-05", "2025-01-02"])
SUPPORTS = st.lists(
    st.builds(
        Support,
        claim=st.uuids().map(str),
        article=st.sampled_from("pqrs"),
        publisher=st.sampled_from([None, "Reuters", "REUTERS ", "Xinhua", "新华社"]),
        story=st.sampled_from("xyz"),
        confidence=st.floats(0, 1),
        event_date=DATES,
        published_at=DATES,
        properties=st.dictionaries(st.sampled_from(["title", "kind"]), st.sampled_from(["x", "y"])),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda one: one.claim,
)


def said(claim: str, publisher: str | None, story: str, confidence: float = 0.5) -> Support:
    return Support(claim, f"article {claim}", publisher, story, confidence)


@given(SUPPORTS, st.randoms())
def test_order_does_not_matter(supports: list[Support], random_: object) -> None:
    shuffled = list(supports)
    random_.shuffle(shuffled)  # type: ignore[attr-defined]
    assert derive(KEY, shuffled) == derive(KEY, supports)


@given(SUPPORTS)
def test_bounds(supports: list[Support]) -> None:
    relation = derive(KEY, supports)
    assert relation
    assert relation.claims == len(supports) >= relation.articles
    assert 1 <= relation.origins <= len(supports)
    assert max(one.confidence for one in supports) - 1e-4 <= relation.confidence <= 1
    assert (relation.first_date is None) == (relation.last_date is None)
    assert (relation.first_date or "") <= (relation.last_date or "")


@given(SUPPORTS)
def test_a_copy_of_a_story_adds_no_confidence(supports: list[Support]) -> None:
    before = derive(KEY, supports)
    copy = replace(supports[0], claim="copy", article="copy", publisher="Somebody Else", confidence=0.0)
    after = derive(KEY, [*supports, copy])
    assert before
    assert after
    assert (after.origins, after.confidence) == (before.origins, before.confidence)
    assert after.claims == before.claims + 1


@given(SUPPORTS)
def test_an_independent_voice_adds_an_origin(supports: list[Support]) -> None:
    before = derive(KEY, supports)
    after = derive(KEY, [*supports, said("new", "Somebody Else", "another story")])
    assert before
    assert after
    assert after.origins == before.origins + 1
    assert after.confidence >= before.confidence


def test_origins_are_joined_through_others() -> None:
    supports = [said("1", "Reuters", "x"), said("2", "Xinhua", "x"), said("3", "Xinhua", "y"), said("4", "AFP", "z")]
    relation = derive(KEY, supports)
    assert relation
    assert (relation.origins, relation.confidence) == (2, 0.75)
    relation = derive(KEY, [*supports, said("5", "AFP", "y")])
    assert relation
    assert (relation.origins, relation.confidence) == (1, 0.5)


def test_articles_without_a_publisher_are_one_origin() -> None:
    relation = derive(KEY, [said("1", None, "x"), said("2", None, "y"), said("3", "", "z")])
    assert relation
    assert (relation.origins, relation.articles) == (1, 3)


def test_differing_properties_stand_side_by_side() -> None:
    supports = [
        replace(said("1", "A", "x"), properties={"title": "head"}, event_date="2025-03", published_at="2025-04-01"),
        replace(said("2", "B", "y"), properties={"title": "chief", "kind": "k"}, event_date="2024"),
        replace(said("3", "C", "z"), properties={"title": "head"}, published_at="2025-02-01"),
    ]
    relation = derive(KEY, supports)
    assert relation
    assert relation.properties == {"kind": "k", "title": "chief; head"}
    assert (relation.first_date, relation.last_date) == ("2024", "2025-03")
    assert (relation.first_published, relation.last_published) == ("2025-02-01", "2025-04-01")


def test_copies_of_a_story_have_its_fingerprint() -> None:
    story = Article("A title", "A title\nBeijing said: no, and “never”.", "en", "Reuters").story
    assert Article("Another", "Another\nBEIJING said no and never", "en", "AFP").story == story
    assert Article("A title", "A title\nBeijing said: yes.", "en", "Reuters").story != story
    assert Article("One", "One", "en").story != Article("Two", "Two", "en").story
    assert Article("…", "…", "en").story != Article("—", "—", "en").story
