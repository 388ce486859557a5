"""The routes that read, over a real socket, on both engines."""

import httpx
import jsonschema_rs
import pytest

from graph.queries import Page
from graph.queries.catalog import QUERIES
from graph.queries.rows import Row
from graph.report.comparing import compare
from graph.report.data import influence_report
from graph.report.render import render_html, render_json, render_markdown
from graph.store import Store

PATHS = "/v1/paths"
REPORT = "/v1/reports/influence"
COMPARE = "/v1/compare"


def test_every_named_query_has_a_typed_route(client: httpx.Client) -> None:
    listed = client.get("/v1/queries").json()
    assert [one["name"] for one in listed] == [query.name for query in QUERIES]
    described = client.get("/openapi.json").json()["paths"]
    for one, query in zip(listed, QUERIES, strict=True):
        operation = described[one["path"]]["get"]
        assert operation["description"]
        required = {p["name"]: p["required"] for p in operation.get("parameters", [])}
        expected = {name: field.is_required() for name, field in query.model_fields.items()}
        assert required == expected | ({"cursor": False} if issubclass(query, Page) else {})
        assert "$ref" in operation["responses"]["200"]["content"]["application/json"]["schema"]
        assert all(parameter["description"] for parameter in operation.get("parameters", []))
        for name, field in query.row_type.model_fields.items():
            assert field.description or issubclass(field.annotation, Row), f"{query.name} {name}"


def test_openapi_tells_of_every_error_and_gives_examples(client: httpx.Client) -> None:
    described = client.get("/openapi.json").json()
    operations = [one for path in described["paths"].values() for one in path.values()]
    assert len(operations) > len(QUERIES) + 6
    for operation in operations:
        assert operation["summary"]
        for status, response in operation["responses"].items():
            if status > "400":  # that is the server's own, in plain text
                assert response["content"]["application/json"]["schema"]["$ref"].endswith("ErrorBody")
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    assert "HTTPValidationError" not in described["components"]["schemas"]
    search = described["paths"]["/v1/queries/actor-search"]["get"]["parameters"]
    assert "英伟达" in next(p for p in search if p["name"] == "text")["schema"]["examples"]
    assert described["components"]["schemas"]["NewArticle"]["properties"]["text"]["examples"]
    locked = [op["summary"] for op in operations if "security" in op]
    assert locked == ["Put an article in", "Withdraw an article", "Ask in Cypher"]


def test_answers_are_those_of_the_store(client: httpx.Client, store: Store) -> None:
    from graph.queries.neighbours import Neighbours

    answer = client.get("/v1/queries/neighbours", params={"actor": "quarzo", "types": ["MAKES", "MEMBER_OF"]})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    rows = store.run(Neighbours(actor="quarzo", types=("MAKES", "MEMBER_OF")))
    assert answer.json() == {
        "query": "neighbours",
        "rows": [row.model_dump(by_alias=True, mode="json") for row in rows],
        "nextOffset": None,
        "nextCursor": None,
    }
    assert {row["neighbour"]["id"] for row in answer.json()["rows"]} == {"q7", "chip-league"}


def test_pages_add_up_to_the_whole(client: httpx.Client) -> None:
    whole = client.get("/v1/queries/timeline", params={"actor": "quarzo"}).json()["rows"]
    assert len(whole) > 4
    pages, offset = [], 0
    while offset is not None:
        page = client.get(f"/v1/queries/timeline?actor=quarzo&limit=2&offset={offset}").json()
        pages += page["rows"]
        offset = page["nextOffset"]
    assert pages == whole


@pytest.mark.parametrize("name", ["Lena Roth", "لينا روث", "莱娜·罗特", "lena-roth"])
def test_paths_take_names_in_any_script(client: httpx.Client, name: str) -> None:
    answer = client.get(PATHS, params={"source": name, "target": "Q7", "paths": 2})
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert (body["source"]["id"], body["target"]["id"], len(body["paths"])) == ("lena-roth", "q7", 2)
    assert all(hop["claims"] for path in body["paths"] for hop in path["hops"])


