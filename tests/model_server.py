"""A language model's endpoint on loopback that answers as it is told, also badly."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Say = Callable[["_Handler", Mapping[str, Any]], None]


@dataclass
class Model:
    """The endpoint: what it is to do, one after another (the last again and again), and what it was asked."""

    url: str
    script: Sequence[Say] = ()
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    at: list[float] = field(default_factory=list)

    def words(self, place: int = -1) -> str:
        """Return the last message of a request."""
        return str(self.asked[place]["messages"][-1]["content"])


class _Handler(BaseHTTPRequestHandler):
    model: Model

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        model = self.model
        turn = min(len(model.asked), len(model.script) - 1)
        model.asked.append(asked)
        model.keys.append(self.headers["Authorization"])
        model.at.append(time.monotonic())
        assert self.path == "/v1/chat/completions"
        try:
            model.script[turn](self, asked)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def serving() -> Iterator[Model]:
    """Run an endpoint."""
    model = Model("")
    handler = type("Handler", (_Handler,), {"model": model})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        model.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield model
        server.shutdown()
        thread.join(10)


def says(content: str | None, reason: str = "stop", usage: bool = True, tokens: object = 200) -> Say:
    """Answer with these words."""
    answer: dict[str, Any] = {"choices": [{"message": {"role": "assistant", "content": content}}]}
    answer["choices"][0]["finish_reason"] = reason
    if usage:
        answer["usage"] = {"prompt_tokens": 1000, "completion_tokens": tokens, "total_tokens": 1200}
    return lambda handler, _: handler.send(200, json.dumps(answer).encode(), Content_Type="application/json")


def answers(entities: Sequence[Mapping[str, Any]], claims: Sequence[Mapping[str, Any]]) -> Say:
    """Answer in the form asked for."""
    return says(json.dumps({"entities": list(entities), "claims": list(claims)}, ensure_ascii=False))


def entity(id: str, label: str, name: str, *names: str, references: Sequence[str] = ()) -> dict[str, Any]:
    """Return an entity as a model writes it."""
    return {"id": id, "label": label, "name": name, "names": list(names), "references": list(references)}


def claim(subject: str, type: str, object: str, quote: str, **more: Any) -> dict[str, Any]:
    """Return a claim as a model writes it."""
    row = {"subject": subject, "type": type, "object": object, "quote": quote}
    return row | {"modality": "asserted", "polarity": "affirmed"} | more


def fails(status: int, body: str = "", **headers: str) -> Say:
    """Answer with a status that is no success."""
    return lambda handler, _: handler.send(status, body.encode(), **headers)


def raw(body: bytes, **headers: str) -> Say:
    """Answer with these bytes."""
    return lambda handler, _: handler.send(200, body, **headers)


def hangs(seconds: float) -> Say:
    """Do not answer for a while."""
    return lambda handler, _: time.sleep(seconds)


def drips(seconds: float) -> Say:
    """Answer a byte now and then."""

    def drip(handler: _Handler, _: Mapping[str, Any]) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            handler.wfile.write(b" ")
            time.sleep(0.05)

    return drip


def hangs_up(handler: _Handler, _: Mapping[str, Any]) -> None:
    """Close the connection in the middle of an answer."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')
    handler.close_connection = True
