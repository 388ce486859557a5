"""Learn from every 8th, 4th, 2nd passage and measure on the yardstick: ``python -m training.curve``.

Takes about as long as `make train`. Each try learns in a copy of the project, so that its own models stay.
"""

from training.copied import copied, running


def main(steps: tuple[int, ...] = (8, 4, 2)) -> None:
    """Learn from every n-th passage for each n, and print what the yardstick says."""
    for every in steps:
        with copied() as copy:
            print(f"learned from every {every}th passage:", flush=True)
            for module in (("training.train", str(every)), ("training.yardstick",)):
                if running(copy, module).wait():
                    raise SystemExit(f"{' '.join(module)} failed")


if __name__ == "__main__":
    main()
