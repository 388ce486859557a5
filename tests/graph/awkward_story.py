"""An article whose names, title and sentence are what formats trip over, for the tests of the exports."""

from itertools import pairwise

from graph.records import Article, Claim, Entity, Extraction, Mention

NAMES = {
    "formula": "=HYPERLINK(\"http://evil.example\",'x')",
    "plus": "+1+cmd|' /C calc'!A0",
    "minus": "-2+3",
    "at": "@SUM(A1)",
    "full-width": "＝1＋1",
    "quotes": "O'Brien \"and\" `Sons` \\' \\",
    "lines": "one\ntwo\r\nthree\ttab",
    "escape": "\\u0027}) DETACH DELETE n //",
    "markup": "</data><node id='x'/> & <![CDATA[",
    "control": "bell\x07 bidi\u202e nonchar\ufffe",
    "scripts": "黄仁勋 جنسن هوانغ 𝔘𝔫\u2028separator",
}


def awkward() -> Extraction:
    """An article whose names, title and sentence are what formats trip over."""
    text = " ".join(NAMES.values())
    article = Article(NAMES["formula"], text, "en", NAMES["quotes"], "https://news.example/a?b=1&c=<2>", "2025-08-01")
    entities = [
        Entity(id, "Company", name, {"en": name}, (NAMES["lines"], "; |"), registered=True)
        for id, name in NAMES.items()
    ]
    ids = sorted(NAMES)
    claims = [
        Claim(article.id, one, "PAYS", other, text, 0, len(text), properties={"kind": NAMES["plus"]}, confidence=0.5)
        for one, other in pairwise(ids)
    ]
    mentions = tuple(Mention(id, 0, 1, NAMES[id]) for id in ids)
    return Extraction(article, tuple(entities), mentions, tuple(claims))
