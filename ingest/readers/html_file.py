"""HTML: trafilatura finds the article's text and what the page says of itself."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from trafilatura import bare_extraction
from trafilatura.settings import Document

from graph.errors import BadInput, TooLarge
from graph.records import Article
from graph.settings import Settings
from ingest.readers.article import Item, Options, article, titled
from ingest.readers.content import decode, open_file
from ingest.readers.text_file import beside

# Fewer characters than this are a notice ("please log in"), no article.
_SHORTEST = 60
# A page's mark-up is a multiple of its text; the limit on the text itself comes after.
_MARKUP = 4
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})""", re.IGNORECASE)
# Encodings of the web by Python's names, and the wider ones that browsers read them as. Nothing else is decoded:
# some of Python's codecs take time that grows with the square of the input.
_WIDER = {"ascii": "cp1252", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
_WEB = (
    *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "big5hkscs"),
    *("cp1250", "cp1251", "cp1252", "cp1254", "cp1256", "iso8859-2", "iso8859-6", "iso8859-15"),
)


def read_html(path: Path, options: Options, settings: Settings) -> Iterator[Item]:
    """Yield the one article of an HTML file."""
    where = str(path)
    try:
        with open_file(path, _MARKUP * settings.max_text_bytes, "max_text_bytes") as stream:
            data = stream.read(_MARKUP * settings.max_text_bytes)
        if not data.strip():
            raise BadInput(f"{where}: empty, or nothing but blanks")
        yield html_article(data, None, options.over(beside(path, settings)), settings, where)
    except (BadInput, TooLarge) as fault:
        yield fault


def html_article(data: bytes, charset: str | None, options: Options, settings: Settings, where: str) -> Article:
    """Return the article of a page.

    Parameters
    ----------
    charset : str or None
        As the server says; else the page's own word counts, else it is UTF-8.

    Raises
    ------
    BadInput, TooLarge
    """
    page = decode(data, where, _encoding(data, charset, where))
    found = bare_extraction(
        page,
        url=options.url,
        include_comments=False,
        with_metadata=True,
        # Guessing a date from anywhere in the page is worse than none.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if not isinstance(found, Document) or len(text := (found.text or "").strip()) < _SHORTEST:
        raise BadInput(f"{where}: no article found in the HTML")
    options = options.over(Options(date=found.date, publisher=found.sitename, url=found.url, title=found.title))
    return article(titled(options.title, text), options, settings, where)


def _encoding(data: bytes, charset: str | None, where: str) -> str:
    if not charset and (declared := _CHARSET.search(data[:4096])):
        charset = declared[1].decode()
    if not charset:
        return "utf-8"
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError):
        name = ""
    name = _WIDER.get(name, name)
    if name not in _WEB:
        raise BadInput(f"{where}: unknown encoding {charset[:40]!r}")
    # A page that could be searched for its declaration is no UTF-16, whatever it says (so do browsers).
    return "utf-8" if name.startswith("utf-16") and b"\0" not in data[:64] else name
