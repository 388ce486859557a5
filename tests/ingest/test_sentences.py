"""Sentences and tokens, in the three languages."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.sentences import sentences
from ingest.extract.tokens import stem, tokens


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The U.S. Commerce Department acted. Nvidia Corp. objected.", 2),
        ("It sold chips to the U.S. The ban followed.", 2),
        ("Sen. Tom Cotton wrote to J. D. Vance. He got no answer.", 2),
        ("The rule took effect on Jan. 5 and covers 3.5 percent.", 1),
        ("قالت الوزارة إنها ستردّ. هل ترد؟ نعم!", 3),
        ("商务部表示反对。外交部说：“这是错误的。”随后会议结束！", 3),
        ("A title\n\nA body.", 2),
        ("", 0),
        ("  \n ", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(cut(text)) == count


@given(st.text(max_size=300))
def test_sentences_cover_everything_but_blanks(text: str) -> None:
    assert "".join("".join(cut(text)).split()) == "".join(text.split())
    spans = sentences(text)
    assert all(a < b for a, b in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


def words(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in tokens(text, language)]


def test_tokens_part_what_names_are_written_together_with() -> None:
    assert words("Nvidia's U.S. rival", "en") == ["Nvidia", "'s", "U.S.", "rival"]
    assert words("وهواوي لإنفيديا", "ar") == ["و", "هواوي", "ل", "إنفيديا"]
    assert words("美国对H20芯片", "zh") == ["美", "国", "对", "H20", "芯", "片"]


def test_stems_join_inflections() -> None:
    assert stem("banned", "en")[:4] == stem("banning", "en")[:4]
    assert stem("الحظر", "ar") == stem("والحظر", "ar") == "حظر"


def test_a_sentence_without_an_end_is_cut_at_blanks() -> None:
    text = "Nvidia sold chips to Huawei and " * 1000
    found = sentences(text)
    assert all(end - start <= 2000 and text[start:end] == text[start:end].strip() for start, end in found)
    assert " ".join(text[start:end] for start, end in found) == text.strip()
    assert [end - start for start, end in sentences("A" * 5000)] == [2000, 2000, 1000]
