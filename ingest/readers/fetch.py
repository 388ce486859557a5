"""Fetch an address within limits of time, size and reach."""

import re
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Generic, TypeVar

import httpx

from graph.errors import BadInput, TooLarge
from graph.settings import Settings
from ingest.readers.addresses import resolve

_REDIRECTS = 5
_SCHEMES = {"http": 80, "https": 443}
_HEADERS = {
    "User-Agent": "techtrade",
    "Accept": "text/html, text/plain, application/json",
    "Accept-Encoding": "identity",
}
_ResultT = TypeVar("_ResultT")


@dataclass(frozen=True, slots=True)
class Page:
    """What an address answered; `url` is where the redirects led."""

    url: str
    content_type: str
    charset: str | None
    data: bytes


def fetch(address: str, settings: Settings) -> Page:
    """Return what an http or https address answers.

    Every address that is connected to, after redirects too, must be public unless the settings allow others.

    Raises
    ------
    BadInput
        Not fetched; names the address, never its user or password.
    TooLarge
    """
    # Without the environment: a proxy would resolve the name again, and .netrc would send credentials.
    client = httpx.Client(timeout=settings.fetch_seconds, trust_env=False, follow_redirects=False)
    deadline = time.monotonic() + settings.fetch_seconds
    try:
        # In a thread of its own: name servers, and servers that send a byte now and then, know no limit of the whole.
        return _within(settings.fetch_seconds, lambda: _follow(client, address, settings, deadline))
    except TooLarge as fault:
        raise TooLarge(f"{shown(address)}: {fault.detail}") from None
    except BadInput as fault:
        raise BadInput(f"{shown(address)}: {fault.detail}") from None
    except (TimeoutError, httpx.TimeoutException):
        raise BadInput(f"{shown(address)}: no answer within {settings.fetch_seconds:g} seconds") from None
    except httpx.ConnectError as fault:
        raise BadInput(f"{shown(address)}: cannot connect ({_reason(fault)})") from None
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as fault:
        raise BadInput(f"{shown(address)}: cannot be fetched ({_reason(fault)})") from None
    finally:
        client.close()


def shown(address: str) -> str:
    """Return an address as it may be printed: without user and password, on one line, not too long."""
    plain = re.sub(r"(?<=//)[^/?#]*@", "", address)
    return "".join(c if c.isprintable() else "?" for c in plain)[:200]


@dataclass
class _Outcome(Generic[_ResultT]):
    value: list[_ResultT] = field(default_factory=list)
    error: BaseException | None = None


def _within(seconds: float, work: Callable[[], _ResultT]) -> _ResultT:
    outcome: _Outcome[_ResultT] = _Outcome()

    def run() -> None:
        try:
            outcome.value.append(work())
        except BaseException as error:
            outcome.error = error

    thread = threading.Thread(target=run, daemon=True, name="fetch")
    thread.start()
    thread.join(seconds)
    if outcome.error is not None:
        raise outcome.error
    if not outcome.value:
        raise TimeoutError
    return outcome.value[0]


def _follow(client: httpx.Client, address: str, settings: Settings, deadline: float) -> Page:
    url = _checked(httpx.URL(address))
    for _ in range(_REDIRECTS + 1):
        answer = _get(client, url, settings, deadline)
        if isinstance(answer, Page):
            return answer
        url = _checked(url.join(answer))
    raise BadInput(f"more than {_REDIRECTS} redirects")


def _checked(url: httpx.URL) -> httpx.URL:
    if url.scheme not in _SCHEMES:
        raise BadInput(f"only http and https are fetched, not {url.scheme or 'this'!r}")
    if not url.host:
        raise BadInput("no host in the address")
    if url.userinfo:
        raise BadInput("a user or password in an address is refused")
    return url.copy_with(fragment=None)


def _get(client: httpx.Client, url: httpx.URL, settings: Settings, deadline: float) -> Page | str:
    """Return the page, or where it redirects to."""
    addresses = resolve(url.host, url.port or _SCHEMES[url.scheme], settings.fetch_private)
    for number, address in enumerate(addresses, 1):
        # Connect to the address that was judged, by the name that was asked for (also for TLS).
        request = client.build_request(
            "GET",
            url.copy_with(host=address),
            headers={**_HEADERS, "Host": url.netloc.decode("ascii")},
            extensions={"sni_hostname": url.raw_host.decode("ascii")},
        )
        try:
            response = client.send(request, stream=True)
        except httpx.ConnectError:
            if number == len(addresses):
                raise
            continue
        try:
            return _answer(response, url, settings, deadline)
        finally:
            response.close()
    raise BadInput("the name has no address")


def _answer(response: httpx.Response, url: httpx.URL, settings: Settings, deadline: float) -> Page | str:
    if response.is_redirect:
        return response.headers["location"]
    if response.status_code != HTTPStatus.OK:
        raise BadInput(f"answered {response.status_code} {response.reason_phrase}".rstrip())
    content_type = response.headers.get("content-type", "").split(";")[0].strip().lower()
    data = _body(response, settings.max_text_bytes, deadline)
    return Page(str(url), content_type, response.charset_encoding, data)


def _body(response: httpx.Response, limit: int, deadline: float) -> bytes:
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip", ""):
        raise BadInput(f"answered in the encoding {encoding[:40]!r}, which was not asked for")
    # Some servers compress though they were asked not to; inflating stops at the limit.
    inflate = zlib.decompressobj(wbits=31) if encoding == "gzip" else None
    data = bytearray()
    for chunk in response.iter_raw():
        try:
            data += inflate.decompress(chunk, limit + 1) if inflate else chunk
        except zlib.error:
            raise BadInput("answered with broken gzip") from None
        if len(data) > limit:
            raise TooLarge(f"larger than the {limit:,} bytes allowed (TECHTRADE_MAX_TEXT_BYTES)")
        if time.monotonic() > deadline:
            raise TimeoutError
    return bytes(data)


def _reason(fault: Exception) -> str:
    reason = re.sub(r"^\[Errno -?\d+\] ", "", str(fault).split("\n")[0]) or type(fault).__name__
    return shown(reason)
