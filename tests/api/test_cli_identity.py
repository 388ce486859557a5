"""``identity`` as a process: decided, listed, seen by the other commands, undone."""

from tests.api.conftest import Shell

STORIES = {
    "en.txt": "Talks in Beijing\n\nTrade adviser Li Wenzhao met Howard Lutnick in Beijing on Monday.\n",
    "zh.txt": "会见\n\n商务部顾问李文昭周一在北京会见了卢特尼克。李文昭批评了该禁令。\n",
}


def test_from_a_join_to_its_undoing(shell: Shell) -> None:
    for name, text in STORIES.items():
        (shell.folder / name).write_text(text, "utf-8")
        done = shell("ingest", name, "--date", "2025-08-12")
        assert done.status == 0, done.err
    before = shell("export").out
    reason = "the same adviser"
    done = shell("identity", "join", "李文昭", "Li Wenzhao", "--reason", reason, "--by", "the desk", "--json")
    assert (done.status, done.data["articles"]) == (0, 1), done.err
    decision = done.data["decision"]
    assert (decision["reason"], decision["by"], decision["undoneAt"]) == (reason, "the desk", None)

    # The others need know nothing of it.
    (found,) = shell("query", "actor-search", "--text", "李文昭", "--json").data
    assert (found["id"], found["nameEn"], found["nameZh"]) == (decision["into"], "Li Wenzhao", "李文昭")
    rows = shell("query", "claims-between", "--actor", "李文昭", "--other", "howard-lutnick", "--json").data
    assert {row["article"]["language"] for row in rows} == {"en", "zh"}
    explained = shell("explain", rows[0]["claim"]["id"], "--json").data
    assert "Li Wenzhao" in (explained["subject"], explained["object"])
    told = shell("report", "李文昭", "Howard Lutnick", "--out", "reports")
    assert told.status == 0, told.err

    listed = shell("identity", "list")
    assert all(word in listed.out for word in (decision["id"], reason, "the desk", "李文昭"))
    article = rows[0]["article"]["id"]
    parted = shell("identity", "part", "李文昭", "--article", article, "--reason", "a namesake", "--as", "Li")
    assert parted.status == 0, parted.err
    assert "decided: Li Wenzhao" in parted.out
    assert "1 article shown anew" in parted.out
    for one in shell("identity", "list", "--json").data:
        undone = shell("identity", "undo", one["id"], "--by", "the desk")
        assert undone.status == 0, undone.err
        assert undone.out.startswith("undone: ")
    assert [one["undoneBy"] for one in shell("identity", "list", "--json").data] == ["the desk", "the desk"]
    assert shell("export").out == before


def test_what_cannot_be_decided_is_named(shell: Shell) -> None:
    (shell.folder / "en.txt").write_text(STORIES["en.txt"])
    assert shell("ingest", "en.txt").status == 0
    for arguments, said in (
        (["join", "Li Wenzhou", "howard-lutnick", "--reason", "x"], "no actor 'Li Wenzhou' in the graph"),
        (["join", "beijing", "howard-lutnick", "--reason", "x"], "'Beijing' cannot be 'Howard Lutnick'"),
        (["join", "Li Wenzhao", "howard-lutnick", "--reason", " "], "a reason is needed"),
        (["part", "beijing", "--article", "article-no", "--reason", "x"], "no article 'article-no' in the graph"),
        (["undo", "decision-no"], "no decision 'decision-no'"),
    ):
        done = shell("identity", *arguments)
        assert (done.status, done.out) == (1, ""), arguments
        assert said in done.err.splitlines()[0], done.err
    assert "Li Wenzhao  (Person)" in shell("identity", "join", "Li Wenzhou", "beijing", "--reason", "x").err
    assert shell("identity", "join", "beijing", "washington-dc").status == 2
    assert shell("identity", "list", "--json").data == []
