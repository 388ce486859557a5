"""Builds the wheel and tries it in a fresh environment, away from the checkout: ``python -m tests.wheel``."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_ROOT = Path(__file__).parent.parent


def main() -> None:
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="techtrade-wheel-") as folder:
        try_wheel(Path(folder))
    print(f"the wheel works ({time.monotonic() - started:.0f} s)")


def try_wheel(folder: Path) -> None:
    """Build, install, and run the main commands."""
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(_ROOT), cwd=_ROOT)
    (wheel,) = folder.glob("*.whl")
    run(sys.executable, "-m", "venv", str(folder / "venv"))
    pip = (str(folder / "venv/bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--require-hashes", "-r", str(_ROOT / "requirements/runtime.txt"))
    run(*pip, "--no-deps", str(wheel))

    techtrade = str(folder / "venv/bin/techtrade")
    away = folder / "away"
    away.mkdir()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "TECHTRADE_DATA": str(folder / "data"),
        "LC_ALL": "C",
    }
    assert "ingest" in run(techtrade, "--help", cwd=away, environment=environment)
    told = run(techtrade, "demo", "--no-serve", cwd=away, environment=environment)
    pages = [Path(line.strip()) for line in told.splitlines() if line.strip().endswith((".html", ".md", ".json"))]
    assert len(pages) == 3, told
    assert all(page.stat().st_size for page in pages)
    sample = _ROOT / "ingest/samples/ar-01-h20-letter.txt"
    (away / "letter.txt").write_bytes(sample.read_bytes())
    said = run(
        techtrade, "extract", "letter.txt", "--date", "2025-08-02", "--json", cwd=away, environment=environment
    )  # fmt: skip
    found = json.loads(said)
    text = sample.read_text("utf-8")
    assert found["entities"], said
    assert found["claims"], said
    assert all(text[claim["start"] : claim["end"]] == claim["quote"] for claim in found["claims"])


def run(*command: str, cwd: Path | None = None, environment: dict[str, str] | None = None) -> str:
    """Return what a command writes to stdout; end with what it said if it fails."""
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}: status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    main()
