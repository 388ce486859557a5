"""Schemathesis asks every route of the OpenAPI document what it allows and what it does not, on both engines."""

import os
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
_HERE = Path(__file__).parent


def test_every_route_keeps_to_what_it_documents(store: Store, settings: Settings, tmp_path: Path) -> None:
    write(store, list(extractions()))
    own = replace(settings, data=tmp_path)
    token = keys.add(keys_file(tmp_path), "all", list(Scope))
    with serving(create_app(store, own), own) as client:
        # No time limit: within one, schemathesis would fill the time with ever more examples.
        run = ["--checks=all", "--phases=examples,coverage,fuzzing,stateful", "--max-examples=5", "--seed=7"]
        quiet = ["--no-color", "--continue-on-failure", "--suppress-health-check=all", "--generation-database=none"]
        done = subprocess.run(
            [_PROGRAM, "--config-file", _HERE / "schemathesis.toml", "run", str(client.base_url.join("/openapi.json")),
             "--header", f"X-API-Key: {token}", "--request-timeout=60", "--max-response-time=60", *run, *quiet],
            env=os.environ | {"SCHEMATHESIS_HOOKS": str(_HERE / "schemathesis_formats.py")},
            cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    selected = re.search(r"Selected: (\d+)/\1$", done.stdout, re.MULTILINE)
    assert selected
    assert f"Tested: {selected[1]}\n" in done.stdout, "all of them"
