"""``explain``, as a process: of the graph, of an article, and of what is neither."""

import json
from pathlib import Path

from tests.api.conftest import Shell

SAMPLE = str(Path(__file__).parents[2] / "ingest" / "samples" / "en-01-h20-licences.txt")


def test_an_article_read_now(shell: Shell) -> None:
    claims = shell("extract", SAMPLE, "--json").data["claims"]
    done = shell("explain", "--article", SAMPLE, "2", "--json")
    assert done.status == 0, done.err
    assert done.data["exact"]
    assert done.data["claim"]["id"] == claims[1]["id"]
    weights = done.data["relation"]["features"]
    assert all({"feature", "meaning", "weight"} == one.keys() for one in weights)
    shown = shell("explain", "--article", SAMPLE, "2")
    assert shown.status == 0
    assert claims[1]["quote"][:60] in shown.out
    assert weights[0]["feature"] in shown.out
    assert not (shell.folder / "kept").exists()


def test_a_claim_of_the_graph(shell: Shell) -> None:
    assert shell("ingest", SAMPLE).status == 0
    nodes = [json.loads(row) for row in shell("export").out.splitlines()]
    claims = [node["properties"] for node in nodes if node.get("properties", {}).get("quote")]
    one = max(claims, key=lambda claim: (claim["confidence"], claim["id"]))
    done = shell("explain", one["id"], "--json")
    assert done.status == 0, done.err
    assert (done.data["claim"]["id"], done.data["claim"]["quote"]) == (one["id"], one["quote"])
    assert shell("explain", one["id"]).status == 0


def test_what_cannot_be_explained_is_named(shell: Shell) -> None:
    for arguments, said in (
        (["claim-none"], "no claim 'claim-none' in the graph"),
        (["--article", "missing.txt", "1"], "missing.txt"),
        (["--article", SAMPLE, "0x1"], "'0x1' is not the number of a claim"),
        (["--article", SAMPLE, "0"], "is not the number of a claim"),
        (["--article", SAMPLE, "5000"], "none with the number 5000"),
    ):
        done = shell("explain", *arguments)
        assert (done.status, done.out) == (1, ""), arguments
        assert said in done.err
        assert len(done.err.splitlines()) == 1
    assert shell("explain").status == 2
