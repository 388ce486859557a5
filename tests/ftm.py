"""FollowTheMoney's own tools, in an environment of their own: they need an older networkx than this project."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

_PINNED = Path(__file__).parent.parent / "requirements/followthemoney.txt"


class NoTools(Exception):
    """They cannot be installed."""


def tools() -> Path:
    """Return the folder of their programs, ``ftm`` and ``python``; installed the first time into the user's cache."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "techtrade"
    folder = cache / f"followthemoney-{_version()}-python{sys.version_info.major}.{sys.version_info.minor}"
    if not (folder / ".complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile() as said:
            pip = [str(folder / "bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            for command in (
                [sys.executable, "-m", "venv", str(folder)],
                [*pip, "--only-binary", ":all:", "--require-hashes", "-r", str(_PINNED)],
            ):
                if subprocess.run(command, stdout=said, stderr=said, check=False).returncode:
                    said.seek(0)
                    raise NoTools(said.read()[-500:].decode(errors="replace").strip())
        (folder / ".complete").touch()
    return folder / "bin"


def _version() -> str:
    (line,) = (line for line in _PINNED.read_text().splitlines() if line.startswith("followthemoney=="))
    return line.split("==")[1].split()[0]
