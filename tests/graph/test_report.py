"""The influence report: what it says, and that every format says it honestly and safely."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import jsonschema_rs
import pytest

from graph.errors import BadInput, NotFound
from graph.influence.paths import Search
from graph.influence.snapshot import Cutoff
from graph.records import Article, Claim, Entity, Extraction
from graph.report import prose, schemas, wording
from graph.report.data import influence_report
from graph.report.model import REPORT_SCHEMA, InfluenceReport
from graph.report.render import render_html, render_json, render_markdown, write_report
from graph.schema import RELATION_TYPES, Flow
from graph.store import Store
from graph.writing import write
from tests.story import ENTITIES, extractions

HOSTILE = (
    "</p></blockquote><script>alert('x')</script><img src=x onerror=alert(1)> [a](javascript:alert(1)) `|` \u202eabc"
)
VOID = {"meta", "link", "img", "br", "hr", "input"}


class Page(HTMLParser):
    """Collects what a browser would see, and checks that what is opened is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        self.ids += [found["id"] or ""] if "id" in found else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture
def story(store: Store) -> Store:
    write(store, list(extractions()))
    return store


@pytest.fixture
def report(story: Store) -> InfluenceReport:
    return influence_report(story, "Lena Roth", "Q7", 6)


def test_the_answer_is_made_from_the_data(report: InfluenceReport) -> None:
    for part in (
        "The strongest way by which influence ran from Lena Roth to Q7 is in two hops: Lena Roth holds a post at "
        "Quarzo Semiconductor (chief executive; 首席执行官) and Quarzo Semiconductor makes Q7.",
        "Its strength is 0.68; its weakest hop, Quarzo Semiconductor makes Q7, rests on one independent origin.",
        "The account rests on ten sentences in four articles by four publishers, published between 2025-06-03 and "
        "2025-07-16, in English, Arabic and Chinese.",
        "Five other paths, of strength 0.33 to 0.19, are given below.",
        "One claim about the same pairs is not counted as fact: one alleged.",
    ):
        assert part in report.answer


def test_every_hop_has_its_sentences(report: InfluenceReport) -> None:
    assert [path.rank for path in report.paths] == [1, 2, 3, 4, 5, 6]
    for path in report.paths:
        assert path.hops[0].source == report.source
        assert path.hops[-1].target == report.target
        for hop in path.hops:
            for tie in hop.ties:
                assert len(tie.claims) > 0
                assert {tie.subject, tie.object} == {hop.source.id, hop.target.id}
                assert tie.backwards == (tie.subject != hop.source.id)
                assert tie.strength == pytest.approx(tie.weight * tie.confidence, abs=1e-6)


def test_hops_follow_one_another_in_time_and_what_does_not_is_shown_apart(story: Store) -> None:
    report = influence_report(story, "omar-haddad", "q7")
    (path,) = report.paths
    assert [(hop.type, hop.date, hop.lasting) for hop in path.hops] == [
        ("SIGNED", "2025-06-09", False),
        ("ADDRESSED_TO", "2025-06-09", False),
        ("DIRECTED", None, False),
        ("EASES", "2025-07-14", False),
        ("RESTRICTS", None, False),
    ]
    (rejected,) = report.rejected
    assert [actor.id for actor in rejected.actors[2:5]] == ["ministry", "trade-bureau", "lena-roth"]
    assert rejected.reason == (
        "Bureau of Export Licensing → Lena Roth is dated 2025-05 at the latest, before Omar Haddad → open letter to "
        "the ministry (2025-06-09): it cannot have passed that on"
    )
    assert "One path is left out, because time forbids it." in report.answer
    page = Page(render_html(report))
    assert rejected.reason in page.text
    assert "met the Bureau of Export Licensing in May" in page.text
    assert rejected.reason in render_markdown(report)
    free = influence_report(story, "omar-haddad", "q7", any_order=True)
    assert (len(free.paths), free.rejected) == (2, ())
    assert free.request.command.endswith("--any-order --out reports")
    assert "need not follow" in " ".join(free.limits)


