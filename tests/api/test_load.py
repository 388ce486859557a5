"""Load: many connections at once, and the database that goes away under them and comes back."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from benchmarks.load import load
from benchmarks.server import request, running
from graph.settings import Settings
from graph.store import open_store
from graph.writing import write
from tests.neo4j import server
from tests.story import extractions

_T = TypeVar("_T")
_PATH = "/v1/queries/timeline?actor=quarzo"


@pytest.mark.neo4j
def test_the_database_goes_away_and_comes_back(
    neo4j_server: server.Server, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A server of its own is stopped and started on the same port: clean 503s meanwhile, then answers again."""
    assert neo4j_server  # what is missing to start one has been said by now
    home = tmp_path_factory.mktemp("load") / "server"
    database = server.start(home)
    settings = Settings(data=home.parent, url=database.url, password=database.password, connect_seconds=3.0)
    with open_store(settings) as store:
        write(store, list(extractions()))
    try:
        with running(settings) as http:
            seen = _run(_asked_throughout(http.port, database, home))
    finally:
        database.stop()
    assert set(seen) == {200, 503}, seen
    assert seen[200] > 20
    assert seen[503] > 5


def _run(work: Coroutine[object, object, _T]) -> _T:
    """In a thread of its own: where Chromium is tested too, this one already has a running loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


async def _asked_throughout(port: int, database: server.Server, home: Path) -> Counter[int]:
    seen: Counter[int] = Counter()
    ended = asyncio.Event()

    async def ask(number: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while not ended.is_set():
            # Every address is a new one, so that what is kept in memory does not hide that the database is gone.
            path = f"{_PATH}&limit={number + 1}&offset={seen.total()}"
            status, headers, body = await asyncio.wait_for(request(reader, writer, path), 60)
            seen[status] += 1
            if status != 200:
                assert headers["retry-after"].isdigit()
                assert body.startswith(b'{"detail":')
                assert b"Traceback" not in body
                await asyncio.sleep(0.05)
        writer.close()

    lanes = [asyncio.create_task(ask(number)) for number in range(16)]
    await _until(lambda: seen[200] > 20)
    await asyncio.to_thread(database.stop)
    await _until(lambda: seen[503] > 5)
    await asyncio.to_thread(database.restart, home)
    before = seen[200]
    await _until(lambda: seen[200] > before + 100)
    failures = seen[503]
    await asyncio.sleep(1)
    assert seen[503] == failures, "it has recovered for good"
    ended.set()
    await asyncio.gather(*lanes)
    return seen


async def _until(reached: Callable[[], bool]) -> None:
    async with asyncio.timeout(120):
        while not reached():
            await asyncio.sleep(0.05)


def test_many_connections_at_once(embedded_settings: Settings, tmp_path: Path) -> None:
    settings = replace(embedded_settings, data=tmp_path)
    with open_store(settings) as store:
        write(store, list(extractions()))
    statuses: Counter[str] = Counter()
    times: list[float] = []
    with running(settings) as http:
        _run(load(http.port, 2, 64, statuses, times))
        before, began = http.memory(), time.monotonic()
        _run(load(http.port, 8, 64, statuses, times))
        assert http.memory() < before * 1.1
    assert time.monotonic() - began < 60
    # Of actors that the story has not, paths and cards are 404s.
    assert set(statuses) <= {"200", "404"}
    assert len(times) > 500
