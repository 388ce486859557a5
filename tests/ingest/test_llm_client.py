"""The language model's endpoint misbehaves: what passes is waited for, what does not is said in one line."""

import gzip
import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from graph.errors import BadInput, ModelFault, ModelUnavailable
from graph.settings import Settings
from ingest.llm import client as asking
from ingest.llm.client import Client, Reply
from tests.model_server import Model, Say, drips, fails, hangs, hangs_up, raw, says, serving

KEY = "sk-very-secret-0123456789"
QUICK = (0.01, 0.01, 0.01)
PLEASE = [{"role": "user", "content": "please"}]


@pytest.fixture
def model() -> Iterator[Model]:
    with serving() as one:
        yield one


def settings(model: Model) -> Settings:
    return Settings(model_url=model.url, model_name="small", model_key=KEY, model_seconds=5.0)


def ask(model: Model, *script: Say, seconds: float = 5.0, times: int = 1) -> Reply:
    model.script = script
    client = Client(replace(settings(model), model_seconds=seconds), QUICK)
    try:
        return [client.ask(PLEASE) for _ in range(times)][-1]
    finally:
        client.close()


def test_it_asks_as_the_protocol_wants(model: Model) -> None:
    assert ask(model, says("yes")) == Reply("yes", False, 1000, 200)
    assert model.asked == [
        {"model": "small", "messages": PLEASE, "temperature": 0, "response_format": {"type": "json_object"}}
    ]
    assert model.keys == [f"Bearer {KEY}"]


def test_tokens_may_be_uncounted_and_answers_empty_or_cut(model: Model) -> None:
    assert ask(model, says("yes", usage=False)) == Reply("yes", False, None, None)
    assert ask(model, says("yes", tokens="many")) == Reply("yes", False, 1000, None)
    assert ask(model, says(None)).text == ""
    assert ask(model, says("y", reason="length")).cut


@pytest.mark.parametrize("passing", [fails(500), fails(503, "busy"), fails(429), fails(408), hangs_up])
def test_what_passes_is_tried_again(model: Model, passing: Say) -> None:
    assert ask(model, passing, passing, says("at last")).text == "at last"
    assert len(model.asked) == 3


@pytest.mark.parametrize(
    ("failing", "said"),
    [(fails(500, "out of\nmemory"), "answered 500: out of memory"), (hangs_up, "no connection ("), (fails(429), "429")],
)
def test_in_the_end_it_is_given_up(model: Model, failing: Say, said: str) -> None:
    with pytest.raises(ModelUnavailable) as fault:
        ask(model, failing)
    assert fault.value.detail.startswith(f"{model.url}/chat/completions: ")
    assert said in fault.value.detail
    assert fault.value.detail.endswith("given up after 4 tries")
    assert "\n" not in fault.value.detail
    assert len(model.asked) == 4


def test_nobody_listens() -> None:
    client = Client(Settings(model_url="http://127.0.0.1:9/v1", model_name="small"), (0.01,))
    with pytest.raises(ModelUnavailable, match=r"127\.0\.0\.1:9/v1/chat/completions: no connection .* after 2 tries"):
        client.ask(PLEASE)


@pytest.mark.parametrize("slow", [hangs(1.5), drips(1.5)])
def test_a_slow_answer_is_not_waited_for(model: Model, slow: Say) -> None:
    started = time.monotonic()
    assert ask(model, slow, says("at last"), seconds=0.3).text == "at last"
    assert time.monotonic() - started < 1.4
    with pytest.raises(ModelUnavailable, match=r"no answer within 0\.2 seconds \(TECHTRADE_MODEL_SECONDS\)"):
        ask(model, slow, seconds=0.2)


def test_retry_after_is_respected(model: Model) -> None:
    ask(model, fails(429, Retry_After="1"), says("now"))
    assert 1.0 <= model.at[1] - model.at[0] < 3
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
    ask(model, fails(503), fails(503), fails(503, Retry_After=soon), says("now"))
    assert 0.5 <= model.at[-1] - model.at[-2] < 3