def test_what_the_account_rests_on(report: InfluenceReport) -> None:
    broken = report.fragility
    assert broken
    assert broken.strength == report.paths[0].strength
    assert broken.actors
    assert ({loss.id for loss in broken.actors.members}, broken.actors.exact) == ({"quarzo", "licence-rule"}, True)
    assert broken.articles
    (only,) = broken.articles.members
    assert report.articles[only.id].publisher == "Tidewater Wire"
    assert broken.without_article[0] == only
    assert "No path would be left without" in report.answer
    assert {loss.id for loss in broken.without_article} <= set(report.articles)
    assert {loss.id for loss in broken.without_actor} <= set(report.actors)
    for text in (Page(render_html(report)).text, render_markdown(report)):
        assert "no smaller set does it" in text
        assert "nothing" in text


def test_contested_claims_stand_apart(story: Store, report: InfluenceReport) -> None:
    assert [(claim.type, claim.modality) for claim in report.contested] == [("PAYS", "alleged")]
    on_paths = {claim.id for path in report.paths for hop in path.hops for tie in hop.ties for claim in tie.claims}
    assert not on_paths & {claim.id for claim in report.contested}
    denied = influence_report(story, "lena-roth", "ministry", 3).contested
    assert {wording.status(claim.modality, claim.polarity) for claim in denied} == {"denied", "alleged"}


def test_the_timeline_is_in_order_and_says_which_dates_are_of_publication(report: InfluenceReport) -> None:
    dates = [moment.date for moment in report.timeline]
    assert dates == sorted(dates)
    by_date = {(moment.date, moment.type): moment.published for moment in report.timeline}
    assert by_date["2024", "ISSUED"] is False
    assert by_date["2025-07-16", "MAKES"] is True


def test_json_has_paths_with_hops_with_type_ends_claims_and_quotes(report: InfluenceReport) -> None:
    data = json.loads(render_json(report))
    for path in data["paths"]:
        for hop in path["hops"]:
            assert hop["type"] in RELATION_TYPES
            assert {"id", "name", "label"} <= hop["source"].keys() & hop["target"].keys()
            for claim in hop["claims"]:
                assert claim["quote"]
                assert claim["articleId"]
                assert claim["end"] - claim["start"] == len(claim["quote"])
    assert (
        data["request"]["command"]
        == "techtrade report lena-roth q7 --paths 6 --max-hops 6 --min-origins 1 --out reports"
    )
    assert InfluenceReport.model_validate(data) == report


def test_json_is_as_the_published_schema_says(story: Store, report: InfluenceReport) -> None:
    validator = jsonschema_rs.validator_for(schemas.schema(REPORT_SCHEMA))
    none = influence_report(story, "omar-haddad", "licence-rule", search=Search(max_hops=2))
    for one in (report, none):
        data = json.loads(render_json(one))
        assert data["$schema"] == schemas.schema(REPORT_SCHEMA)["$id"]
        validator.validate(data)
    assert not validator.is_valid(data | {"paths": None})
    assert not validator.is_valid(data | {"more": 1})


def test_the_same_graph_gives_the_same_bytes(story: Store, report: InfluenceReport) -> None:
    write(story, list(extractions())[::-1])
    again = influence_report(story, "lena-roth", "Q7 accelerator", 6)
    for render in (render_html, render_markdown, render_json):
        assert render(again) == render(report)


def test_html_is_well_formed_and_needs_nothing_else(report: InfluenceReport) -> None:
    html = render_html(report)
    page = Page(html)
    assert html.startswith("<!DOCTYPE html>\n")
    assert {name for name, _ in page.tags}.isdisjoint({"script", "link", "img", "iframe", "object", "base", "form"})
    assert not any(key.startswith("on") or key == "src" for _, attributes in page.tags for key in attributes)
    assert "@import" not in html
    assert all(target.startswith("#") for target in re.findall(r"url\(([^)]+)\)", html))
    assert "default-src 'none'" in str(page.all("meta"))
    assert len(page.ids) == len(set(page.ids))
    local = {(one["href"] or "")[1:] for one in page.all("a") if (one["href"] or "").startswith("#")}
    assert local <= set(page.ids)


