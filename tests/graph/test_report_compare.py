"""What changed between two dates of knowledge."""

import json

import jsonschema_rs
import pytest

from graph.errors import BadInput, NotFound
from graph.influence.paths import Search
from graph.influence.snapshot import Cutoff
from graph.report import schemas
from graph.report.comparing import compare
from graph.report.comparison import COMPARISON_SCHEMA, Change, Comparison
from graph.report.data import influence_report
from graph.store import Store
from graph.writing import write
from tests.story import Story, extractions


@pytest.fixture
def told(store: Store) -> Store:
    early = (
        Story("Chip maker and bureau", "en", "The Harbour Courier", "2025-01-10")
        .tell("Lena Roth, chief executive of Quarzo Semiconductor, met the Bureau of Export Licensing.",
              ("lena-roth", "HOLDS_POSITION", "quarzo", {"confidence": 0.9}),
              ("lena-roth", "MET_WITH", "trade-bureau", {"confidence": 0.8}))
        .tell("The bureau issued the rule in December 2024.",
              ("trade-bureau", "ISSUED", "licence-rule", {"event_date": "2024-12", "confidence": 0.9}))
        .tell("The rule restricts the Q7, which Quarzo makes.",
              ("licence-rule", "RESTRICTS", "q7", {"event_date": "2024-12", "confidence": 0.9}),
              ("quarzo", "MAKES", "q7", {"confidence": 0.6}))
    ).extraction()  # fmt: skip
    late = (
        Story("出口许可局放宽规定", "zh", "海港日报", "2025-03-01")
        .tell("2月1日，罗特与出口许可局会面。",
              ("lena-roth", "MET_WITH", "trade-bureau", {"event_date": "2025-02-01", "confidence": 0.8}))
        .tell("出口许可局随后放宽了该规定，夸尔佐半导体表示支持。",
              ("trade-bureau", "EASES", "licence-rule", {"event_date": "2025-02-20", "confidence": 0.8}),
              ("quarzo", "SUPPORTS", "licence-rule", {"confidence": 0.5}))
        .tell("Q7由夸尔佐半导体制造，公司前首席执行官是罗特。",
              ("quarzo", "MAKES", "q7", {"confidence": 0.9}),
              ("lena-roth", "HOLDS_POSITION", "quarzo", {"confidence": 0.9, "former": "true"}))
        .tell("出口许可局否认曾发布该规定。",
              ("trade-bureau", "ISSUED", "licence-rule", {"polarity": "negated", "confidence": 0.9}))
    ).extraction()  # fmt: skip
    write(store, [late, early])
    return store


def by_way(made: Comparison) -> dict[tuple[str, ...], Change]:
    return {tuple(actor.id for actor in one.actors[1:-1]): one for one in made.changes}


def test_what_appeared_vanished_and_grew(told: Store) -> None:
    made = compare(told, "Lena Roth", "Q7", "2025-01-31", "2025-03")
    found = by_way(made)
    assert {way: one.kind for way, one in found.items()} == {
        ("quarzo",): "stronger",
        ("trade-bureau", "licence-rule"): "stronger",
        ("quarzo", "licence-rule"): "appeared",
    }
    assert made.then.strength == pytest.approx(0.9 * 0.9 * 0.8 * 0.6, abs=1e-6)
    assert made.now.strength == pytest.approx(0.9 * 0.99 * 0.8 * 0.96, abs=1e-6)
    assert (made.then.paths, made.now.paths) == (2, 3)
    assert made.now.weakest
    assert (made.now.weakest.source.id, made.now.weakest.origins) == ("quarzo", 2)

    grown = found["quarzo",]
    assert (grown.then and grown.then.rank, grown.now and grown.now.rank) == (1, 1)
    _, makes = grown.hops
    assert makes.then
    assert makes.now
    assert (makes.then.origins, makes.now.origins) == (1, 2)
    assert [claim.quote for claim in makes.new] == ["Q7由夸尔佐半导体制造，公司前首席执行官是罗特。"]
    assert list(made.articles) == [makes.new[0].article_id]
    assert made.articles[makes.new[0].article_id].publisher == "海港日报"

    new = found["quarzo", "licence-rule"]
    assert new.then is None
    assert new.reason == "nothing published by 2025-01-31 says so of Quarzo Semiconductor → Q7 licence rule"
    assert [hop.then and hop.then.type for hop in new.hops] == ["HOLDS_POSITION", None, "RESTRICTS"]


