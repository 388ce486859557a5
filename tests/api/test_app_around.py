"""What surrounds every request: tags, compression, other origins, ids, logs, metrics, rates; over a real socket."""

import gzip
import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import orjson
import pytest

from api.app import create_app
from api.logs import JsonLines
from graph.settings import Settings
from graph.store import Store
from graph.writing import write
from tests.api.conftest import KEY, serving
from tests.story import extractions

TIMELINE = "/v1/queries/timeline?actor=quarzo"
ARTICLE = {"title": "Chips", "text": "Nvidia makes the H20.", "language": "en", "date": "2025-08-12"}


@contextmanager
def served(store: Store, settings: Settings, **changes: object) -> Iterator[httpx.Client]:
    changed = replace(settings, api_key=KEY, **changes)  # type: ignore[arg-type]
    with serving(create_app(store, changed), changed) as client:
        yield client


def test_what_has_not_changed_is_not_sent_again(client: httpx.Client) -> None:
    paths = (
        TIMELINE, "/v1/queries/counts", "/v1/paths?source=lena-roth&target=q7", "/v1/exports/csv?actor=quarzo",
        "/v1/reports/influence?source=lena-roth&target=q7&format=html",
    )  # fmt: skip
    tags = {}
    for path in paths:
        first = client.get(path)
        tags[path] = first.headers["etag"]
        assert first.headers["cache-control"] == "private, no-cache"
        assert client.get(path).content == first.content
        assert client.get(path).headers["etag"] == tags[path]
        same = client.get(path, headers={"If-None-Match": f'"other", {tags[path]}'})
        assert (same.status_code, same.content) == (304, b"")
        assert same.headers["etag"] == tags[path]
        assert same.headers["x-content-type-options"] == "nosniff"
        assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200
    assert len(set(tags.values())) == len(paths)
    assert client.get("/v1/queries/neighbours", headers={"If-None-Match": tags[TIMELINE]}).status_code == 422

    before = client.get("/v1/queries/counts").json()
    created = client.post("/v1/articles", json=ARTICLE, headers={"X-API-Key": KEY})
    assert created.status_code == 201
    after = client.get("/v1/queries/counts", headers={"If-None-Match": tags["/v1/queries/counts"]})
    assert after.status_code == 200
    assert after.json() != before
    for path in ("/healthz", "/readyz", "/metrics"):
        assert "etag" not in client.get(path).headers


def test_what_another_process_writes_is_seen(client: httpx.Client, store: Store) -> None:
    before = client.get("/v1/queries/counts").json()
    extraction = next(extractions())
    from graph.withdrawing import withdraw

    withdraw(store, extraction.article.id)
    import time

    time.sleep(0.2)
    assert client.get("/v1/queries/counts").json() != before


def test_cursors_hold_for_one_state_of_the_graph(client: httpx.Client) -> None:
    whole = client.get(TIMELINE).json()["rows"]
    pages, path, cursors = [], f"{TIMELINE}&limit=2", []
    while path:
        page = client.get(path).json()
        pages += page["rows"]
        cursors.append(page["nextCursor"])
        path = f"{TIMELINE}&limit=2&cursor={page['nextCursor']}" if page["nextCursor"] else ""
    assert pages == whole
    cursor = cursors[0]
    other = client.get(f"/v1/queries/timeline?actor=q7&cursor={cursor}")
    assert (other.status_code, "another question" in other.json()["detail"]) == (404, True)
    for wrong in ("x", "!!", "é", "MjAwMA"):
        assert client.get(f"{TIMELINE}&cursor={wrong}").status_code == 404
    client.post("/v1/articles", json=ARTICLE, headers={"X-API-Key": KEY})
    late = client.get(f"{TIMELINE}&limit=2&cursor={cursor}")
    assert late.status_code == 410
    assert "the graph has changed" in late.json()["detail"]


