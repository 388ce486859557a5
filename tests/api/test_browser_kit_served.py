"""The kit for Neo4j Browser as a command writes it, and as Neo4j Browser fetches it."""

import httpx
import pytest

from graph.browser.kit import GUIDE, STYLE, kit
from tests.api.conftest import Shell


@pytest.mark.parametrize("name", [STYLE, GUIDE])
def test_any_page_may_fetch_style_and_guide(client: httpx.Client, name: str) -> None:
    asked = {"Origin": "http://localhost:7474", "Access-Control-Request-Headers": "cache-control,pragma"}
    allowed = client.options(f"/browser-kit/{name}", headers=asked | {"Access-Control-Request-Method": "GET"})
    assert allowed.status_code == 204
    answer = client.get(f"/browser-kit/{name}", headers=asked)
    assert answer.content == kit()[name]
    for one in (allowed, answer):
        assert one.headers["access-control-allow-origin"] == "*"
    assert client.get("/browser-kit/queries").status_code == 404


def test_the_command_writes_the_kit_and_says_what_to_do(shell: Shell) -> None:
    done = shell("browser-kit", "--out", "kit", TECHTRADE_PORT="8123")
    assert (done.status, done.err) == (0, "")
    for name, content in kit().items():
        assert (shell.folder / "kit" / name).read_bytes() == content
    assert ":guide http://localhost:8123/browser-kit/guide.html" in done.out
    (shell.folder / "file").touch()
    failed = shell("browser-kit", "--out", "file/kit")
    assert (failed.status, failed.out) == (1, "")
    assert failed.err.startswith("techtrade: file/kit: the kit cannot be written")
