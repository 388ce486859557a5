"""Files of every kind, good and bad: what is read is exact, what is bad is named, and the rest goes on."""

import io
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import BadInput, TooLarge
from graph.records import Article
from graph.settings import Settings
from ingest.readers import Options, read

SETTINGS = Settings(max_text_bytes=20_000, max_file_bytes=200_000)
BODY = "The ministry banned the export of gallium to the United States, and said that it would license the rest."


def articles(path: Path | str, options: Options | None = None, settings: Settings = SETTINGS) -> list[Article]:
    found = list(read(str(path), options or Options(), settings))
    faults = [item for item in found if not isinstance(item, Article)]
    assert not faults, faults
    return [item for item in found if isinstance(item, Article)]


def article(path: Path | str, options: Options | None = None) -> Article:
    (found,) = articles(path, options)
    return found


def fault(path: Path | str, options: Options | None = None, settings: Settings = SETTINGS) -> str:
    (found,) = read(str(path), options or Options(), settings)
    assert isinstance(found, BadInput | TooLarge)
    assert "\n" not in found.detail
    return found.detail


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# plain text


def test_text_is_kept_verbatim_but_for_line_ends(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "\ufeff  A  title \r\n\r\nOne\ttwo  \r\n\r\n  three\u00a0four\r\n\n")
    found = article(path, Options(date="2025-04-09", language="en", publisher="P", url="https://example.org/a"))
    assert found.text == "  A  title \n\nOne\ttwo  \n\n  three\u00a0four\n\n"
    assert found.title == "A title"
    assert (found.published_at, found.language, found.publisher) == ("2025-04-09", "en", "P")
    assert found.url == "https://example.org/a"


def test_what_is_known_of_a_text_stands_in_the_json_beside_it(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", f"Title\n\n{BODY}")
    side = {"publishedAt": "2025-04-09T10:00:00Z", "language": "en", "publisher": "P", "title": "T", "entities": [1]}
    write(tmp_path / "a.json", json.dumps(side))
    found = article(path)
    assert (found.published_at, found.publisher, found.title, found.url) == ("2025-04-09", "P", "T", None)
    assert found.text.startswith("Title\n\n")
    assert article(path, Options(date="2024-01-01", publisher="Q")).published_at == "2024-01-01"


def test_language_is_detected(tmp_path: Path) -> None:
    assert article(write(tmp_path / "a.txt", "حظرت بكين تصدير الغاليوم")).language == "ar"
    assert article(write(tmp_path / "b.txt", "中国禁止出口镓")).language == "zh"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_byte_order_marks_are_understood(tmp_path: Path, encoding: str) -> None:
    assert article(write(tmp_path / "a.txt", "标题\n\n正文".encode(encoding))).text == "标题\n\n正文"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\x7fELF\x00\x01", "binary, not text (NUL at byte 4)"),
        (b"Title\n\nbell \x07", "binary, not text (control character 0x07 at offset 12)"),
        ("Title\n\ncafé".encode("latin-1"), "not UTF-8 (byte 10)"),
        ("عنوان".encode("cp1256"), "not UTF-8 (byte 0)"),
        (b"\xff\xfe\x00\xd8", "not UTF-16-LE (byte 2)"),
        ("заголовок статьи".encode(), "unknown language"),
        (b"12345 67", "no words"),
        (b"x" * 20_001, "20,001 bytes, more than the 20,000 allowed"),
    ],
)
def test_bad_text_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    path = write(tmp_path / "bad.txt", content)
    detail = fault(path)
    assert detail.startswith(str(path))
    assert said in detail


def test_a_large_file_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(10**12)  # sparse: nobody could read it
    assert "1,000,000,000,000 bytes" in fault(path)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (Options(language="fr"), "options: unknown language 'fr'; known: en, ar, zh"),
        (Options(date="2025-13-40"), "options: '2025-13-40' is no date"),
        (Options(date="yesterday"), "options: 'yesterday' is no date"),
        (Options(date="20250409"), "is no date"),
        (Options(date="2025-W15-3"), "is no date"),
    ],
)
def test_bad_options_are_named(tmp_path: Path, options: Options, said: str) -> None:
    assert said in fault(write(tmp_path / "a.txt", f"Title\n\n{BODY}"), options)


@pytest.mark.parametrize("language", ["EN", "en-US", "en_GB"])
def test_language_tags_are_understood(tmp_path: Path, language: str) -> None:
    assert article(write(tmp_path / "a.txt", "Title"), Options(language=language)).language == "en"


def test_a_broken_json_beside_a_text_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "Title")
    side = write(tmp_path / "a.json", '{"date": ')
    assert fault(path).startswith(f"{side}: broken JSON")
    write(side, '{"date": 20250409}')
    assert fault(path) == f"{side}: date is no text but int"
    write(side, "[]")
    assert "no JSON object" in fault(path)


