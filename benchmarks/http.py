"""Requests a second of the hot routes, beside bare uvicorn that does the same work and FastAPI's response_model.

Run with ``python -m benchmarks.http``. Every server is a process of its own; the load comes from another one, over 64
connections that are kept. All figures are of one run on one machine: read them beside each other. On a machine
that does other things besides, requests a second of the server's own processor time say more than those of the clock:
the comparison is by these, round by round (the servers take turns within one), and of those the median.

The same work is what a caller or an operator can see: the same bytes in body and headers (a request id, a tag of the
graph's version and the address, 304 for who has it, what tells browsers to be careful), and the same line in the log.
What techtrade does besides stands to its account: keys, rates, metrics, other origins, limits, routing.

*kept*: the same question again and again, which both servers answer from memory after a look at the graph's version.
*fresh*: a question never asked before, each time: both servers ask the database.
"""

import argparse
import asyncio
import logging
import multiprocessing
import os
import socket
import tempfile
import time
import zlib
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count, repeat
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import parse_qs

import uvicorn
from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

from api import logs
from api.answers import Versions
from api.app import create_app
from api.policy import HEADERS
from api.routes.influence import Between, paths
from api.routes.queries import Answer
from graph.queries.actor_search import ActorSearch
from graph.queries.neighbours import NeighbourRow, Neighbours
from graph.settings import Settings
from graph.store import Store, open_store

CONNECTIONS = 64
NEIGHBOURHOOD = "/v1/queries/neighbours?actor=hub&limit=200"
SEARCH = "/v1/queries/actor-search?text=Company+7"
PATHS = "/v1/paths?source=hub&target=n7"

_GRAPH = """
CREATE (hub:Entity:Company:Actor {id: 'hub', name: 'Hub', names: 'Hub\\nhub', articles: 1})
WITH hub UNWIND range(1, 200) AS i
CREATE (near:Entity:Company:Actor {id: 'n' + i, name: 'Company ' + i, names: 'company ' + i, articles: 1})
CREATE (hub)-[:SUPPLIES {id: 'r' + i, claims: 1, articles: 1, origins: 1, firstPublished: '2025-01-02',
                         lastPublished: '2025-01-02', confidence: 0.8}]->(near)
CREATE (article:Article {id: 'a' + i, title: 'Title', language: 'en', publishedAt: '2025-01-02'})
CREATE (claim:Claim {id: 'c' + i, relation: 'r' + i, type: 'SUPPLIES', quote: 'Hub supplies it.', start: 0, end: 16,
                     modality: 'asserted', polarity: 'affirmed', fact: true, publishedAt: '2025-01-02',
                     recordedAt: '2025-01-02', extractor: 'none', confidence: 0.8})
CREATE (claim)-[:SUBJECT]->(hub) CREATE (claim)-[:OBJECT]->(near) CREATE (claim)-[:STATED_IN]->(article)
"""


def work(store: Store, path: str, query: str) -> bytes:
    """Return the body of a hot route, by the same functions that the application calls."""
    given = {name: values[0] for name, values in parse_qs(query).items()}
    if path == "/v1/paths":
        return paths(Between.model_validate(given), store).model_dump_json(by_alias=True).encode()
    kind: Any = Neighbours if path.endswith("neighbours") else ActorSearch
    asked = kind.model_validate(given)
    return Answer(query=asked.name, rows=store.run(asked)).model_dump_json(by_alias=True).encode()


