"""A copy of the project to learn in, so that the models in place stay as they are."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

_ROOT = Path(__file__).parent.parent


@contextmanager
def copied() -> Iterator[Path]:
    """Copy the project for as long as the context lasts; yield where the copy is."""
    with TemporaryDirectory() as name:
        for part in ("graph", "ingest", "training", "docs"):
            copytree(_ROOT / part, Path(name) / part)
        yield Path(name)


def running(copy: Path, module: Sequence[str], quiet: bool = False) -> subprocess.Popen[bytes]:
    """Run a module, with its arguments, in a copy."""
    command = [sys.executable, "-m", *module]
    return subprocess.Popen(command, cwd=copy, stdout=subprocess.DEVNULL if quiet else None)
