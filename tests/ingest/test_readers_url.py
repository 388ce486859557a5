"""Addresses: fetched from a real server, and refused where they lead into a private network."""

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from graph.errors import BadInput, TooLarge
from graph.records import Article
from graph.settings import Settings
from ingest.readers import Options, read
from ingest.readers.addresses import is_public

SETTINGS = Settings(fetch_private=True, fetch_seconds=5.0, max_text_bytes=50_000)
BODY = "The ministry banned the export of gallium to the United States, and said that it would license the rest. "
PAGE = f"""<html><head><title>Gallium</title><meta property="og:site_name" content="The Paper">
<meta property="article:published_time" content="2024-12-03"><link rel="canonical" href="{{canonical}}"></head>
<body><article><h1>Gallium</h1><p>{BODY * 3}</p><p>{BODY * 2}</p></article></body></html>"""
HTML = "text/html; charset=utf-8"


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        host = self.headers["Host"]
        page = PAGE.format(canonical=f"http://{host}/canonical")
        match self.path.split("?")[0]:
            case "/page":
                self._send(HTML, page.encode())
            case "/agent":
                self._send("text/plain", f"{self.headers['User-Agent']} {host} asks for the text".encode())
            case "/foreign":
                self._send(HTML, PAGE.format(canonical="https://other.example/a").encode())
            case "/text":
                self._send("text/plain", b"A title\n\nThe ministry said that it would.")
            case "/json":
                self._send("application/json", b'[{"title": "T", "text": "The body"}, {"title": "U"}]')
            case "/latin":
                self._send("text/html; charset=iso-8859-1", page.replace("export", "café").encode("cp1252"))
            case "/gzip":
                self._send(HTML, gzip.compress(page.encode()), **{"Content-Encoding": "gzip"})
            case "/bomb":
                self._send(HTML, gzip.compress(b"x" * 50_000_000), **{"Content-Encoding": "gzip"})
            case "/brotli":
                self._send(HTML, b"?", **{"Content-Encoding": "br"})
            case "/pdf":
                self._send("application/pdf", b"%PDF")
            case "/untyped":
                self._send("", page.encode())
            case "/large":
                self._send(HTML, b"x" * 60_000)
            case "/empty":
                self._send(HTML, b"")
            case "/once":
                self._redirect("/page")
            case "/loop":
                self._redirect("/loop")
            case "/to-file":
                self._redirect("file:///etc/passwd")
            case "/to-user":
                self._redirect(f"http://name:secret@{host}/page")
            case "/drip":
                self._drip()
            case "/drip-headers":
                self._drip_headers()
            case _:
                self.send_error(404)

    def _send(self, content_type: str, body: bytes, **headers: str) -> None:
        self.send_response(200)
        if content_type:
            self.send_header("Content-Type", content_type)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True  # the reader has had enough

    def _redirect(self, to: str) -> None:
        self.send_response(302)
        self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", HTML)
        self.end_headers()
        self._slowly(b"x")

    def _drip_headers(self) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\n")
        self._slowly(b"X: y\r\n")

    def _slowly(self, piece: bytes) -> None:
        try:
            for _ in range(100):
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def article(address: str, options: Options | None = None) -> Article:
    (found,) = read(address, options or Options(), SETTINGS)
    assert isinstance(found, Article), found
    return found


def fault(address: str, settings: Settings = SETTINGS) -> str:
    (found,) = read(address, Options(), settings)
    assert isinstance(found, BadInput | TooLarge)
    assert "\n" not in found.detail
    return found.detail


def test_a_page_is_read(site: str) -> None:
    found = article(f"{site}/page#part")
    assert (found.title, found.publisher, found.published_at) == ("Gallium", "The Paper", "2024-12-03")
    assert found.url == f"{site}/canonical"
    assert found.text.startswith("Gallium\n")
    assert BODY.strip() in found.text
    assert article(f"{site}/page", Options(url="https://example.org/a")).url == "https://example.org/a"