def test_missing_and_odd_paths(tmp_path: Path) -> None:
    assert fault(tmp_path / "no.txt") == f"{tmp_path / 'no.txt'}: no such file or folder"
    assert "no such file or folder" in fault(tmp_path / "no")
    assert "unknown kind of file; known: .txt" in fault(write(tmp_path / "a.pdf", "%PDF"))
    os.mkfifo(tmp_path / "pipe.txt")
    assert "not a regular file" in fault(tmp_path / "pipe.txt")
    assert "no such file" in fault("a\0b.txt")
    assert "cannot be read" in fault("n" * 5000 + ".txt")


@pytest.fixture
def _nobody() -> Iterator[None]:
    """Root may read everything: become nobody for a while."""
    if os.geteuid() == 0:
        os.seteuid(65534)
        yield
        os.seteuid(0)
    else:
        yield


def test_permission_denied(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = write(tmp_path / "a.txt", "Title")
    path.chmod(0)
    request.getfixturevalue("_nobody")
    assert fault(path) == f"{path}: permission denied"


# JSON and JSON lines


def test_json_of_one_article_and_of_a_list(tmp_path: Path) -> None:
    one = {"title": "A  title", "body": f"{BODY}\r\n", "published_at": "2025-04-09", "source": {"id": 1, "name": "P"}}
    found = article(write(tmp_path / "one.json", json.dumps(one)))
    assert found.text == f"A  title\n\n{BODY}\n".replace("A  title", "A title")
    assert (found.title, found.publisher, found.published_at) == ("A title", "P", "2025-04-09")
    several = [one, {"content": f"Own title\n\n{BODY}", "title": "Own title"}]
    texts = [item.text for item in articles(write(tmp_path / "two.json", json.dumps(several)))]
    assert texts[1] == f"Own title\n\n{BODY}"


def test_bad_items_of_a_list_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    items: list[object] = [
        {"text": BODY}, {"title": "no text"}, 7, {"text": 7}, {"text": BODY, "language": "fr"},
        {"text": BODY, "date": "2025-02-30"}, {"text": "x" * 20_001}, {"text": " "}, {"text": "a\0b"}, {"text": BODY},
    ]  # fmt: skip
    path = write(tmp_path / "a.json", json.dumps(items))
    found = list(read(str(path), Options(), SETTINGS))
    assert [isinstance(item, Article) for item in found] == [True, *[False] * 8, True]
    said = [str(item) for item in found[1:9]]
    assert all(text.startswith(f"{path}: article {number}: ") for number, text in enumerate(said, 2))
    for text, expected in zip(
        said, ["no text", "no JSON object but int", "text is no text but int", "known: en, ar, zh", "no date",
               "larger than 20,000 bytes", "no text", "binary"], strict=True,
    ):  # fmt: skip
        assert expected in text


@pytest.mark.parametrize(
    ("content", "said"),
    [("{", "broken JSON"), ("[]", "without an article"), ("", "empty"), ("[" * 100_000, "broken JSON")],
)
def test_bad_json_is_named(tmp_path: Path, content: str, said: str) -> None:
    assert said in fault(write(tmp_path / "a.json", content))


def test_half_a_surrogate_pair_is_named(tmp_path: Path) -> None:
    detail = fault(write(tmp_path / "a.json", '{"text": "The ministry \\ud800 said"}'))
    assert "surrogate" in detail


def test_jsonl_names_broken_lines_and_goes_on(tmp_path: Path) -> None:
    good = json.dumps({"title": "T", "text": BODY})
    lines = [good, '{"text": ', "", "[1]", '{"title": "x"}', '"text"', "{" + '"text": "' + "x" * 200_000 + '"}', good]
    path = write(tmp_path / "a.jsonl", "\n".join(lines).encode() + b"\n\xff{}\n" + good.encode())
    found = list(read(str(path), Options(), Settings(max_text_bytes=20_000)))
    assert [isinstance(item, Article) for item in found] == [True, False, False, False, False, False, True, False, True]
    numbers = [
        str(item).removeprefix(f"{path}, line ").split(":")[0] for item in found if not isinstance(item, Article)
    ]
    assert numbers == ["2", "4", "5", "6", "7", "9"]
    assert [type(item).__name__ for item in found].count("TooLarge") == 1


def test_an_empty_jsonl_is_named(tmp_path: Path) -> None:
    assert "empty" in fault(write(tmp_path / "a.jsonl", "\n\n"))


def test_jsonl_beyond_its_limit_is_named(tmp_path: Path) -> None:
    assert "200,001 bytes" in fault(write(tmp_path / "a.jsonl", "x" * 200_001))


# HTML

PAGE = """<!doctype html><html><head><title>Gallium - The Paper</title>{meta}
<meta property="og:title" content="Gallium curbs widen"><meta property="og:site_name" content="The Paper">
<meta property="article:published_time" content="2024-12-03T08:00:00Z">
<link rel="canonical" href="https://paper.example/gallium"></head>
<body><nav><a href="/">Home</a><a href="/x">More</a></nav><article><h1>Gallium curbs widen</h1>
<p>{body}</p><p>{body}</p></article><footer>Copyright 2019 The Paper</footer></body></html>"""


def test_html_gives_text_and_what_the_page_says_of_itself(tmp_path: Path) -> None:
    path = write(tmp_path / "a.html", PAGE.format(meta="", body=BODY))
    found = article(path)
    assert found.title == "Gallium curbs widen"
    assert found.text.startswith("Gallium curbs widen\n")
    assert BODY in found.text
    assert "Home" not in found.text
    assert (found.published_at, found.publisher) == ("2024-12-03", "The Paper")
    assert found.url == "https://paper.example/gallium"
    assert article(path, Options(date="2024-12-04", publisher="Q")).published_at == "2024-12-04"


def test_html_in_the_encoding_it_declares(tmp_path: Path) -> None:
    body = "أعلنت وزارة التجارة الصينية حظر تصدير الغاليوم والجرمانيوم إلى الولايات المتحدة الأمريكية." * 2
    page = PAGE.format(meta='<meta charset="windows-1256">', body=body)
    found = article(write(tmp_path / "a.htm", page.encode("cp1256")))
    assert "الغاليوم" in found.text
    assert found.language == "ar"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"<html><body><p>Please log in.</p></body></html>", "no article found"),
        (b"<html></html>", "no article found"),
        (b"just words", "no article found"),
        (b"<html><body>" + b"<div>" * 2000 + b"x", "no article found"),
        (b"<html><meta charset='punycode'><body><p>x</p></body></html>", "unknown encoding 'punycode'"),
        (PAGE.format(meta="", body=BODY).encode() + b"\xff", "not UTF-8"),
    ],
)
def test_bad_html_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in fault(write(tmp_path / "bad.html", content))


