"""Schemathesis asks every route of the OpenAPI document what it allows and what it does not, on both engines."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from api import keys
from api.app import create_app
from api.keys import Scope, keys_file
from graph.settings import Settings
from graph.store import Store
from graph.writing import write
from tests.api.conftest import serving
from tests.story import extractions

_PROGRAM = Path(sys.executable).with_name("schemathesis")
_CONFIG = Path(__file__).with_name("schemathesis.toml")


def test_every_route_keeps_to_what_it_documents(store: Store, settings: Settings, tmp_path: Path) -> None:
    write(store, list(extractions()))
    own = replace(settings, data=tmp_path)
    token = keys.add(keys_file(tmp_path), "all", list(Scope))
    with serving(create_app(store, own), own) as client:
        run = ["--checks=all", "--phases=coverage,fuzzing,stateful", "--max-examples=2", "--seed=7"]
        patient = ["--max-time=180", "--request-timeout=60", "--max-response-time=60"]
        quiet = ["--no-color", "--continue-on-failure", "--suppress-health-check=all", "--generation-database=none"]
        done = subprocess.run(
            [_PROGRAM, "--config-file", _CONFIG, "run", f"{client.base_url}/openapi.json".replace("//open", "/open"),
             "--header", f"X-API-Key: {token}", *run, *patient, *quiet],
            cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    selected = re.search(r"Selected: (\d+)/\1$", done.stdout, re.MULTILINE)
    assert selected
    assert f"Tested: {selected[1]}\n" in done.stdout, "all of them, within the time"