def test_html_shows_every_quote_once_in_its_own_language_and_direction(report: InfluenceReport) -> None:
    page = Page(render_html(report))
    quotes = page.all("blockquote")
    assert {(one["lang"], one["dir"]) for one in quotes} == {("en", "auto"), ("ar", "rtl"), ("zh", "auto")}
    claims = {claim.id for path in report.paths for hop in path.hops for tie in hop.ties for claim in tie.claims}
    assert claims <= set(page.ids)
    assert len(quotes) == len(claims) + len(report.contested)


def test_the_drawing_is_xml_with_words_for_those_who_do_not_see_it(report: InfluenceReport) -> None:
    html = render_html(report)
    svg = ElementTree.fromstring(html[html.index('<svg class="picture"') : html.index("</svg>") + 6])
    space = "{http://www.w3.org/2000/svg}"
    assert svg.get("role") == "img"
    assert svg.findtext(f"{space}title") == "Paths of influence from Lena Roth to Q7"
    described = svg.findtext(f"{space}desc") or ""
    assert "Path 1, strength 0.68: Lena Roth → Quarzo Semiconductor → Q7." in described
    actors = {hop.target.id for path in report.paths for hop in path.hops} | {"lena-roth"}
    groups = [one for one in svg.iter(f"{space}g") if (one.get("class") or "").startswith("node")]
    assert len(groups) == len(actors)
    hops = {(hop.source.id, hop.target.id) for path in report.paths for hop in path.hops}
    assert len([one for one in svg.iter(f"{space}path") if (one.get("class") or "").startswith("edge")]) == len(hops)


def test_what_articles_say_is_never_markup(store: Store) -> None:
    entities = (Entity("a", "Person", f"A {HOSTILE}"), Entity("b", "Company", "B"))
    article = Article(
        f"T {HOSTILE}", f"T {HOSTILE}\n{HOSTILE}", "en", f"P {HOSTILE}", "javascript:alert(1)", "2025-01-01"
    )
    start = article.text.index("\n") + 1
    told = {"published_at": "2025-01-01", "attributed_to": HOSTILE, "properties": {"title": HOSTILE}}
    claims = tuple(
        Claim(article.id, "a", type, "b", HOSTILE, start, start + len(HOSTILE), modality=modality, **told)  # type: ignore[arg-type]
        for type, modality in (("LOBBIED", "reported"), ("PAYS", "planned"))
    )
    write(store, [Extraction(article, entities, (), claims)])
    found = influence_report(store, "a", "b")
    html = render_html(found)
    page = Page(html)
    assert {name for name, _ in page.tags}.isdisjoint({"script", "img"})
    assert not [one for one in page.all("a") if not (one["href"] or "").startswith("#")]
    assert page.text.count("<script>alert('x')</script>") >= 4
    svg = html[html.index('<svg class="picture"') : html.index("</svg>") + 6]
    assert ElementTree.fromstring(svg) is not None
    text = render_markdown(found)
    assert "<script>" not in text.replace("\\<script\\>", "")
    assert not re.search(r"(?<!\\)\]\(javascript", text)
    assert "\\`\\|\\`" in text
    assert "\u202e" not in text


def test_markdown_tells_the_same(report: InfluenceReport) -> None:
    text = render_markdown(report)
    assert text.startswith("# Influence: Lena Roth → Q7\n")
    assert "\n> Quarzo makes the Q7.\n" in text
    assert "夸尔佐半导体首席执行官莱娜·罗特曾任芯片制造商联盟主席。" in text
    assert "[League of Chip Makers backs easing](https://news.example/2025-07-16/tidewater-wire)" in text
    assert "**alleged**: Quarzo Semiconductor pays Bureau of Export Licensing" in text
    assert report.graph.fingerprint in text


