"""Learn from every 8th, 4th, 2nd passage and measure on the yardstick: ``python -m training.curve``.

Takes about as long as `make train`. Each try learns in a copy of the project, so that its own models stay.
"""

import subprocess
import sys
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent


def main(steps: tuple[int, ...] = (8, 4, 2)) -> None:
    """Learn from every n-th passage for each n, and print what the yardstick says."""
    for every in steps:
        with TemporaryDirectory() as name:
            for part in ("graph", "ingest", "training", "docs"):
                copytree(ROOT / part, Path(name) / part)
            print(f"learned from every {every}th passage:", flush=True)
            for module in (("training.train", str(every)), ("training.yardstick",)):
                subprocess.run([sys.executable, "-m", *module], cwd=name, check=True)


if __name__ == "__main__":
    main()
