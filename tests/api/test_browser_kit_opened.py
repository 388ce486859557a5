"""The kit in the real Neo4j Browser, in a real Chromium: styled, drawn, saved, guided."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from api.app import create_app
from graph.browser.kit import FOLDER, QUERIES, kit
from graph.browser.saved import drawing, saved, setting
from graph.settings import Settings
from graph.store import open_store
from ingest.readers import Options
from ingest.run import ingest
from tests.api.conftest import serving
from tests.conftest import empty
from tests.neo4j.server import Server

pytestmark = [pytest.mark.neo4j, pytest.mark.browser]

SAMPLES = Path(__file__).parent.parent.parent / "ingest/samples"
_DROP = """data => {
    const bytes = Uint8Array.from(atob(data), one => one.charCodeAt(0));
    const carried = new DataTransfer();
    carried.items.add(new File([bytes], "techtrade-queries.zip"));
    return carried;
}"""


@pytest.fixture(scope="module")
def address(neo4j_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the kit is served, over a database that holds the sample articles."""
    data = tmp_path_factory.mktemp("data")
    settings = Settings(data=data, url=neo4j_server.url, password=neo4j_server.password)
    with open_store(settings) as store:
        empty(store)
        ingest(store, [str(SAMPLES)], Options(), replace(settings, workers=1))
        with serving(create_app(store, settings), settings) as client:
            yield str(client.base_url).replace("127.0.0.1", "localhost").rstrip("/") + "/browser-kit"


@pytest.fixture(scope="module")
def page(chromium: Browser, neo4j_server: Server, address: str) -> Iterator[Page]:
    """Neo4j Browser, connected."""
    page = chromium.new_page(viewport={"width": 1500, "height": 1000})
    page.set_default_timeout(60_000)
    expect.set_options(timeout=60_000)
    page.goto(f"{neo4j_server.http}/browser/?connectURL={neo4j_server.url}")
    page.fill("[data-testid=username]", "neo4j")
    page.fill("[data-testid=password]", neo4j_server.password)
    page.click("[data-testid=connect]")
    page.wait_for_selector("text=:play start")
    yield page
    page.close()


def run(page: Page, text: str) -> None:
    """Type a text into the editor, over what is there, and run it."""
    page.click(".monaco-editor")
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(text)
    page.keyboard.press("Control+Enter")


def test_the_style_is_fetched_and_the_parameters_set(page: Page, address: str) -> None:
    run(page, f":style {address}/techtrade.grass")
    page.wait_for_selector("text=node.GovernmentBody")
    run(page, ":clear")
    run(page, setting())
    expect(page.locator("[title='Status: success']")).to_have_count(setting().count(":param "))
    run(page, ":clear")


@pytest.mark.parametrize("name", ["actor", "influence", "evidence", "letters", "controls"])
def test_a_saved_query_draws_in_the_styles_colours(page: Page, tmp_path: Path, name: str) -> None:
    run(page, drawing(name).text())
    page.wait_for_selector("svg .node circle")
    picture = tmp_path / f"{name}.png"
    page.wait_for_timeout(1500)  # the layout comes to rest
    page.screenshot(path=picture)
    fills = set(page.eval_on_selector_all("svg .node circle", "all => all.map(one => one.getAttribute('fill'))"))
    captions = " ".join(page.locator("svg .node text").all_text_contents())
    types = " ".join(page.locator("svg .relationship text").all_text_contents())
    run(page, ":clear")
    page.wait_for_selector("svg .node circle", state="detached")
    assert picture.stat().st_size > 20_000
    person, company, product = "#f2b134", "#2f78b7", "#a5cf6b"
    seen = {
        "actor": ({person, company}, "Jensen", "HOLDS_POSITION"),
        "influence": ({person, company, product}, "H20", "MAKES"),
        "evidence": ({person, company, "#fff8dc", "#eef1f4"}, "Nvidia", "STATED_IN"),
        "letters": ({person}, "", "SIGNED"),
        "controls": ({product}, "H20", "RESTRICTS"),
    }
    colours, caption, type = seen[name]
    assert colours <= fills
    assert caption in captions
    assert type in types


def test_all_queries_are_saved_by_one_drop(page: Page) -> None:
    dropped = page.evaluate_handle(_DROP, base64.b64encode(kit()[QUERIES]).decode())
    page.dispatch_event(".monaco-editor", "drop", {"dataTransfer": dropped})
    page.click("[data-testid=navigationFavorites]")
    page.click(f"text={FOLDER}")
    for one in saved():
        expect(page.get_by_text(f"{one.name}: {one.meaning}")).to_be_attached()
    page.click("[data-testid=navigationFavorites]")


def test_the_guide_opens_and_its_queries_run_by_a_click(page: Page, address: str) -> None:
    run(page, f":guide {address}/guide.html")
    page.wait_for_selector("text=From a story in the news")
    for step in range(1, 9):
        page.click("text=Next")
        page.wait_for_selector(f"h3:has-text('{step}. ')")
    page.click("pre.runnable")
    page.wait_for_selector("text=RETURN path, strength")
