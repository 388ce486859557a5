"""A server as a process of its own, and the plainest way to ask it."""

import asyncio
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph.settings import Settings


@dataclass(frozen=True)
class Running:
    """A server that runs."""

    port: int
    pid: int

    def memory(self) -> int:
        """Return how much memory it holds, in bytes."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")


@contextmanager
def running(settings: Settings) -> Iterator[Running]:
    """Run ``techtrade serve`` as long as the context lasts."""
    environment = os.environ | {
        "TECHTRADE_DATA": str(settings.data),
        "TECHTRADE_URL": settings.url,
        "TECHTRADE_PASSWORD": settings.password,
        "TECHTRADE_CONNECT_SECONDS": str(settings.connect_seconds),
        "TECHTRADE_PORT": "0",
        "TECHTRADE_LOG": "warning",
    }
    program = Path(sys.executable).with_name("techtrade")
    with subprocess.Popen([program, "serve"], env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        said = ""
        for line in process.stderr:
            said += line
            if found := re.search(r"serving at http://[^:]+:(\d+)/", line):
                break
        else:
            raise RuntimeError(said)
        rest = threading.Thread(target=process.stderr.read, daemon=True)
        rest.start()
        try:
            yield Running(int(found[1]), process.pid)
        finally:
            process.terminate()
            process.wait(60)


async def request(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str
) -> tuple[int, dict[str, str], bytes]:
    """Ask, over a connection that is kept, and return status, headers and body."""
    writer.write(f"GET {path} HTTP/1.1\r\nHost: benchmark\r\n\r\n".encode())
    first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
    return int(first.split()[1]), headers, await reader.readexactly(int(headers["content-length"]))
