"""A real Neo4j Community server from its Maven jars: no image, no archive, Java 17 and mvn suffice."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

import neo4j

_POM = Path(__file__).with_name("pom.xml")
_CONF = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=:{bolt}
server.bolt.advertised_address=127.0.0.1:{bolt}
server.http.listen_address=:{http}
server.http.advertised_address=127.0.0.1:{http}
server.memory.heap.max_size=512m
server.memory.pagecache.size=128m
dbms.usage_report.enabled=false
client.allow_telemetry=false
dbms.security.auth_enabled=true
"""
_OPENS = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.util.concurrent")


class NoServer(Exception):
    """Java or mvn is missing, the jars cannot be fetched, or the server does not start."""


@dataclass
class Server:
    """A server that runs until it is stopped."""

    url: str
    http: str
    password: str
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(60)

    def restart(self, home: Path) -> None:
        """Start again what was stopped, where it was."""
        self.process = _launch(str(shutil.which("java")), jars(), home)


def version() -> str:
    """Return the release that pom.xml names."""
    found = ET.parse(_POM).find(".//{*}neo4j.version")
    assert found is not None
    assert found.text
    return found.text


def jars() -> Path:
    """Return the folder of the server's jars, fetched the first time into the user's cache."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "techtrade"
    folder = cache / f"neo4j-{version()}"
    if (folder / ".complete").exists():
        return folder
    if not (mvn := shutil.which("mvn")):
        raise NoServer("mvn is not installed")
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as partial:
        goal = ["dependency:copy-dependencies", f"-DoutputDirectory={partial}/jars", "-DincludeScope=runtime"]
        done = subprocess.run([mvn, "-q", "-B", "-f", _POM, *goal], capture_output=True, text=True, check=False)
        if done.returncode:
            raise NoServer(f"mvn could not fetch the jars: {done.stdout.strip()[-500:]}")
        Path(partial, "jars", ".complete").touch()
        if not (folder / ".complete").exists():  # another run may have been quicker
            shutil.rmtree(folder, ignore_errors=True)
            Path(partial, "jars").replace(folder)
    return folder


def start(home: Path, password: str = "test-password") -> Server:
    """Start a server in an empty folder, wait until it answers, and give its user neo4j the password."""
    if not (java := shutil.which("java")):
        raise NoServer("java is not installed")
    library, bolt, http = jars(), _free_port(), _free_port()
    (home / "conf").mkdir(parents=True)
    (home / "conf" / "neo4j.conf").write_text(_CONF.format(bolt=bolt, http=http))
    process = _launch(java, library, home)
    server = Server(f"bolt://127.0.0.1:{bolt}", f"http://127.0.0.1:{http}", password, process)
    until = time.monotonic() + 120
    while True:
        try:
            with (
                neo4j.GraphDatabase.driver(server.url, auth=("neo4j", "neo4j")) as driver,
                driver.session(database="system") as session,
            ):
                session.run("ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new", new=password).consume()
                return server
        except neo4j.exceptions.DriverError:
            if process.poll() is not None or time.monotonic() > until:
                process.kill()
                process.wait()
                raise NoServer(f"it does not start: {(home / 'console.log').read_text()[-500:]}") from None
            time.sleep(0.25)


def _launch(java: str, library: Path, home: Path) -> subprocess.Popen[bytes]:
    options = ["-Xmx768m", "-XX:+UseG1GC", "--add-modules", "jdk.incubator.vector"]
    options += [f"--add-opens={package}=ALL-UNNAMED" for package in _OPENS]
    main = ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    with (home / "console.log").open("ab") as log:
        return subprocess.Popen([java, *options, "-cp", f"{library}/*", *main], stdout=log, stderr=log)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
