"""Where there is no path: which bounds are in the way, and what comes nearest."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from graph.errors import NotFound
from graph.influence.paths import Search
from graph.influence.snapshot import Cutoff
from graph.report import nearest
from graph.report.data import influence_report
from graph.report.model import InfluenceReport, NoPath
from graph.report.render import render_html, render_json, render_markdown
from graph.store import Store
from graph.writing import write
from tests.story import extractions


@pytest.fixture
def story(store: Store) -> Store:
    write(store, list(extractions()))
    return store


def near(report: InfluenceReport) -> NoPath:
    assert report.paths == ()
    assert report.fragility is None
    assert report.no_path
    return report.no_path


def test_what_comes_nearest(story: Store) -> None:
    report = influence_report(story, "omar-haddad", "licence-rule", search=Search(max_hops=2))
    found = near(report)
    assert report.answer == (
        "No way was found by which influence ran from Omar Haddad to Q7 licence rule within two hops."
    )
    assert (found.reached, found.furthest_reached[0].actor.id, found.furthest_reached[0].hops) == (2, "ministry", 2)
    assert (found.leading, found.furthest_leading[-1].actor.id) == (5, "trade-bureau")
    assert [(hop.source.id, hop.type, hop.target.id) for hop in found.ties_from_source] == [
        ("omar-haddad", "SIGNED", "open-letter")
    ]
    assert found.ties_to_target[0].target.id == "licence-rule"
    assert all(hop.claims for hop in (*found.ties_from_source, *found.ties_to_target))
    reasons = {(gap.tie.subject, gap.tie.type, gap.tie.object): (gap.cause, gap.reason) for gap in found.gaps}
    assert reasons["ministry", "DIRECTED", "trade-bureau"] == (
        "max_hops",
        "the strongest path over it has four hops, too many",
    )
    assert reasons["lena-roth", "SIGNED", "open-letter"] == (
        "other_way",
        "influence runs along it the other way only, from Lena Roth to open letter to the ministry",
    )
    assert all(gap.tie.claims for gap in found.gaps)
    assert set(report.actors) >= {gap.tie.subject for gap in found.gaps}


@pytest.mark.parametrize(
    ("ends", "asked", "option", "words", "changed"),
    [
        (("omar-haddad", "licence-rule"), {"search": Search(max_hops=2)}, "max_hops", "With up to four hops,",
         {"search": Search(max_hops=4)}),
        (("omar-haddad", "licence-rule"), {"search": Search(types=frozenset({"SIGNED"}))}, "type",
         "If ADDRESSED_TO, DIRECTED and EASES may be used as well,",
         {"search": Search(types=frozenset({"SIGNED", "ADDRESSED_TO", "DIRECTED", "EASES"}))}),
        (("omar-haddad", "licence-rule"), {"search": Search(labels=frozenset({"Person"}))}, "label",
         "If any kind of actor may stand inside,", {}),
        (("omar-haddad", "ministry"), {"search": Search(excluded=frozenset({"open letter", "Quarzo"}))}, "exclude",
         "If open letter to the ministry may be passed,", {"search": Search(excluded=frozenset({"Quarzo"}))}),
        (("lena-roth", "q7"), {"search": Search(min_origins=2)}, "min_origins",
         "If one independent origin will do,", {}),
        (("lena-roth", "q7"), {"cutoff": Cutoff(known_at="2025-07-15")}, "known_at",
         "From what had been published by 2025-07-16,", {"cutoff": Cutoff(known_at="2025-07-16")}),
        (("trade-bureau", "licence-rule"), {"cutoff": Cutoff(as_of="2023")}, "as_of",
         "From what had happened by 2024,", {"cutoff": Cutoff(as_of="2024")}),
        (("lena-roth", "hermit"), {}, "countries", "If paths may pass through countries,",
         {"search": Search(countries=True)}),
        (("hermit", "arvenia"), {}, "reversed", "The other way round, from Arvenia to Nils Eremit,", None),
    ],
)  # fmt: skip
def test_the_bound_that_is_in_the_way_is_named(
    story: Store,
    ends: tuple[str, str],
    asked: Mapping[str, Any],
    option: str,
    words: str,
    changed: Mapping[str, Any] | None,
) -> None:
    looser = {one.options: one for one in near(influence_report(story, *ends, **asked)).looser}
    one = looser[(option,)]  # type: ignore[index]
    assert one.words.startswith(words)
    if changed is None:
        ends = ends[::-1]
    found = influence_report(story, *ends, **(changed or {}))
    assert one.actors == found.paths[0].actors
    assert (one.hops, one.strength) == (len(found.paths[0].hops), found.paths[0].strength)
    assert (one.command, one.address) == (found.request.command, found.request.address)


def test_where_no_bound_alone_is_in_the_way_the_least_are_named(story: Store) -> None:
    report = influence_report(story, "omar-haddad", "hermit")
    (one,) = near(report).looser
    assert one.options == ("any_order", "countries")
    assert one.words == (
        "If hops need not follow one another in time and if paths may pass through countries, there is a path of six "
        "hops, of strength 0.011."
    )


def test_an_end_without_any_way_on(story: Store) -> None:
    report = influence_report(story, "hermit", "quarzo")
    found = near(report)
    assert (found.reached, found.furthest_reached, found.looser, found.gaps) == (0, (), (), ())
    assert "Nils Eremit reaches nobody." in nearest.lines(report)


def test_every_format_tells_it(story: Store) -> None:
    report = influence_report(story, "omar-haddad", "licence-rule", search=Search(max_hops=2))
    command = near(report).looser[0].command
    html, text = render_html(report), render_markdown(report)
    for told in (html, text):
        assert command in told
        assert "the strongest path over it has four hops, too many" in told.lower()
        assert "Strongest ties" in told
    data = json.loads(render_json(report))["noPath"]
    assert data["looser"][0]["options"] == ["max_hops"]
    assert data["gaps"][0]["tie"]["claims"][0]["quote"]
    assert any(command in line for line in nearest.lines(report))
    assert nearest.lines(influence_report(story, "lena-roth", "q7")) == ()


def test_whom_to_exclude_is_found_by_name_too(story: Store) -> None:
    report = influence_report(story, "lena-roth", "q7", search=Search(excluded=frozenset({"夸尔佐半导体"})))
    assert report.request.excluded == ("quarzo",)
    assert all("quarzo" not in {actor.id for actor in path.actors} for path in report.paths)
    with pytest.raises(NotFound, match="no actor 'Quarz' in the graph"):
        influence_report(story, "lena-roth", "q7", search=Search(excluded=frozenset({"Quarz"})))
