"""The commands that only look, as processes; and the demo."""

import json
from pathlib import Path

import pytest

from graph.queries.catalog import QUERIES
from graph.schema import RELATION_TYPES
from graph.settings import Settings
from graph.store import open_store
from graph.writing import write
from tests.api.conftest import Done, Shell
from tests.story import extractions

DEVSET = Path(__file__).parents[2] / "training" / "learned"


@pytest.fixture
def story(shell: Shell) -> Shell:
    """A shell over a graph that holds the made-up story."""
    with open_store(Settings(data=shell.folder / "kept")) as store:
        write(store, list(extractions()))
    return shell


def wrong(done: Done) -> bool:
    """Whether it was wrong usage, said on stderr alone, without a stack trace."""
    return done.status == 2 and not done.out and "Usage:" in done.err and "Traceback" not in done.err


def test_a_newcomer_finds_the_way(shell: Shell) -> None:
    done = shell("--help")
    assert done.status == 0
    commands = "ingest|extract|query|report|paths|compare|serve|demo|schema|evaluate|export|withdraw|version"
    assert all(f" {name} " in done.out for name in commands.split("|"))
    assert "Examples:" in done.out
    assert shell().status == 2
    assert shell("version").out.startswith("techtrade ")
    assert wrong(shell("no-such-command"))
    assert wrong(shell("ingest"))
    assert wrong(shell("report", "a"))


def test_every_query_is_listed(shell: Shell) -> None:
    listed = shell("query", "--list")
    assert listed.status == 0
    assert all(query.name.replace("_", "-") in listed.out for query in QUERIES)
    assert [one["name"] for one in shell("query", "--list", "--json").data] == [query.name for query in QUERIES]


def test_queries_take_names_in_any_script(story: Shell) -> None:
    for name in ("lena-roth", "Lena Roth", "لينا روث", "莱娜·罗特"):
        done = story("query", "relations-between", "--actor", name, "--other", "Quarzo", "--json")
        assert done.status == 0, done.err
        assert [row["relation"]["type"] for row in done.data] == ["HOLDS_POSITION"]
    shown = story("query", "neighbours", "--actor", "Lena Roth", "--types", "SIGNED")
    assert "open letter to the ministry" in shown.out
    nobody = story("query", "neighbours", "--actor", "Lena Rot")
    assert nobody.status == 1
    assert nobody.err.splitlines()[0] == "techtrade: no actor 'Lena Rot' in the graph"
    assert nobody.err.splitlines()[1].startswith("  lena-roth  Lena Roth")
    assert wrong(story("query", "neighbours"))
    assert wrong(story("query", "neighbours", "--actor", "quarzo", "--limit", "0"))
    assert wrong(story("query", "neighbours", "--actor", "quarzo", "--types", "HATES"))
    assert wrong(story("query", "no-such-query"))


def test_paths_and_reports(story: Shell) -> None:
    paths = story("paths", "莱娜·罗特", "Q7", "--json")
    assert paths.status == 0, paths.err
    assert paths.data["paths"][0]["hops"][0]["claims"]
    assert "Lena Roth → Quarzo Semiconductor → Q7" in story("paths", "lena-roth", "q7").out

    made = story("report", "Lena Roth", "q7", "--out", "reports")
    assert made.status == 0, made.err
    written = [story.folder / line for line in made.out.splitlines()]
    assert [path.suffix for path in written] == [".html", ".md", ".json"]
    assert json.loads(written[2].read_text("utf-8"))["paths"]
    printed = story("report", "Lena Roth", "q7", "--format", "md")
    assert printed.out == written[1].read_text("utf-8")
    assert story("report", "Lena Roth", "q7", "--format", "html").out == written[0].read_text("utf-8")
    # The report says how to get it again.
    before = [path.read_bytes() for path in written]
    for path in written:
        path.unlink()
    assert story(*json.loads(before[2])["request"]["command"].split()[1:]).status == 0
    assert [path.read_bytes() for path in written] == before

    assert wrong(story("report", "Lena Roth", "q7"))
    none = story("paths", "omar-haddad", "licence-rule", "--max-hops", "2")
    assert (none.status, none.out) == (1, "")
    assert none.err.startswith("techtrade: No way was found by which influence ran from Omar Haddad to Q7 licence rule")
    assert "  With up to four hops, there is a path of four hops, of strength 0.25." in none.err
    assert "--max-hops 4" in none.err
    data = story("paths", "omar-haddad", "licence-rule", "--max-hops", "2", "--json")
    assert (data.status, data.data["paths"]) == (1, [])
    assert data.data["noPath"]["looser"][0]["hops"] == 4
    told = story("report", "omar-haddad", "licence-rule", "--max-hops", "2", "--format", "md")
    assert told.status == 0
    assert "With up to four hops" in told.out
    same = story("report", "Lena Roth", "lena-roth", "--format", "md")
    assert (same.status, len(same.err.splitlines())) == (1, 1)
    late = story("paths", "lena-roth", "q7", "--as-of", "tomorrow")
    assert (late.status, late.err) == (1, "techtrade: as_of: 'tomorrow' is no date (YYYY, YYYY-MM or YYYY-MM-DD)\n")