def test_cutoffs_are_kept_and_said(story: Store) -> None:
    report = influence_report(story, "lena-roth", "q7", cutoff=Cutoff(as_of="2025-06", known_at="2025-07-16"))
    assert report.answer.startswith("By what had been published by 2025-07-16 and as of 2025-06: The strongest way")
    assert report.request.command == (
        "techtrade report lena-roth q7 --paths 5 --max-hops 6 --min-origins 1 --as-of 2025-06 --known-at 2025-07-16 "
        "--out reports"
    )
    claims = [claim for path in report.paths for hop in path.hops for tie in hop.ties for claim in tie.claims]
    assert all((claim.event_date or "")[:7] <= "2025-06" for claim in claims)
    earlier = influence_report(story, "lena-roth", "q7", cutoff=Cutoff(known_at="2025-07-15"))
    assert earlier.paths == ()
    assert "Only articles published by 2025-07-16 count" in Page(render_html(report)).text


@pytest.mark.parametrize(
    ("k", "search", "message"),
    [
        (0, Search(), "between 1 and 50 paths"),
        (51, Search(), "between 1 and 50 paths"),
        (5, Search(max_hops=0), "between 1 and 12 hops"),
        (5, Search(types=frozenset({"BRIBED"})), "no relation type 'BRIBED'"),
        (5, Search(labels=frozenset({"Robot"})), "no label 'Robot'"),
        (5, Search(excluded=frozenset({"q7"})), "cannot be excluded: q7"),
    ],
)
def test_bounds_that_make_no_sense(story: Store, k: int, search: Search, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        influence_report(story, "lena-roth", "q7", k, search)


def test_ends_that_make_no_sense(story: Store) -> None:
    with pytest.raises(BadInput, match="'Roth' and 'lena-roth' are the same actor"):
        influence_report(story, "Roth", "lena-roth")
    with pytest.raises(NotFound, match="no actor 'Quarz'") as raised:
        influence_report(story, "Quarz", "q7")
    assert raised.value.errors[0] == "quarzo  Quarzo Semiconductor  (Company)"


def test_files_have_stable_names(report: InfluenceReport, tmp_path: Path) -> None:
    written = write_report(report, tmp_path / "reports")
    assert [path.name for path in written] == [f"influence-lena-roth-q7.{suffix}" for suffix in ("html", "md", "json")]
    assert written[0].read_text("utf-8") == render_html(report)
    with pytest.raises(BadInput, match="no report format 'docx'"):
        write_report(report, tmp_path, ["docx"])
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match="cannot be written"):
        write_report(report, tmp_path / "file", ["json"])


def test_every_relation_type_has_its_words() -> None:
    assert set(wording.VERBS) == set(RELATION_TYPES)
    walked_back = {
        kind.name for kind in RELATION_TYPES.values() if kind.flow in (Flow.BOTH, Flow.AGAINST) and not kind.symmetric
    }
    assert set(wording.REVERSED) == walked_back
    assert all(len(short) <= 14 for _, short in wording.VERBS.values())


def test_the_story_is_whole() -> None:
    assert {entity.id for one in extractions() for entity in one.entities} == set(ENTITIES)
    assert replace(ENTITIES["q7"]) == ENTITIES["q7"]


def test_what_is_mutual_is_told_in_the_direction_of_the_path(story: Store) -> None:
    (path,) = influence_report(story, "trade-bureau", "lena-roth", 1).paths
    hop = path.hops[0]
    assert (hop.type, hop.subject, hop.backwards) == ("MET_WITH", "lena-roth", True)
    assert prose.statement(hop, prose.names(hop)) == "Bureau of Export Licensing met with Lena Roth"
    assert not prose.turned(hop)


def test_a_post_is_over_only_where_every_sentence_says_so(story: Store) -> None:
    hop = influence_report(story, "lena-roth", "chip-league", 1).paths[0].hops[0]
    assert prose.statement(hop, prose.names(hop)) == "Lena Roth held a post at League of Chip Makers (主席)"
    still = hop.claims[0].model_copy(update={"id": "claim-still", "properties": {}})
    mixed = hop.model_copy(update={"claims": (*hop.claims, still)})
    assert prose.statement(mixed, prose.names(mixed)) == "Lena Roth holds a post at League of Chip Makers (主席)"