# folders


def test_a_folder_is_read_in_order_and_what_is_bad_is_named(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").mkdir()
    write(tmp_path / ".hidden" / "a.txt", "Hidden")
    write(tmp_path / ".b.txt", "Hidden")
    write(tmp_path / "README.md", "read me")
    write(tmp_path / "b.txt", "B title")
    write(tmp_path / "b.json", '{"date": "2025-01-01", "language": "en"}')
    write(tmp_path / "a.json", json.dumps({"title": "A", "text": BODY}))
    write(tmp_path / "c.bin", "?")
    write(tmp_path / "sub" / "d.jsonl", json.dumps({"title": "D", "text": BODY}) + "\n{\n")
    found = list(read(str(tmp_path), Options(), SETTINGS))
    said = [item.title if isinstance(item, Article) else str(item).removeprefix(str(tmp_path)) for item in found]
    assert said[:2] == ["A", "B title"]
    assert said[2].startswith("/c.bin: unknown kind of file")
    assert said[3] == "D"
    assert said[4].startswith("/sub/d.jsonl, line 2: broken JSON")
    assert len(said) == 5


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    assert fault(tmp_path) == f"{tmp_path}: no file in the folder"


def test_the_samples_are_read_whole() -> None:
    samples = Path(__file__).parents[2] / "ingest" / "samples"
    found = articles(samples)
    assert len(found) == len(list(samples.glob("*.txt"))) >= 9
    assert {item.language for item in found} == {"en", "ar", "zh"}
    assert all(item.published_at for item in found)


# standard input


def stdin(monkeypatch: pytest.MonkeyPatch, content: str | bytes) -> list[Article | BadInput | TooLarge]:
    data = content.encode() if isinstance(content, str) else content
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    return list(read("-", Options(), SETTINGS))


GOOD = json.dumps({"title": "T", "text": BODY})


@pytest.mark.parametrize(
    ("content", "titles"),
    [
        ("\n\nA title\n\nbody", ["A title"]),
        (GOOD, ["T"]),
        (f"{GOOD}\n", ["T"]),
        (f"\n{GOOD}\n{GOOD}\n", ["T", "T"]),
        (f"[{GOOD}, {GOOD}]", ["T", "T"]),
        (json.dumps(json.loads(GOOD), indent=1), ["T"]),
        (f"[\n{GOOD},\n{GOOD}\n]\n", ["T", "T"]),
        (f"{GOOD}\n{{broken\n{GOOD}\n", ["T", "standard input, line 2", "T"]),
        (f"{{broken\n{GOOD}\n", ["standard input, line 1", "T"]),
        ("", ["standard input"]),
        ("\n \n", ["standard input"]),
        ("{", ["standard input"]),
        (b"\xef\xbb\xbfA title", ["A title"]),
        (b"\xff\xfeA\x00", ["A"]),
        (b"caf\xe9", ["standard input"]),
        ("x" * 20_001, ["standard input"]),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, content: str | bytes, titles: list[str]) -> None:
    found = stdin(monkeypatch, content)
    assert [item.title if isinstance(item, Article) else str(item).split(":")[0] for item in found] == titles
