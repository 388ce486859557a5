"""Writing over HTTP: the key, the limits, and what comes of an article put in and taken out; on both engines."""

import json
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest
from fastapi import FastAPI

from api.app import create_app
from graph.dump import dump
from graph.settings import Settings
from graph.store import Store, open_store
from ingest.readers.jsonl_file import line_limit
from tests.api.conftest import KEY, serving

HEADERS = {"X-API-Key": KEY}
ARTICLE = {
    "title": "Chips and talks",
    "text": "Nvidia makes the H20. Jensen Huang, chief executive of Nvidia, met Donald Trump in Washington on Monday.",
    "date": "2025-08-12",
    "publisher": "The Harbour Courier",
}


def test_an_article_goes_in_once_and_out_again(client: httpx.Client, store: Store) -> None:
    before = list(dump(store))
    first = client.post("/v1/articles", json=ARTICLE, headers=HEADERS)
    assert first.status_code == 201, first.text
    held = first.json()
    assert held["title"] == ARTICLE["title"]
    assert held["language"] == "en"
    assert {one["name"] for one in held["mentions"]} >= {"Nvidia", "H20", "Jensen Huang", "Donald Trump"}
    assert held["claims"]
    after = list(dump(store))
    assert after != before

    again = client.post("/v1/articles", json=ARTICLE, headers=HEADERS)
    assert (again.status_code, again.json()) == (200, held)
    assert list(dump(store)) == after
    assert client.get(first.headers["location"]).json() == held

    gone = client.delete(first.headers["location"], headers=HEADERS)
    assert gone.status_code == 200, gone.text
    assert gone.json()["article"] == held["id"]
    assert {one["id"] for one in gone.json()["claims"]} == {one["claim"]["id"] for one in held["claims"]}
    assert list(dump(store)) == before
    assert client.delete(first.headers["location"], headers=HEADERS).status_code == 404


@pytest.mark.parametrize("headers", [{}, {"X-API-Key": "wrong"}, {"X-API-Key": ""}, {"X-API-Key": KEY + "x"}])
def test_without_the_key_nothing_is_written(client: httpx.Client, store: Store, headers: dict[str, str]) -> None:
    version = store.version()
    for answer in (
        client.post("/v1/articles", json=ARTICLE, headers=headers),
        client.delete("/v1/articles/any", headers=headers),
    ):
        assert answer.status_code == 401
        assert set(answer.json()) == {"detail", "errors"}
        assert "X-API-Key" in answer.json()["detail"]
        assert KEY not in answer.text
    assert store.version() == version


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({}, 422, "body text: Field required"),
        ({"text": "  "}, 422, "no text"),
        ({"text": "T\x00T"}, 422, "binary"),
        ({"text": ARTICLE["text"], "language": "tlh"}, 422, "body language: Input should be 'en', 'ar' or 'zh'"),
        ({"text": ARTICLE["text"], "date": "2025-02-30"}, 422, "no date"),
        ({"text": ARTICLE["text"], "date": "August"}, 422, "body date"),
        ({"text": "Это не та письменность."}, 422, "its script"),
        ({"text": ARTICLE["text"], "colour": "red"}, 422, "body colour"),
        ({"text": 7}, 422, "body text"),
        ([ARTICLE], 422, "body"),
    ],
)
def test_what_is_no_article_is_refused(client: httpx.Client, body: object, status: int, said: str) -> None:
    answer = client.post("/v1/articles", json=body, headers=HEADERS)
    assert answer.status_code == status
    assert set(answer.json()) == {"detail", "errors"}
    assert said in answer.json()["detail"]


def test_broken_json_and_other_methods(client: httpx.Client) -> None:
    broken = client.post("/v1/articles", content=b'{"text": ', headers=HEADERS | {"Content-Type": "application/json"})
    assert broken.status_code == 422
    assert set(broken.json()) == {"detail", "errors"}
    other = client.put("/v1/articles")
    assert other.status_code == 405
    assert other.json() == {"detail": "PUT is not what /v1/articles takes", "errors": []}
    assert other.headers["allow"] == "POST"


@pytest.fixture
def alone(embedded_settings: Settings, store: Store) -> Iterator[tuple[httpx.Client, FastAPI]]:
    """A server that takes small bodies only, has no key, and has one page that is at fault."""
    small = replace(embedded_settings, max_text_bytes=1000, api_key="")
    app = create_app(store, small)

    @app.get("/fault")
    def fault() -> None:
        raise RuntimeError("a secret of the inner parts")

    with serving(app, small) as client:
        yield client, app


def test_limits_and_faults(alone: tuple[httpx.Client, FastAPI], embedded_settings: Settings) -> None:
    client, _ = alone
    limit = line_limit(replace(embedded_settings, max_text_bytes=1000))
    large = json.dumps({"text": "x" * limit}).encode()
    for content in (large, iter([large[:5000], large[5000:]])):  # with its length declared, and in chunks
        answer = client.post("/v1/articles", content=content, headers={"Content-Type": "application/json"})
        assert answer.status_code == 413
        assert f"{limit:,} bytes" in answer.json()["detail"]

    refused = client.post("/v1/articles", json=ARTICLE, headers=HEADERS)
    assert refused.status_code == 403
    assert "TECHTRADE_API_KEY" in refused.json()["detail"]

    broken = client.get("/fault")
    assert broken.status_code == 500
    assert broken.json() == {"detail": "a fault of the server; its log says more", "errors": []}
    assert broken.headers["x-content-type-options"] == "nosniff"


def test_a_database_that_went_away(settings: Settings) -> None:
    store = open_store(settings)
    with serving(create_app(store, settings), settings) as client:
        assert client.get("/readyz").status_code == 200
        store.close()
        for path in ("/readyz", "/v1/queries/counts", "/v1/paths?source=a&target=b"):
            answer = client.get(path)
            assert answer.status_code == 503
            assert answer.headers["retry-after"]
            assert set(answer.json()) == {"detail", "errors"}
        assert client.get("/healthz").status_code == 200