@pytest.mark.parametrize("value", ["100000", "Fri, 31 Dec 2100 23:59:59 GMT"])
def test_retry_after_is_bounded(model: Model, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setattr(asking, "LONGEST_WAIT", 0.2)
    started = time.monotonic()
    ask(model, fails(429, Retry_After=value), says("now"))
    assert 0.2 <= time.monotonic() - started < 3


@pytest.mark.parametrize("value", ["soon", "-5", "Mon, 01 Jan 2001 00:00:00 GMT", "1e99"])
def test_a_retry_after_that_says_nothing(model: Model, value: str) -> None:
    started = time.monotonic()
    ask(model, fails(429, Retry_After=value), says("now"))
    assert time.monotonic() - started < 2


def test_what_an_endpoint_refuses_is_left_out_from_then_on(model: Model) -> None:
    assert ask(model, fails(400, "response_format is not supported"), says("yes"), times=2).text == "yes"
    assert ["temperature" in asked for asked in model.asked] == [True, False, False]


def test_too_long_for_the_model_concerns_this_article_alone(model: Model) -> None:
    with pytest.raises(ModelFault, match="answered 400: context length"):
        ask(model, fails(400, "context length is 4096 tokens"))
    assert len(model.asked) == 2


@pytest.mark.parametrize(
    ("status", "said"), [(401, "answered 401"), (403, "TECHTRADE_MODEL_KEY"), (404, "answered 404"), (301, "301")]
)
def test_a_refusal_is_not_asked_again(model: Model, status: int, said: str) -> None:
    elsewhere = fails(status, Location="http://127.0.0.1:9/elsewhere")
    with pytest.raises(ModelUnavailable, match=said):
        ask(model, elsewhere)
    assert len(model.asked) == 1


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b'{"choices": []}', b'{"error": "no"}', b'{"choices": [{"message": 5}]}', b"\xff"]
)
def test_no_such_endpoint(model: Model, body: bytes) -> None:
    with pytest.raises(ModelUnavailable, match="no answer of an OpenAI-compatible endpoint"):
        ask(model, raw(body))


def test_a_huge_answer_is_not_read_to_its_end(model: Model) -> None:
    with pytest.raises(ModelFault, match="larger than 4,000,000 bytes"):
        ask(model, raw(b"x" * 30_000_000))


def test_a_compressed_answer_is_bounded_too(model: Model) -> None:
    bomb = gzip.compress(b"x" * 50_000_000)
    with pytest.raises(ModelFault, match="larger than 4,000,000 bytes"):
        ask(model, raw(bomb, Content_Encoding="gzip"))
    with pytest.raises(ModelUnavailable, match="an encoding that was not asked for"):
        ask(model, raw(b"no gzip", Content_Encoding="gzip"))


def test_the_key_is_never_shown(model: Model, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(ModelUnavailable) as fault:
        ask(model, fails(401, f"Incorrect API key provided: {KEY}"))
    assert "Incorrect API key provided: [key]" in fault.value.detail
    with pytest.raises(ModelUnavailable) as fault:
        ask(model, fails(500, f"the key {KEY} is busy"))
    assert KEY not in fault.value.detail
    assert KEY not in caplog.text
    assert KEY not in repr(settings(model))


@pytest.mark.parametrize(
    ("url", "name", "said"),
    [
        ("", "small", "TECHTRADE_MODEL_URL is empty"),
        ("http://127.0.0.1/v1", "", "TECHTRADE_MODEL_NAME is empty"),
        ("ftp://127.0.0.1/v1", "small", "no http or https address"),
        ("localhost:11434", "small", "no http or https address"),
        ("http://user:hush@127.0.0.1/v1", "small", "without a password"),
        ("http://[::1", "small", "is no address"),
    ],
)
def test_settings_that_do_not_do(url: str, name: str, said: str) -> None:
    with pytest.raises(BadInput, match=said) as fault:
        Client(Settings(model_url=url, model_name=name))
    assert "hush" not in fault.value.detail


def test_a_key_that_is_none() -> None:
    with pytest.raises(BadInput, match="TECHTRADE_MODEL_KEY") as fault:
        Client(Settings(model_url="http://127.0.0.1/v1", model_name="small", model_key="a\nb"))
    assert "a\nb" not in fault.value.detail


def test_the_whole_address_may_be_given(model: Model) -> None:
    model.url += "/chat/completions/"
    assert ask(model, says("yes")).text == "yes"