def test_a_report_is_the_same_as_anywhere(client: httpx.Client, store: Store) -> None:
    made = influence_report(store, "lena-roth", "q7")
    for format, render, kind in (
        ("json", render_json, "application/json"),
        ("html", render_html, "text/html; charset=utf-8"),
        ("md", render_markdown, "text/markdown; charset=utf-8"),
    ):
        answer = client.get(REPORT, params={"source": "lena-roth", "target": "q7", "format": format})
        assert answer.status_code == 200
        assert answer.headers["content-type"] == kind
        assert answer.text == render(made)
        assert "script-src" not in answer.headers["content-security-policy"]
        assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("path", "params", "status", "said"),
    [
        ("/no/such", {}, 404, "no such page"),
        ("/v1/queries/hates", {}, 404, "no such page"),
        ("/v1/queries/neighbours", {}, 422, "query actor: Field required"),
        ("/v1/queries/neighbours", {"actor": "x", "limit": "many"}, 422, "query limit"),
        ("/v1/queries/neighbours", {"actor": "x", "limit": "1001"}, 422, "query limit"),
        ("/v1/queries/neighbours", {"actor": "x", "types": "HATES"}, 422, "query types"),
        ("/v1/queries/neighbours", {"actor": "x", "colour": "red"}, 422, "query colour"),
        ("/v1/queries/recent-claims", {"since": "2025-02-30"}, 422, "'2025-02-30' is no date"),
        (PATHS, {"source": "nobody at all", "target": "q7"}, 404, "no actor 'nobody at all'"),
        (PATHS, {"source": "q7", "target": "q7"}, 422, "same actor"),
        (PATHS, {"source": "lena-roth", "target": "q7", "type": "HATES"}, 422, "no relation type 'HATES'"),
        (PATHS, {"source": "lena-roth", "target": "q7", "as_of": "soon"}, 422, "as_of: 'soon' is no date"),
        (REPORT, {"source": "lena-roth", "target": "q7", "format": "pdf"}, 422, "query format"),
        (COMPARE, {"source": "lena-roth", "target": "q7", "then": "2025"}, 422, "query now: Field required"),
        (
            COMPARE,
            {"source": "lena-roth", "target": "q7", "then": "2026", "now": "2025"},
            422,
            "2026 is later than now",
        ),
        (COMPARE, {"source": "lena-roth", "target": "q7", "then": "2025", "now": "2025-02-30"}, 422, "is no date"),
        (COMPARE, {"source": "Lina Rot", "target": "q7", "then": "2025", "now": "2026"}, 404, "no actor 'Lina Rot'"),
        ("/v1/articles/article-none", {}, 404, "no article 'article-none'"),
    ],
)
def test_every_error_has_the_one_body(
    client: httpx.Client, path: str, params: dict[str, str], status: int, said: str
) -> None:
    answer = client.get(path, params=params)
    assert answer.status_code == status
    body = answer.json()
    assert set(body) == {"detail", "errors"}
    assert said in body["detail"]
    assert "\n" not in body["detail"]
    assert all(isinstance(one, str) for one in body["errors"])


def test_no_path_is_answered_with_what_comes_nearest(client: httpx.Client) -> None:
    asked: dict[str, str | int] = {"source": "Omar Haddad", "target": "licence-rule", "max_hops": 2}
    answer = client.get(PATHS, params=asked)
    assert answer.status_code == 404
    body = answer.json()
    assert body["detail"].startswith("No way was found by which influence ran from Omar Haddad")
    assert any(line.startswith("With up to four hops") for line in body["errors"])
    assert body["noPath"]["looser"][0]["options"] == ["max_hops"]
    report = client.get(REPORT, params=asked)
    assert report.status_code == 200
    assert report.json()["noPath"] == body["noPath"]


def test_two_dates_of_knowledge_are_compared(client: httpx.Client, store: Store) -> None:
    asked = {"source": "Lena Roth", "target": "q7", "then": "2025-07-15", "now": "2025-07-16"}
    answer = client.get(COMPARE, params=asked)
    assert answer.status_code == 200
    assert answer.text == compare(store, "lena-roth", "q7", "2025-07-15", "2025-07-16").model_dump_json(by_alias=True)
    body = answer.json()
    assert {one["kind"] for one in body["changes"]} == {"appeared"}
    jsonschema_rs.validator_for(client.get(body["$schema"]).json()).validate(body)
    assert client.get(body["request"]["address"]).content == answer.content
    none = client.get(COMPARE, params=asked | {"source": "q7", "target": "hermit"})
    assert none.status_code == 404
    assert none.json()["noPath"]["reached"] == 0


def test_a_report_can_be_had_again_from_the_address_it_gives(client: httpx.Client) -> None:
    asked = f"{REPORT}?source=lena-roth&target=q7&label=Company&label=Person&any_order=true&as_of=2025"
    page = client.get(f"{asked}&format=html")
    address = client.get(asked).json()["request"]["address"]
    assert client.get(address).content == page.content


def test_the_schema_is_where_a_report_says(client: httpx.Client) -> None:
    report = client.get(REPORT, params={"source": "lena-roth", "target": "q7"}).json()
    answer = client.get(report["$schema"])
    assert answer.headers["content-type"] == "application/schema+json"
    jsonschema_rs.validator_for(answer.json()).validate(report)
    unknown = client.get("/v1/schemas/poem.json")
    assert (unknown.status_code, unknown.json()["errors"][0]) == (404, "influence-report.json")


def test_a_name_that_fits_several_lists_them(client: httpx.Client) -> None:
    answer = client.get(PATHS, params={"source": "of", "target": "q7"})
    assert answer.status_code == 409
    assert len(answer.json()["errors"]) > 1


def test_the_pages_need_nothing_from_elsewhere(client: httpx.Client) -> None:
    for path in ("/", "/?lang=zh", "/?actor=<script>alert(1)</script>", "/docs"):
        answer = client.get(path)
        assert answer.status_code == 200, answer.text
        assert "://" not in answer.text
        assert "<script>" not in answer.text
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert "/v1/queries/neighbours" in client.get("/docs").text


def test_health(client: httpx.Client, store: Store) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ready", "version": store.version()}
