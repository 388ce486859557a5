"""The report in a real browser: everybody can read it, at any width, and nothing is fetched."""

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Request

from graph.influence.paths import Search
from graph.report.data import influence_report
from graph.report.render import write_report
from graph.settings import Settings
from graph.store import open_store
from graph.writing import write
from tests.story import extractions

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Reports with paths, with one that time forbids, and without a path."""
    folder = tmp_path_factory.mktemp("reports")
    with open_store(Settings(data=tmp_path_factory.mktemp("kept"))) as store:
        write(store, list(extractions()))
        made = [
            influence_report(store, "lena-roth", "q7", 6),
            influence_report(store, "omar-haddad", "q7"),
            influence_report(store, "omar-haddad", "licence-rule", search=Search(max_hops=2)),
        ]
    assert made[1].rejected
    return [write_report(one, folder, ["html"])[0] for one in made]


@pytest.mark.parametrize("width", [400, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_it(
    chromium: Browser, pages: list[Path], scheme: Literal["light", "dark"], width: int
) -> None:
    for path in pages:
        look(chromium, path, scheme, width)


def look(chromium: Browser, path: Path, scheme: Literal["light", "dark"], width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == width
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert [request.url for request in asked] == [path.as_uri()]
    page.close()


def test_quotes_are_set_in_their_direction_and_all_are_printed(chromium: Browser, pages: list[Path]) -> None:
    page = chromium.new_page()
    page.goto(pages[0].as_uri())
    arabic = page.locator("blockquote[lang=ar]").first
    assert arabic.evaluate("quote => getComputedStyle(quote).direction") == "rtl"
    hidden = page.locator("details:not([open]) blockquote").first
    assert not hidden.is_visible()
    page.emulate_media(media="print")
    assert hidden.evaluate("quote => quote.getBoundingClientRect().height") > 0
    page.close()
