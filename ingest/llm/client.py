"""Ask a language model over the protocol that OpenAI's endpoints and most local ones speak.

The address may lead into a private network, unlike those that articles are fetched from: only the user names it, by a
setting, and nothing in an article can change it. Redirects are not followed, so the key goes nowhere else.
"""

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Annotated, Any, Final

import httpx
from pydantic import BaseModel, Field, ValidationError, WrapValidator

from graph.errors import BadInput, ModelFault, ModelUnavailable
from graph.settings import Settings
from ingest.readers.fetch import shown

_log = logging.getLogger(__name__)

Message = Mapping[str, str]
WAITS: Final = (1.0, 4.0, 15.0)  # seconds before the second, third and fourth try
LONGEST_WAIT: Final = 60.0  # however long Retry-After asks for
MOST_BYTES: Final = 4_000_000  # of an answer
_OPTIONAL: Final[Mapping[str, Any]] = {"temperature": 0, "response_format": {"type": "json_object"}}
_LATER = frozenset({408, 409, 425, 429})
_REFUSED = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})
_TOO_MUCH = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNPROCESSABLE_ENTITY})


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model answered; tokens are None where the endpoint does not count them.

    Attributes
    ----------
    cut : bool
        Whether it ends where the model may not say more.
    """

    text: str
    cut: bool
    tokens_in: int | None
    tokens_out: int | None


class _Words(BaseModel):
    content: str | None = None


class _Choice(BaseModel):
    message: _Words
    finish_reason: str | None = None


# A count of another kind is no count: what was answered is good all the same.
_Count = Annotated[int | None, WrapValidator(lambda given, read: read(given) if isinstance(given, int) else None)]


class _Tokens(BaseModel):
    prompt_tokens: _Count = None
    completion_tokens: _Count = None


class _Completion(BaseModel):
    choices: list[_Choice] = Field(min_length=1)
    usage: _Tokens | None = None


class _Later(Exception):
    """Worth another try, after `wait` seconds if the endpoint says so."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class Client:
    """Asks one model of one endpoint.

    Parameters
    ----------
    waits : sequence of float
        Seconds before each further try.

    Raises
    ------
    BadInput
        A setting is missing or names no http or https address.
    """

    def __init__(self, settings: Settings, waits: Sequence[float] = WAITS) -> None:
        self._url = _endpoint(settings.model_url)
        if not settings.model_name:
            raise BadInput("TECHTRADE_MODEL_NAME is empty: which model of the endpoint is to be asked?")
        self._name, self._key, self._seconds = settings.model_name, settings.model_key, settings.model_seconds
        self._waits = waits
        self._optional = _OPTIONAL
        headers = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "techtrade"}
        if self._key:
            if not (self._key.isascii() and self._key.isprintable()):
                raise BadInput("TECHTRADE_MODEL_KEY holds characters that no key can have")
            headers["Authorization"] = f"Bearer {self._key}"
        self._http = httpx.Client(timeout=self._seconds, trust_env=False, follow_redirects=False, headers=headers)

    def close(self) -> None:
        """Close its connections."""
        self._http.close()

    def ask(self, messages: Sequence[Message]) -> Reply:
        """Return the model's answer.

        What may pass (429, 5xx, no answer, a broken connection) is tried again, later each time, or when Retry-After
        says so.

        Raises
        ------
        ModelUnavailable
            No answer, and none is to be expected for other articles.
        ModelFault
            No answer to this: the endpoint finds it too long, or answers without end.
        """
        for wait in (*self._waits, None):
            try:
                return self._once(messages)
            except _Later as fault:
                if wait is None:
                    tries = len(self._waits) + 1
                    raise ModelUnavailable(f"{shown(self._url)}: {fault}; given up after {tries} tries") from None
                seconds = min(wait if fault.wait is None else fault.wait, LONGEST_WAIT)
                _log.info("%s: %s; tried again in %g s", shown(self._url), fault, seconds)
                time.sleep(seconds)
        raise AssertionError("the last try returns or raises")

    def _once(self, messages: Sequence[Message]) -> Reply:
        body = {"model": self._name, "messages": list(messages), **self._optional}
        deadline = time.monotonic() + self._seconds
        try:
            with self._http.stream("POST", self._url, json=body) as response:
                data = self._body(response, deadline)
        except httpx.TimeoutException:
            raise _Later(f"no answer within {self._seconds:g} seconds (TECHTRADE_MODEL_SECONDS)") from None
        except httpx.TransportError as fault:
            raise _Later(f"no connection ({self._safe(str(fault) or type(fault).__name__)})") from None
        except httpx.DecodingError:
            raise ModelUnavailable(f"{shown(self._url)}: answered in an encoding that was not asked for") from None
        status = response.status_code
        if status == HTTPStatus.OK:
            return self._reply(data)
        said = f"{shown(self._url)}: answered {status}{self._message(data)}"
        if status in _LATER or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise _Later(f"answered {status}{self._message(data)}", _retry_after(response.headers.get("retry-after")))
        if status in _TOO_MUCH and self._optional:
            _log.info("%s; asked again without %s", said, " and ".join(self._optional))
            self._optional = {}  # some endpoints and models refuse these
            return self._once(messages)
        if status in _TOO_MUCH:
            raise ModelFault(said)
        raise ModelUnavailable(said + (" (TECHTRADE_MODEL_KEY)" if status in _REFUSED else ""))

    def _body(self, response: httpx.Response, deadline: float) -> bytes:
        data = bytearray()
        for chunk in response.iter_bytes():
            data += chunk
            if len(data) > MOST_BYTES:
                raise ModelFault(f"{shown(self._url)}: an answer larger than {MOST_BYTES:,} bytes")
            if time.monotonic() > deadline:
                raise httpx.ReadTimeout("")
        return bytes(data)

    def _reply(self, data: bytes) -> Reply:
        try:
            found = _Completion.model_validate_json(data)
        except ValidationError:
            raise ModelUnavailable(f"{shown(self._url)}: this is no answer of an OpenAI-compatible endpoint") from None
        tokens, choice = found.usage or _Tokens(), found.choices[0]
        cut = choice.finish_reason == "length"
        return Reply(choice.message.content or "", cut, tokens.prompt_tokens, tokens.completion_tokens)

    def _message(self, data: bytes) -> str:
        text = " ".join(data[:1000].decode("utf-8", "replace").split())
        return f": {self._safe(text)}" if text else ""

    def _safe(self, text: str) -> str:
        """Return an endpoint's words as they may be shown: some repeat the key."""
        return shown(text.replace(self._key, "[key]") if self._key else text)


def _endpoint(address: str) -> str:
    """Return where completions are asked for."""
    if not address:
        raise BadInput("TECHTRADE_MODEL_URL is empty: where is the language model, such as http://localhost:11434/v1?")
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL:
        raise BadInput(f"TECHTRADE_MODEL_URL={shown(address)!r} is no address") from None
    if url.scheme not in ("http", "https") or not url.host or url.userinfo:
        raise BadInput(f"TECHTRADE_MODEL_URL={shown(address)!r} is no http or https address without a password")
    path = url.path.rstrip("/")
    return str(url.copy_with(path=path if path.endswith("/chat/completions") else path + "/chat/completions"))


def _retry_after(value: str | None) -> float | None:
    """Return the seconds that a Retry-After header asks for, be they given as such or as a date."""
    if not value:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        then = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (then.replace(tzinfo=then.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
