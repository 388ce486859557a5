"""The shorter forms by which a text repeats a person's name."""

import re
from functools import cache
from importlib.resources import files


def short_forms(name: str) -> list[str]:
    """Return the forms that may stand for a folded name of several words: surname, or all but the first word."""
    words = re.split(r"[ ·]", name)
    if len(words) < 2:
        return []
    return [words[-1], " ".join(words[1:]), *words[: words[0] in _first()]]


@cache
def _first() -> frozenset[str]:
    """Return the surnames that stand first (China, Korea, Vietnam), folded; that some are given names does no harm."""
    return frozenset(files("ingest.languages").joinpath("surnames.txt").read_text(encoding="utf-8").split())
