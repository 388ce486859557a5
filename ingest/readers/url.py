"""An address on the web: HTML, or plain text or JSON where the server says that it is."""

from collections.abc import Iterator
from dataclasses import replace

import httpx

from graph.errors import BadInput, TooLarge
from graph.settings import Settings
from ingest.readers.article import Item, Options, article
from ingest.readers.content import decode
from ingest.readers.fetch import Page, fetch, shown
from ingest.readers.html_file import html_article
from ingest.readers.json_file import json_articles


def read_url(address: str, options: Options, settings: Settings) -> Iterator[Item]:
    """Yield the articles of an address."""
    try:
        page = fetch(address, settings)
    except (BadInput, TooLarge) as fault:
        yield fault
        return
    yield from _articles(page, options, settings, shown(page.url))


def _articles(page: Page, options: Options, settings: Settings, where: str) -> Iterator[Item]:
    try:
        match page.content_type:
            case "text/html" | "application/xhtml+xml":
                found = html_article(page.data, page.charset, options, settings, where)
                yield found if options.url or _same_site(found.url, page.url) else replace(found, url=page.url)
            case "text/plain":
                text = decode(page.data, where)
                yield article(text, options.over(Options(url=page.url)), settings, where)
            case "application/json":
                text = decode(page.data, where)
                yield from json_articles(text, options, settings, where)
            case other:
                raise BadInput(f"{where}: content type {other[:60] or 'not said'!r}, no article")
    except (BadInput, TooLarge) as fault:
        yield fault


def _same_site(claimed: str | None, fetched: str) -> bool:
    """Whether a page's word on its own address can be true: it may not pass itself off as another site's."""
    try:
        return claimed is not None and httpx.URL(claimed).host == httpx.URL(fetched).host
    except httpx.InvalidURL:
        return False
