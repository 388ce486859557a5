"""``ingest`` and ``extract`` by a language model, as processes, against an endpoint on loopback."""

import json
from collections.abc import Iterator

import pytest

from tests.api.conftest import Done, Shell
from tests.model_server import Model, answers, claim, entity, fails, says, serving

STORY = "Nvidia wins\n\nNvidia makes the H20. Huawei may buy it."
KEY = "sk-very-secret"
ENTITIES = [entity("a", "Company", "Nvidia"), entity("b", "Product", "H20")]
SAID = [claim("a", "MAKES", "b", "Nvidia makes the H20."), claim("a", "MAKES", "b", "Nvidia adores the H20.")]


@pytest.fixture
def model() -> Iterator[Model]:
    with serving() as one:
        yield one


def run(shell: Shell, model: Model, *arguments: str, **more: str) -> Done:
    environment = {"TECHTRADE_MODEL_URL": model.url, "TECHTRADE_MODEL_NAME": "small", "TECHTRADE_MODEL_KEY": KEY}
    return shell(*arguments, stdin=STORY, **environment, TECHTRADE_LOG="debug", **more)


def test_extract_shows_what_was_refused_and_what_it_cost(shell: Shell, model: Model) -> None:
    model.script = [answers(ENTITIES, SAID)]
    prices = {"TECHTRADE_MODEL_PRICE_IN": "2", "TECHTRADE_MODEL_PRICE_OUT": "8"}
    done = run(shell, model, "extract", "-", "--extractor", "model", "--json", **prices)
    assert done.status == 0, done.err
    (one,) = done.data["claims"]
    assert (one["subjectId"], one["type"], one["objectId"], one["extractor"]) == (
        "nvidia",
        "MAKES",
        "h20",
        "model:small",
    )
    *_, first, second = done.err.splitlines()
    assert first == "model: 1 answer, 1,000 tokens in and 200 out, cost 0.0036; 2 claims stated, 1 kept"
    assert second.strip() == "refused: 1, the quote does not stand in the article"
    assert KEY not in done.err
    assert model.keys == [f"Bearer {KEY}"]


def test_ingest_by_both(shell: Shell, model: Model) -> None:
    model.script = [answers(ENTITIES, SAID)]
    done = run(shell, model, "ingest", "-", "--json", TECHTRADE_EXTRACTOR="both")
    assert done.status == 0, done.err
    assert done.data["model"] == {
        "requests": 1, "askedAgain": 0, "tokensIn": 1000, "tokensOut": 200, "uncounted": 0, "cost": 0.0, "stated": 2,
        "kept": 1, "refused": {"the quote does not stand in the article": 1},
    }  # fmt: skip
    nodes = [json.loads(row) for row in shell("export").out.splitlines()]
    claims = [node["properties"] for node in nodes if node.get("properties", {}).get("quote")]
    assert any(one["extractor"].startswith("model:small") and one["type"] == "MAKES" for one in claims)


def test_offline_asks_nobody(shell: Shell, model: Model) -> None:
    done = run(shell, model, "extract", "-", "--extractor", "offline", TECHTRADE_EXTRACTOR="model")
    assert done.status == 0, done.err
    assert not model.asked


def test_answers_that_cannot_be_used(shell: Shell, model: Model) -> None:
    model.script = [says("I would rather not.")]
    done = run(shell, model, "extract", "-", "--extractor", "model")
    assert (done.status, done.out) == (1, "")
    assert "standard input: the model's answer cannot be used, nor could the one before" in done.err
    done = run(shell, model, "ingest", "-", "--extractor", "model")
    assert done.status == 1
    assert "1 input set aside" in done.err
    model.script = [fails(401, f"bad key {KEY}")]
    done = run(shell, model, "ingest", "-", "--extractor", "model")
    assert done.status == 1
    assert "chat/completions: answered 401: bad key [key] (TECHTRADE_MODEL_KEY)" in done.err
    assert KEY not in done.err + done.out


def test_settings_are_missing_or_wrong(shell: Shell) -> None:
    done = shell("ingest", "-", "--extractor", "model", stdin=STORY)
    assert (done.status, len(done.err.splitlines())) == (1, 1)
    assert done.err.startswith("techtrade: TECHTRADE_MODEL_URL is empty")
    done = shell("extract", "-", stdin=STORY, TECHTRADE_EXTRACTOR="magic")
    assert done.status == 1
    assert "TECHTRADE_EXTRACTOR='magic' is not 'offline' or 'model' or 'both'" in done.err
    assert shell("extract", "-", "--extractor", "magic", stdin=STORY).status == 2