def test_a_page_cannot_pass_itself_off_as_another_sites(site: str) -> None:
    assert article(f"{site}/foreign").url == f"{site}/foreign"


def test_other_content(site: str) -> None:
    assert article(f"{site}/text").text == "A title\n\nThe ministry said that it would."
    assert article(f"{site}/agent").text.startswith(f"techtrade {site.removeprefix('http://')} ")
    one, two = read(f"{site}/json", Options(), SETTINGS)
    assert isinstance(one, Article)
    assert str(two) == f"{site}/json: article 2: no text (one of: text, body, content)"
    assert "café" in article(f"{site}/latin").text
    assert article(f"{site}/gzip").title == "Gallium"


def test_a_redirect_is_followed(site: str) -> None:
    assert article(f"{site}/once").url == f"{site}/canonical"


def test_the_name_asked_for_is_sent_though_the_address_is_connected_to(site: str) -> None:
    port = site.rsplit(":", 1)[1]
    assert f" localhost:{port} " in article(f"http://localhost:{port}/agent").text


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("missing", "answered 404 Not Found"),
        ("pdf", "content type 'application/pdf', no article"),
        ("untyped", "content type 'not said', no article"),
        ("large", "larger than the 50,000 bytes allowed"),
        ("bomb", "larger than the 50,000 bytes allowed"),
        ("brotli", "'br'"),
        ("empty", "no article found"),
        ("loop", "more than 5 redirects"),
        ("to-file", "only http and https are fetched, not 'file'"),
    ],
)
def test_bad_answers_are_named(site: str, path: str, said: str) -> None:
    detail = fault(f"{site}/{path}")
    assert detail.startswith(f"{site}/{path}: ")
    assert said in detail


@pytest.mark.parametrize("path", ["drip", "drip-headers"])
def test_time_is_bounded_as_a_whole(site: str, path: str) -> None:
    start = time.monotonic()
    assert "no answer within 0.5 seconds" in fault(f"{site}/{path}", Settings(fetch_private=True, fetch_seconds=0.5))
    assert time.monotonic() - start < 3


def test_a_dead_address() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        assert "cannot connect (Connection refused)" in fault(f"http://127.0.0.1:{port}/")
    assert "does not resolve" in fault("http://no-such-name.invalid/")


@pytest.mark.parametrize(
    "address", ["http://name:secret@127.0.0.1/", "http://secret@127.0.0.1/", "http://secret:secret@[::1]:80/x"]
)
def test_users_and_passwords_are_refused_and_never_printed(address: str) -> None:
    detail = fault(address)
    assert "password in an address is refused" in detail
    assert "secret" not in detail


def test_a_password_in_a_redirect_is_refused_and_never_printed(site: str) -> None:
    assert fault(f"{site}/to-user") == f"{site}/to-user: a user or password in an address is refused"


@pytest.mark.parametrize(
    "address", ["ftp://example.org/", "file:///etc/passwd", "http:///x", "http://[", "http://a:b/"]
)
def test_what_is_no_web_address(address: str) -> None:
    assert fault(address).startswith(address)


def test_private_addresses_are_refused(site: str) -> None:
    settings = Settings()
    port = site.rsplit(":", 1)[1]
    hosts = ("127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]")
    for host in hosts:
        assert "is not a public address" in fault(f"http://{host}:{port}/page", settings), host
    for host in ("10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "[fe80::1]", "[fd00:ec2::254]"):
        assert "is not a public address" in fault(f"http://{host}/", settings), host


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "0.1.2.3", "10.1.2.3", "100.64.0.1", "169.254.169.254", "172.31.0.1",
        "192.168.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1",
        "::ffff:10.0.0.1", "::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "fe80::1%eth0",
        "fc00::1", "fec0::1", "ff02::1", "2001:db8::1",
    ],
)  # fmt: skip
def test_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_public(address: str) -> None:
    assert is_public(address)
