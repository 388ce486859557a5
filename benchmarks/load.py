"""Load on the application over 64 connections, with its memory watched: ``python -m benchmarks.load``.

With ``--url`` the database is the Neo4j there (TECHTRADE_PASSWORD is its password), else the embedded engine. The
questions are those of a reader who looks around: searches, cards, neighbourhoods, timelines, paths, reports; one in
twenty is new.
"""

import argparse
import asyncio
import os
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

from benchmarks.server import Running, request, running
from graph.settings import Settings
from graph.store import open_store
from ingest.readers import Options
from ingest.run import ingest

CONNECTIONS = 64
_QUESTIONS = (
    "/v1/queries/actor-search?text=Huang",
    "/v1/queries/actor-card?actor=nvidia",
    "/v1/queries/neighbours?actor=nvidia&limit=50",
    "/v1/queries/timeline?actor=nvidia",
    "/v1/queries/most-tied",
    "/v1/paths?source=jensen-huang&target=h20",
    "/v1/reports/influence?source=jensen-huang&target=h20&format=html",
)


def questions(seed: int) -> Iterator[str]:
    """Yield addresses without an end, the same for the same seed."""
    chance = random.Random(seed)
    while True:
        path = chance.choice(_QUESTIONS)
        if chance.random() < 0.05:
            date = f"{chance.randint(2030, 2099)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
            path = f"/v1/queries/neighbours?actor=nvidia&limit=50&known_at={date}"
        yield path


async def load(port: int, seconds: float, connections: int, statuses: Counter[str], times: list[float]) -> None:
    """Ask over so many connections; count statuses, and note how long each answer took."""
    until = time.monotonic() + seconds

    async def one(number: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for path in questions(number):
            if time.monotonic() > until:
                break
            began = time.perf_counter()
            try:
                status, _, _ = await asyncio.wait_for(request(reader, writer, path), 60)
            except (OSError, EOFError, TimeoutError) as error:
                statuses[type(error).__name__] += 1
                writer.close()
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                continue
            statuses[str(status)] += 1
            times.append(time.perf_counter() - began)
        writer.close()

    await asyncio.gather(*(one(number) for number in range(connections)))


def _filled(settings: Settings) -> None:
    with as_file(files("ingest") / "samples") as folder, open_store(settings) as store:
        ingest(store, [str(folder)], Options(), settings)


def main() -> None:
    """Print requests a second, errors, and the server's memory before, half-way and after."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--url", default="", help="of a Neo4j")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        password = os.environ.get("TECHTRADE_PASSWORD", "")
        settings = Settings(data=Path(folder), url=options.url, password=password, port=0)
        _filled(settings)
        with running(settings) as server:
            _measure(server, options.seconds)


def _measure(server: Running, seconds: float) -> None:
    statuses: Counter[str] = Counter()
    times: list[float] = []
    memory = []
    part = seconds / 6
    for _ in range(6):
        asyncio.run(load(server.port, part, CONNECTIONS, statuses, times))
        memory.append(server.memory())
        print(f"after {len(memory) * part:4.0f} s: {len(times):,} answers, {memory[-1] / 1e6:.0f} MB", flush=True)
    times.sort()
    p50, p99 = (times[int(len(times) * p)] * 1000 for p in (0.5, 0.99))
    print(f"{len(times) / seconds:,.0f} requests a second; median {p50:.1f} ms, 99th percentile {p99:.1f} ms")
    print(f"statuses: {dict(statuses)}; memory from {memory[0] / 1e6:.0f} to {memory[-1] / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
