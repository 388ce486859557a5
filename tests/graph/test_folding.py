"""Names folded for searches."""

import pytest

from graph.folding import words


@pytest.mark.parametrize(
    ("names", "folded"),
    [
        (("U.S. Commerce Department", "US  commerce\tdepartment"), "us commerce department"),
        (("Jean-Noël O'Brien", "JEAN NOEL OBRIEN", "Jean–Noël O’Brien"), "jean noel obrien"),
        (("ＡＳＭＬ", "asml"), "asml"),
        (("黃仁勳", "黄仁勋"), "黄仁勋"),
        (("莱娜·罗特", "莱娜罗特", "萊娜・羅特"), "莱娜罗特"),
        (("إنفيديا", "انفيديا", "أنڤيديا", "اِنفيديـا"), "انفيديا"),
        (("وزارة التجارة", "وزاره التجاره"), "وزاره التجاره"),
        (("台積電（TSMC）",), "台积电tsmc"),
        (("...", "", " - "), ""),
    ],
)
def test_spellings_of_one_name_fold_to_the_same(names: tuple[str, ...], folded: str) -> None:
    assert {words(name) for name in names} == {folded}


def test_folding_again_changes_nothing() -> None:
    for name in ("Straße İstanbul", "ŉ ﬁn ½", "乾隆 乾燥 著作", "ﷺ ﻻ", "が・ガ"):
        assert words(words(name)) == words(name)
