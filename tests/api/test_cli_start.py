"""What the command line does not wait for when it starts."""

import subprocess
import sys

_HEAVY = {"fastapi", "httpx", "neo4j", "networkx", "numba", "numpy", "pyarrow", "pydantic", "uvicorn"}


def test_help_waits_for_no_driver_model_or_server() -> None:
    shown = "import sys, api.cli; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", shown], capture_output=True, text=True, check=True)
    assert not _HEAVY & set(done.stdout.split())
