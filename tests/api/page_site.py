"""A server with the sample articles, and pages in a real Chromium that may ask nothing but that server."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request

from tests.api.conftest import Shell, stop, wait_for_line


@dataclass
class Site:
    """Where the server is, and what pages asked for and complained of."""

    address: str
    browser: Browser
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @contextmanager
    def open(self, path: str, width: int = 1280, language: str = "en-US", **context: object) -> Iterator[Page]:
        """Open a path; afterwards there must have been no complaint and no request to elsewhere."""
        settings = {
            "viewport": {"width": width, "height": 860},
            "locale": language,
            "reduced_motion": "reduce",
        } | context
        made = self.browser.new_context(**settings)  # type: ignore[arg-type]
        made.on("request", self._asked)
        page = made.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda said: self.complaints.append(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(self.address + path)
        yield page
        made.close()
        assert self.complaints == []
        assert self.elsewhere == []

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.elsewhere.append(request.url)


@contextmanager
def serving_samples(folder: Path, browser: Browser) -> Iterator[Site]:
    """Put the sample articles into a graph of their own, and serve it as techtrade serves."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "TECHTRADE_DATA": str(folder / "kept")}
    shell = Shell(folder, environment)
    done = shell("ingest", str(files("ingest").joinpath("samples")))
    assert done.status == 0, done.err
    process = shell.start("serve", "--port", "0")
    line = wait_for_line(process, "serving at")
    address = next(word for word in line.split() if word.startswith("http://")).rstrip("/,.;:")
    assert urlsplit(address).hostname == "127.0.0.1"
    said, process.stderr = process.stderr, None
    assert said
    reader = threading.Thread(target=said.read)  # a full pipe would hold the server up
    reader.start()
    yield Site(address, browser)
    assert stop(process) == 0
    reader.join()
    said.close()
