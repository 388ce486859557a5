"""Controls in force, and measures: the same answers on both databases."""

import pytest

from graph.queries.controls_on import ControlsOn
from graph.queries.measures_by_issuer import MeasuresByIssuer
from graph.store import Store
from graph.writing import write
from tests.graph.query_story import STORY, told_article


@pytest.mark.parametrize(
    ("as_of", "controllers"),
    [
        ("2025-02", []),
        ("2025-02-28", []),
        ("2025-03-01", ["chip-rule", "export-office"]),
        ("2025-03", ["chip-rule", "export-office"]),
        ("2025-07-13", ["chip-rule", "export-office"]),  # the easing of April was another state's
        ("2025-07-14", []),
        ("2025", []),
        (None, []),
    ],
)
def test_a_control_is_in_force_from_its_beginning_to_its_easing(
    told: Store, as_of: str | None, controllers: list[str]
) -> None:
    rows = told.run(ControlsOn(target="x9", as_of=as_of))
    assert sorted(row.controller.id for row in rows) == controllers
    assert all(row.in_force and row.type == "RESTRICTS" and row.eased is None for row in rows)


def test_an_easing_counts_once_it_is_known(told: Store) -> None:
    rows = told.run(ControlsOn(target="x9", as_of="2025-12", known_at="2025-07-19"))
    assert {row.controller.id for row in rows} == {"chip-rule", "export-office"}
    assert told.run(ControlsOn(target="x9", as_of="2025-12", known_at="2025-07-20")) == []


def test_an_eased_control_shows_both_sentences(told: Store) -> None:
    rows = {row.controller.id: row for row in told.run(ControlsOn(target="x9", eased=True))}
    assert set(rows) == {"chip-rule", "export-office"}
    row = rows["export-office"]
    assert not row.in_force
    assert (row.began.by.id, row.began.date, row.began.claim.kind) == ("export-office", "2025-03-01", "ban")
    assert row.began.claim.quote.startswith("The Export Office banned")
    assert row.eased
    assert (row.eased.by.id, row.eased.date) == ("trade-ministry", "2025-07-14")
    assert (row.eased.claim.quote, row.eased.article.language) == ("贸易部7月14日批准X9出口。", "zh")


def test_tariffs_and_undated_beginnings(told: Store) -> None:
    tariff, ban = told.run(ControlsOn(target="gallium"))
    assert (tariff.controller.id, tariff.type, tariff.began.date) == ("norland", "TARIFFS", "2025-07-20")
    assert tariff.began.claim.event_date is None
    assert (ban.controller.id, ban.type, ban.began.date) == ("sudria", "RESTRICTS", "2024-12-03")
    assert [row.controller.id for row in told.run(ControlsOn(target="gallium", as_of="2025-01"))] == ["sudria"]
    assert told.run(ControlsOn(target="gallium", limit=1, offset=1)) == [ban]
    assert told.run(ControlsOn(target="nothing")) == []


def test_measures_of_an_issuer(told: Store) -> None:
    (row,) = told.run(MeasuresByIssuer(actor="export-office"))
    assert (row.measure.id, row.kind) == ("chip-rule", "rule")
    assert [(tie.type, tie.first_date) for tie in row.issued] == [("ISSUED", "2025-03-01")]
    assert [(act.type, act.id, act.first_date) for act in row.acts_on] == [("RESTRICTS", "x9", "2025-03")]
    assert row.answered_by == []
    assert told.run(MeasuresByIssuer(actor="mara-lind")) == []


def test_a_measure_eased_or_laid_anew(store: Store) -> None:
    later = told_article("Later", "en", "The Courier", "2025-10-02", [
        ("Sudria suspended the Chip Export Rule on August 1.", [
            ("sudria", "EASES", "chip-rule", {"event_date": "2025-08-01"})]),
        ("The Export Office banned the X9 again on September 9, after its ban of March.", [
            ("export-office", "RESTRICTS", "x9", {"event_date": "2025-09-09"}),
            ("export-office", "RESTRICTS", "x9", {"event_date": "2025-03"})]),
        ("Norland froze its own rule on October 1.", [
            ("norland", "EASES", "chip-rule", {"event_date": "2025-10-01"})]),
        ("Orbis welcomed that.", [("orbis", "SUPPORTS", "chip-rule", {})]),
    ])  # fmt: skip
    write(store, [*STORY, later])
    (again,) = store.run(ControlsOn(target="x9"))
    assert (again.controller.id, again.began.date, again.claims) == ("export-office", "2025-09-09", 3)
    assert again.eased  # the easing before
    assert again.eased.date == "2025-07-14"
    eased = {row.controller.id: row for row in store.run(ControlsOn(target="x9", eased=True))}
    assert eased["chip-rule"].eased
    assert (eased["chip-rule"].eased.by.id, eased["chip-rule"].eased.date) == ("norland", "2025-10-01")
    (rule,) = store.run(MeasuresByIssuer(actor="export-office"))
    assert [(act.type, act.id) for act in rule.answered_by] == [
        ("EASES", "norland"), ("EASES", "sudria"), ("SUPPORTS", "orbis"),
    ]  # fmt: skip