def test_two_dates_of_knowledge_are_compared(story: Shell) -> None:
    asked = ("compare", "Lena Roth", "ministry", "--then", "2025-06-05", "--now", "2025-07-16")
    shown = story(*asked)
    assert shown.status == 0, shown.err
    assert shown.out.startswith(
        "From what had been published by 2025-06-05 to what had been by 2025-07-16, of the ways"
    )
    assert "\nAPPEARED\n" in shown.out
    assert "      + 2025-06-10 صحيفة المرفأ: وقالت الوزارة إن مكتب تراخيص التصدير يتبعها." in shown.out
    data = story(*asked, "--json").data
    assert {one["kind"] for one in data["changes"]} == {"appeared"}
    again = story(*data["request"]["command"].split()[1:], "--json")
    assert again.data == data

    turned = story("compare", "lena-roth", "q7", "--then", "2025-08", "--now", "2025-07")
    assert (turned.status, turned.err) == (1, "techtrade: then: 2025-08 is later than now: 2025-07\n")
    none = story("compare", "q7", "hermit", "--then", "2025-06", "--now", "2025-07")
    assert none.status == 1
    assert "neither then nor now" in none.err
    assert "  Q7 reaches nobody." in none.err
    assert wrong(story("compare", "lena-roth", "q7", "--then", "2025"))


def test_schema(shell: Shell) -> None:
    assert [kind["name"] for kind in shell("schema", "--json").data["relationTypes"]] == list(RELATION_TYPES)
    shown = shell("schema").out
    assert all(name in shown for name in RELATION_TYPES)


def test_evaluate(shell: Shell, tmp_path: Path) -> None:
    few = tmp_path / "few"
    few.mkdir()
    for path in DEVSET.glob("??-01.*"):
        (few / path.name).write_bytes(path.read_bytes())
    scores = shell("evaluate", str(few), "--json")
    assert scores.status == 0, scores.err
    assert list(scores.data) == ["en", "ar", "zh", "all"]
    assert scores.data["all"]["articles"] == 3
    assert scores.data["all"]["quotes"]["notVerbatim"] == 0
    table = shell("evaluate", str(few)).out
    assert "precision" in table
    assert "HOLDS_POSITION" in table
    assert "articles a second" in table
    assert "taken for another" in table
    gold = json.loads((few / "en-01.json").read_text(encoding="utf-8"))
    for change, said in (
        ({"language": "fr"}, "language: "),
        (
            {"relations": [gold["relations"][0] | {"type": "NOSUCH"}]},
            "relations.0: Value error, no relation type 'NOSUCH'",
        ),
        ({"relations": [gold["relations"][0] | {"subject": "Nobody"}]}, "'Nobody' is no entity of the article"),
        ({"entities": [{"name": "A", "label": "Person", "mentions": [{"start": "x", "end": 2}]}]}, "mentions.0.start"),
    ):
        (few / "en-01.json").write_text(json.dumps(gold | change), encoding="utf-8")
        wrong = shell("evaluate", str(few))
        assert wrong.status == 1
        assert "en-01.json: " in wrong.err
        assert said in wrong.err
    empty = shell("evaluate", str(tmp_path / "none"))
    assert empty.status == 1
    assert len(empty.err.splitlines()) == 1


def test_the_demo_twice_gives_the_same_graph(shell: Shell) -> None:
    first = shell("demo", "--no-serve")
    assert first.status == 0, first.err
    for word in ("English", "Arabic", "Chinese", "actors", "relations", "influence-jensen-huang-h20.html"):
        assert word in first.out
    graph = shell("export").out
    report = (shell.folder / "kept" / "reports" / "influence-jensen-huang-h20.json").read_bytes()
    assert json.loads(report)["paths"]
    assert shell("demo", "--no-serve").status == 0
    assert shell("export").out == graph
    assert (shell.folder / "kept" / "reports" / "influence-jensen-huang-h20.json").read_bytes() == report


def test_a_setting_that_cannot_be_read(shell: Shell) -> None:
    done = shell("version", TECHTRADE_PORT="eight")
    assert (done.status, done.err) == (1, "techtrade: TECHTRADE_PORT='eight' is not a valid int\n")
    done = shell("version", TECHTRADE_LOG="loud")
    assert (done.status, done.out) == (1, "")
