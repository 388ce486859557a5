"""``ingest``, ``extract``, ``withdraw`` and ``export`` as processes, on good and on bad input."""

import json
import os
import shutil
import signal
import time
from pathlib import Path

import pytest

from graph.settings import Settings
from tests.api.conftest import Shell

SAMPLES = Path(__file__).parents[2] / "ingest" / "samples"
STORY = "Nvidia makes the H20\n\nJensen Huang, chief executive of Nvidia, met Donald Trump in Washington on Monday.\n"


def test_what_is_bad_is_named_and_the_rest_goes_on(shell: Shell) -> None:
    folder = shell.folder
    (folder / "good.txt").write_text(STORY)
    before = shell("ingest", "good.txt", "--date", "2025-08-11")
    assert before.status == 0, before.err
    kept = shell("export").out

    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(b"\x7fELF\x00\x01\x02" * 40)
    (folder / "latin.txt").write_bytes("Café déjà vu: Nvidia".encode("latin-1"))
    (folder / "none.html").write_text("<html><body><nav><a href='/'>home</a></nav></body></html>")
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    lines = [json.dumps({"title": f"Chips {n}", "text": STORY, "language": "en"}) for n in (1, 2)]
    (folder / "broken.jsonl").write_text(f'{lines[0]}\n{{"title": "cut off\n{lines[1]}\n')
    (folder / "tongue.json").write_text(json.dumps({"title": "T", "text": STORY, "language": "tlh"}))
    (folder / "day.json").write_text(json.dumps({"title": "T", "text": STORY, "date": "2025-02-30"}))
    dead = "http://127.0.0.1:9/story"
    named = (
        "empty.txt", "binary.txt", "latin.txt", "none.html", "huge.txt", "broken.jsonl, line 2",
        "tongue.json", "day.json", dead, "missing.txt",
    )  # fmt: skip
    sources = [word.split(",")[0] for word in named]
    done = shell("ingest", *sources, "--json", TECHTRADE_FETCH_PRIVATE="1")
    assert done.status == 1
    assert done.data["articles"] == 2
    *faults, last = done.err.splitlines()
    assert len(faults) == len(named), done.err
    for word, line in zip(named, faults, strict=True):
        assert line.startswith(f"techtrade: {word}"), line
    assert last == f"{len(named)} inputs set aside"
    assert [one["detail"] for one in done.data["setAside"]] == [line.removeprefix("techtrade: ") for line in faults]
    after = shell("export").out.splitlines()
    articles = [line for line in kept.splitlines() if '"labels":["Article"]' in line]
    assert articles
    assert set(articles) <= set(after)


@pytest.mark.parametrize(
    ("option", "value", "said"), [("--date", "2025-13-01", "no date"), ("--language", "xx", "unknown language 'xx'")]
)
def test_an_option_that_cannot_be_used(shell: Shell, option: str, value: str, said: str) -> None:
    done = shell("ingest", "-", option, value, stdin=STORY)
    assert done.status == 1
    assert said in done.err.splitlines()[0]


def test_a_database_that_is_down(shell: Shell) -> None:
    started = time.monotonic()
    done = shell("ingest", "-", stdin=STORY, TECHTRADE_URL="bolt://127.0.0.1:9", TECHTRADE_CONNECT_SECONDS="2")
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("techtrade: bolt://127.0.0.1:9: the database does not answer")
    assert len(done.err.splitlines()) == 1
    assert time.monotonic() - started < 30


@pytest.mark.neo4j
def test_a_wrong_password(shell: Shell, neo4j_settings: Settings) -> None:
    done = shell("query", "counts", TECHTRADE_URL=neo4j_settings.url, TECHTRADE_PASSWORD="wrong")
    assert (done.status, done.out) == (1, "")
    assert "refuses user 'neo4j'" in done.err
    assert len(done.err.splitlines()) == 1