def test_what_is_said_since_against_a_path(told: Store) -> None:
    found = by_way(compare(told, "lena-roth", "q7", "2025-01-31", "2025-03"))
    holds, _ = found["quarzo",].hops
    assert [claim.properties for claim in holds.against] == [{"former": "true"}]
    _, issued, restricts = found["trade-bureau", "licence-rule"].hops
    assert [(claim.type, claim.polarity) for claim in issued.against] == [("ISSUED", "negated")]
    assert [(claim.type, claim.quote) for claim in restricts.against] == [
        ("EASES", "出口许可局随后放宽了该规定，夸尔佐半导体表示支持。")
    ]
    assert "it is eased, over, or was not so" in compare(told, "lena-roth", "q7", "2025-01-31", "2025-03").answer


def test_a_date_that_becomes_known_can_forbid_a_path(told: Store) -> None:
    asked = ("lena-roth", "licence-rule", "2025-02", "2025-03-01")
    search = Search(types=frozenset({"MET_WITH", "ISSUED"}))
    made = compare(told, *asked, search=search)
    (gone,) = made.changes
    assert gone.kind == "vanished"
    assert gone.now is None
    assert gone.reason == (
        "by 2025-03-01 time forbids it: Bureau of Export Licensing → Q7 licence rule is dated 2024-12 at the latest, "
        "before Lena Roth → Bureau of Export Licensing (2025-02-01): it cannot have passed that on"
    )
    assert made.now.strength == 0
    assert "By 2025-03-01 there is none any more; by 2025-02 the strongest has strength" in made.answer
    still = compare(told, *asked, search=search, any_order=True)
    assert [one.kind for one in still.changes] == ["stronger"]


def test_each_side_is_what_the_report_of_that_date_says(store: Store) -> None:
    write(store, list(extractions()))
    for then, now in (("2025-06-05", "2025-07-15"), ("2025-07-15", "2025-07-16"), ("2025-06", "2026")):
        made = compare(store, "lena-roth", "ministry", then, now)
        for date, side in ((then, made.then), (now, made.now)):
            report = influence_report(store, "lena-roth", "ministry", cutoff=Cutoff(known_at=date))
            assert side.strength == (report.paths[0].strength if report.paths else 0)
            assert side.graph == report.graph
            ranks = {
                tuple(actor.id for actor in one.actors): standing.rank
                for one in made.changes
                if (standing := one.then if side is made.then else one.now) and standing.rank
            }
            assert ranks == {tuple(actor.id for actor in path.actors): path.rank for path in report.paths}
        new = [claim for one in made.changes for hop in one.hops for claim in hop.new]
        assert new
        for claim in new:
            published = claim.published_at or ""
            assert published[: len(then)] > then
            assert published[: len(now)] <= now
            assert claim.article_id in made.articles


def test_nothing_changes_between_a_date_and_itself(told: Store) -> None:
    made = compare(told, "lena-roth", "q7", "2025-03-01", "2025-03-01")
    assert {one.kind for one in made.changes} == {"unchanged"}
    assert not any(hop.new or hop.against for one in made.changes for hop in one.hops)
    assert made.then.strength == made.now.strength


def test_no_path_at_either_date(told: Store) -> None:
    made = compare(told, "q7", "lena-roth", "2025-01", "2025-03")
    assert made.changes == ()
    assert made.answer.endswith("neither then nor now is a way known by which influence ran from Q7 to Lena Roth.")


def test_json_is_as_the_published_schema_says_and_always_the_same(told: Store) -> None:
    made = compare(told, "lena-roth", "q7", "2025-01-31", "2025-03", 3)
    text = made.model_dump_json(by_alias=True)
    jsonschema_rs.validator_for(schemas.schema(COMPARISON_SCHEMA)).validate(json.loads(text))
    assert compare(told, "莱娜·罗特", "Q7", "2025-01-31", "2025-03", 3).model_dump_json(by_alias=True) == text
    assert made.request.command == (
        "techtrade compare lena-roth q7 --paths 3 --max-hops 6 --min-origins 1 --then 2025-01-31 --now 2025-03"
    )
    assert made.request.address.startswith("/v1/compare?source=lena-roth&target=q7&paths=3&")


@pytest.mark.parametrize(
    ("then", "now", "message"),
    [
        ("2025-03-02", "2025-03-01", "then: 2025-03-02 is later than now: 2025-03-01"),
        ("2025", "2025-03-01", "then: 2025 is later than now: 2025-03-01"),
        ("soon", "2025", "then: 'soon' is no date"),
        ("2025", "2025-02-30", "now: '2025-02-30' is no date"),
    ],
)
def test_dates_that_make_no_sense(told: Store, then: str, now: str, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        compare(told, "lena-roth", "q7", then, now)


def test_ends_that_make_no_sense(told: Store) -> None:
    with pytest.raises(NotFound, match="no actor 'Lina Rot'") as raised:
        compare(told, "Lina Rot", "q7", "2025-01", "2025-03")
    assert raised.value.errors[0].startswith("lena-roth")