def test_large_answers_are_compressed_for_who_takes_that(client: httpx.Client) -> None:
    plain = client.get(TIMELINE, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    with client.stream("GET", TIMELINE, headers={"Accept-Encoding": "gzip"}) as packed:
        raw = b"".join(packed.iter_raw())
    assert packed.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["vary"]
    assert gzip.decompress(raw) == plain.content
    assert len(raw) < len(plain.content) / 2
    assert "content-encoding" not in client.get("/healthz", headers={"Accept-Encoding": "gzip"}).headers


def test_other_origins_may_read_only_if_they_are_named(store: Store, embedded_settings: Settings) -> None:
    asks = {"Origin": "https://news.example", "Access-Control-Request-Method": "GET"}
    with served(store, embedded_settings) as client:
        assert not any(name.startswith("access-control") for name in client.get("/v1/queries", headers=asks).headers)
        assert client.options("/v1/queries", headers=asks).status_code == 405
    with served(store, embedded_settings, cors="https://news.example, https://other.example") as client:
        assert client.get("/v1/queries", headers=asks).headers["access-control-allow-origin"] == "https://news.example"
        assert client.options("/v1/queries", headers=asks).status_code == 200
        strange = client.get("/v1/queries", headers={"Origin": "https://evil.example"})
        assert "access-control-allow-origin" not in strange.headers


def test_every_request_has_an_id_and_a_line(
    client: httpx.Client, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.INFO, "api.access")
    given = client.get(f"{TIMELINE}&limit=3", headers={"X-Request-ID": "story-7.a", "X-API-Key": KEY})
    assert given.headers["x-request-id"] == "story-7.a"
    for strange in ("a b", "x" * 65, "a\tb", '"'):
        made = client.get("/healthz", headers={"X-Request-ID": strange}).headers["x-request-id"]
        assert re.fullmatch("[0-9a-f]{16}", made)
    assert client.get("/no/such").headers["x-request-id"]
    lines = [json.loads(JsonLines().format(record)) for record in caplog.records if record.name == "api.access"]
    line = next(line for line in lines if line["request"] == "story-7.a")
    assert (line["method"], line["path"], line["status"], line["key"]) == (
        "GET", "/v1/queries/timeline", 200, "TECHTRADE_API_KEY",
    )  # fmt: skip
    assert line["route"] == "/v1/queries/timeline"
    assert line["bytes"] == int(given.headers["content-length"])
    assert 0 < line["seconds"] < 60
    text = orjson.dumps(lines).decode()
    assert KEY not in text
    assert "quarzo" not in text, "what is asked for is nobody else's business"


def test_prometheus_is_told(store: Store, settings: Settings) -> None:
    write(store, list(extractions()))
    with served(store, settings) as client:
        for path in (TIMELINE, TIMELINE, "/no/such", "/v1/queries/neighbours", "/v1/articles/none"):
            client.get(path)
        answer = client.get("/metrics")
        assert answer.headers["content-type"].startswith("text/plain")
        for line in (
            'techtrade_http_requests_total{method="GET",route="/v1/queries/timeline",status="200"} 2.0',
            'techtrade_http_requests_total{method="GET",route="none",status="404"} 1.0',
            'techtrade_http_requests_total{method="GET",route="/v1/queries/neighbours",status="422"} 1.0',
            'techtrade_http_requests_total{method="GET",route="/v1/articles/{id}",status="404"} 1.0',
            'techtrade_http_request_seconds_count{route="/v1/queries/timeline"} 2.0',
            "techtrade_store_up 1.0",
            f"techtrade_graph_version {float(store.version())}",
        ):
            assert line in answer.text.splitlines()


def test_who_asks_too_often_waits(store: Store, embedded_settings: Settings) -> None:
    with served(store, embedded_settings, rate=0.5, rate_burst=3) as client:
        statuses = [client.get("/v1/queries").status_code for _ in range(5)]
        assert statuses == [200, 200, 200, 429, 429]
        refused = client.get("/v1/queries")
        assert 1 <= int(refused.headers["retry-after"]) <= 2
        assert refused.json() == {"detail": "too many requests", "errors": []}
        assert client.get("/healthz").status_code == 200
        # A key has a bucket of its own; a made-up one has not.
        assert client.get("/v1/queries", headers={"X-API-Key": KEY}).status_code == 200
        assert client.get("/v1/queries", headers={"X-API-Key": "made up"}).status_code == 429


def test_allow_names_every_method(client: httpx.Client) -> None:
    assert client.put("/v1/articles/x").headers["allow"] == "DELETE, GET"
    broken = client.post("/v1/articles", content=b"\xff\xfe", headers={"X-API-Key": KEY})
    assert broken.status_code == 422