def test_killed_in_the_middle_and_run_again_is_the_same_graph(shell: Shell, tmp_path: Path) -> None:
    texts = [path.read_text("utf-8") for path in sorted(SAMPLES.glob("*.txt"))[:6]]
    lines = [
        json.dumps({"title": f"{text.splitlines()[0]} ({number})", "text": text, "date": "2025-08-01"})
        for number in range(4)
        for text in texts
    ]
    (tmp_path / "many.jsonl").write_text("\n".join(lines))
    small = {"TECHTRADE_BATCH_ARTICLES": "2", "TECHTRADE_LOG": "debug"}
    process = shell.start("ingest", "many.jsonl", **small)
    written = tmp_path / "kept" / "database" / "writing"
    while not written.exists() and process.poll() is None:  # the first transaction
        time.sleep(0.01)
    time.sleep(1)
    assert process.poll() is None, process.communicate()
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL

    again = shell("ingest", "many.jsonl", "--json", **small)
    assert again.status == 0, again.err
    assert again.data["articles"] == len(lines)
    killed = shell("export").out
    shutil.rmtree(tmp_path / "kept")
    assert shell("ingest", "many.jsonl", TECHTRADE_BATCH_ARTICLES="7").status == 0
    assert shell("export").out == killed


def test_extract_says_what_is_where(shell: Shell) -> None:
    path = SAMPLES / "zh-01-h20-fencheng.txt"
    done = shell("extract", str(path), "--date", "2025-08-14", "--json")
    assert (done.status, done.err) == (0, "")
    text = path.read_text("utf-8")
    assert done.data["article"]["language"] == "zh"
    assert done.data["article"]["publishedAt"] == "2025-08-14"
    names = {entity["name"] for entity in done.data["entities"]}
    for entity in done.data["entities"]:
        assert {"name", "label", "mentions"} <= entity.keys()
        assert all(text[m["start"] : m["end"]] == m["text"] for m in entity["mentions"])
    keys = {"subject", "type", "object", "modality", "polarity", "quote", "start", "end", "eventDate", "attributedTo"}
    assert done.data["claims"]
    for claim in done.data["claims"]:
        assert keys | {"confidence"} <= claim.keys()
        assert text[claim["start"] : claim["end"]] == claim["quote"]
        assert {claim["subject"], claim["object"]} <= names
    assert not (shell.folder / "kept").exists()

    readable = shell("extract", str(path))
    assert readable.status == 0
    assert "黄仁勋" in readable.out
    assert shell("extract", "missing.txt").status == 1


def test_withdrawn_is_gone(shell: Shell) -> None:
    for name in ("en-01-h20-licences.txt", "ar-01-h20-letter.txt"):
        assert shell("ingest", str(SAMPLES / name)).status == 0
    both = shell("export").out
    (listed,) = [row for row in map(json.loads, both.splitlines()) if row.get("properties", {}).get("language") == "ar"]
    article = listed["properties"]["id"]
    gone = shell("withdraw", article, "--json")
    assert gone.status == 0, gone.err
    assert gone.data["article"] == article
    assert gone.data["claims"]
    assert all({"subjectName", "type", "objectName", "quote"} <= claim.keys() for claim in gone.data["claims"])
    again = shell("withdraw", article)
    assert (again.status, again.err) == (1, f"techtrade: no article '{article}' in the graph\n")
    assert shell("ingest", str(SAMPLES / "ar-01-h20-letter.txt")).status == 0
    assert shell("export").out == both


def test_whoever_stops_reading_hears_no_complaint(shell: Shell) -> None:
    assert shell("ingest", str(SAMPLES)).status == 0
    process = shell.start("export")
    assert process.stdout
    process.stdout.readline()
    process.stdout.close()
    process.stdout = None
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (1, b"")


def test_ctrl_c_is_no_fault(shell: Shell) -> None:
    process = shell.start("ingest", "-")
    while not (shell.folder / "kept" / "database" / "running").exists():
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGINT
    assert b"Traceback" not in err
    assert not (shell.folder / "kept" / "database" / "running").exists()


def test_file_names_that_are_no_text(shell: Shell) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    done = shell("ingest", name)
    assert done.status == 1
    assert done.err.splitlines()[0] == "techtrade: caf\\udce9.txt: no such file or folder"
