"""Folding keeps the way back to the original text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.folding import fold, fold_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nvidia", "NVIDIA"),
        ("أمريكا", "امريكا"),
        ("الصِّين", "الصين"),
        ("وزارة", "وزاره"),
        ("هـوانغ", "هوانغ"),
        ("輝達", "辉达"),
        ("盧特尼克", "卢特尼克"),
        ("ＴＳＭＣ", "tsmc"),
        ("Šefčovič", "sefcovic"),
        ("ﻻ", "لا"),
        ("a\u200bb\u202ec", "abc"),
        ("O’Leary", "O'Leary"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


def test_different_names_stay_apart() -> None:
    assert fold_name("H20") != fold_name("H200")
    assert fold_name("سوريا") != fold_name("سويسرا")


def test_a_span_of_the_folded_text_is_a_span_of_the_original() -> None:
    text = "قالت الـصِّيـن إن"
    folded = fold(text)
    start = folded.text.index("الصين")
    a, b = folded.span(start, start + 5)
    assert fold_name(text[a:b]) == "الصين"
    assert text[a:b].startswith("ا")


@given(st.text(max_size=200))
def test_offsets_rise_and_stay_inside(text: str) -> None:
    folded = fold(text)
    offsets = list(folded.offsets)
    assert len(offsets) == len(folded.text) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)
    for i, char in enumerate(folded.text):
        assert char in fold(text[offsets[i]]).text