def bare(store: Store) -> Callable[..., Awaitable[None]]:
    """Return an application of nothing but uvicorn's own interface."""
    versions, kept, numbers = Versions(store), dict[tuple[int, bytes, bytes], tuple[bytes, Any, bytes]](), count()
    same = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items() if name != "Cache-Control"]
    log = logging.getLogger("api.access")

    async def app(scope: Any, _receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        began, given = time.perf_counter(), dict(scope["headers"])
        id = given.get(b"x-request-id") or b"01234567%08x" % next(numbers)
        path, query = scope["raw_path"], scope["query_string"]
        place = (await versions.current(), path, query)
        if place not in kept:
            body = await run_in_threadpool(work, store, scope["path"], query.decode())
            tag = b'W/"01234567-%d-%x"' % (place[0], zlib.crc32(query, zlib.crc32(path)))
            plain = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
            plain += [(b"etag", tag), (b"cache-control", b"private, no-cache"), (b"vary", b"Accept-Encoding")]
            kept[place] = tag, [*plain, *same], body
        tag, headers, body = kept[place]
        status = 200
        if tag in given.get(b"if-none-match", b""):
            status, headers, body = 304, headers[2:], b""
        await send({"type": "http.response.start", "status": status, "headers": [*headers, (b"x-request-id", id)]})
        await send({"type": "http.response.body", "body": body})
        told = {"method": scope["method"], "path": scope["path"], "status": status, "bytes": len(body)}
        told |= {"route": scope["path"], "seconds": time.perf_counter() - began, "request": id.decode()}
        told |= {"client": scope["client"][0], "key": None}
        line = {"name": log.name, "levelno": logging.INFO, "levelname": "INFO", "fields": told}
        log.handle(logging.makeLogRecord(line | {"msg": f"{scope['method']} {scope['path']} {status}"}))

    return app


def with_response_model(store: Store) -> FastAPI:
    """Return an application that leaves a neighbourhood, already read, to FastAPI's response_model."""
    app = FastAPI()
    rows = store.run(Neighbours(actor="hub", limit=200))
    plain = [row.model_dump(by_alias=True) for row in rows]

    @app.get("/models", response_model=Answer[NeighbourRow])
    def of_models() -> Any:
        return Answer(query="neighbours", rows=rows)

    @app.get("/dicts", response_model=Answer[NeighbourRow])
    def of_dicts() -> Any:
        return {"query": "neighbours", "rows": plain}

    return app


APPS: dict[str, Callable[[Store], Any]] = {
    "techtrade": lambda store: create_app(store, store.settings),
    "bare uvicorn": bare,
    "response_model": with_response_model,
}


def serve(name: str, data: Path, port: int) -> None:
    """Serve one of the applications; a process of its own."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    with open_store(Settings(data=data)) as store:
        logs.configure(store.settings.log)
        store.write(_GRAPH)
        uvicorn.Server(uvicorn.Config(APPS[name](store), port=port, log_config=None, access_log=False)).run()


@contextmanager
def served(name: str) -> Iterator[tuple[int, int]]:
    """Run a server as long as the context lasts; yield its port and its process id."""
    with socket.create_server(("127.0.0.1", 0)) as one:
        port = one.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        process = multiprocessing.get_context("spawn").Process(target=serve, args=(name, Path(folder), port))
        process.start()
        try:
            until = time.monotonic() + 60
            while time.monotonic() < until:
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=1).close()
                    break
                except OSError:
                    time.sleep(0.1)
            yield port, process.pid or 0
        finally:
            process.terminate()
            process.join(30)


async def _connection(port: int, addresses: Iterator[str], until: float, times: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for path in addresses:
        began = time.perf_counter()
        if began > until:
            break
        writer.write(f"GET {path} HTTP/1.1\r\nHost: benchmark\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        body = await reader.readexactly(length)
        if not head.startswith(b"HTTP/1.1 200"):
            raise SystemExit(f"{path}: {head[:40]!r} {body[:200]!r}")
        times.append(time.perf_counter() - began)
    writer.close()


def _processor(pid: int) -> float:
    """Return the processor time that a process has used so far, in seconds."""
    used = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK")


async def _load(port: int, pid: int, addresses: Iterator[str], seconds: float) -> tuple[list[float], float, float]:
    """Return how long each request took, how long all did, and the server's processor time."""
    times: list[float] = []
    used, began = _processor(pid), time.perf_counter()
    await asyncio.gather(*(_connection(port, addresses, began + seconds, times) for _ in range(CONNECTIONS)))
    return times, time.perf_counter() - began, _processor(pid) - used


def _again(path: str) -> Iterator[str]:
    return repeat(path)


def _never_asked(path: str) -> Iterator[str]:
    # A date that leaves nothing out makes the address a new one.
    return (
        f"{path}&known_at={2100 + number // 300}-{number // 25 % 12 + 1:02}-{number % 25 + 1:02}" for number in count()
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=1, help="of every round")
    parser.add_argument("--rounds", type=int, default=5, help="the servers take turns")
    options = parser.parse_args()
    both, alone = ("techtrade", "bare uvicorn"), ("response_model",)
    kinds: list[tuple[str, tuple[str, ...], Iterator[str]]] = [
        ("neighbourhood, kept", both, _again(NEIGHBOURHOOD)),
        ("search, kept", both, _again(SEARCH)),
        ("paths, kept", both, _again(PATHS)),
        ("neighbourhood, fresh", both, _never_asked(NEIGHBOURHOOD)),
        ("paths, fresh", both, _never_asked(PATHS)),
        ("neighbourhood as models", alone, _again("/models")),
        ("neighbourhood as dicts", alone, _again("/dicts")),
    ]
    rates: dict[tuple[str, str], list[float]] = {}  # of each round
    print(f"{'question':26} {'server':16} {'requests/s':>11} {'/s of cpu':>10} {'median ms':>10} {'p99 ms':>8}")
    with ExitStack() as stack:
        servers_up = {server: stack.enter_context(served(server)) for server in APPS}
        for question, servers, addresses in kinds:
            times: dict[str, list[float]] = {server: [] for server in servers}
            took, by_cpu = dict.fromkeys(servers, 0.0), dict[str, list[float]]()
            for turn in range(options.rounds + 1):
                for server in servers:
                    some, seconds, cpu = asyncio.run(_load(*servers_up[server], addresses, options.seconds))
                    if turn:  # the first warms up
                        times[server] += some
                        took[server] += seconds
                        by_cpu.setdefault(server, []).append(len(some) / cpu)
            for server in servers:
                rates[question, server], usual = by_cpu[server], median(by_cpu[server])
                rate = len(times[server]) / took[server]
                ordered = sorted(times[server])
                half, p99 = (ordered[int(len(ordered) * part)] * 1000 for part in (0.5, 0.99))
                print(f"{question:26} {server:16} {rate:11,.0f} {usual:10,.0f} {half:10.1f} {p99:8.1f}", flush=True)
    for question, servers, _ in kinds:
        if servers == both:
            part = _beside(rates[question, "techtrade"], rates[question, "bare uvicorn"])
            print(f"{question}: {part:.0%} of bare uvicorn")
        else:
            times_as_many = _beside(rates["neighbourhood, kept", "techtrade"], rates[question, "response_model"])
            print(f"{question}: techtrade answers {times_as_many:.1f} times as many")


def _beside(ours: list[float], theirs: list[float]) -> float:
    """Return the median, over the rounds, of our rate beside theirs of the same round."""
    return median(our / their for our, their in zip(ours, theirs, strict=True))


if __name__ == "__main__":
    main()
