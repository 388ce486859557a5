"""Names too general to be looked for, which count where something else shows that a thing of the kind stands there."""

import re
from functools import cache

from graph.records import LANGUAGES
from ingest.extract.folding import fold_name
from ingest.registry import registry

_ARTICLE = re.compile(r"^(?:the |ال)")


def hinted(language: str, label: str, surface: str) -> tuple[str, ...]:
    """Return the entries of a label that the words may hint at, or none."""
    return _hints().get((language, label, _ARTICLE.sub("", fold_name(surface))), ())


@cache
def _hints() -> dict[tuple[str, str, str], tuple[str, ...]]:
    found: dict[tuple[str, str, str], list[str]] = {}
    for entry in registry().values():
        for language in LANGUAGES:
            for name in (*entry.hints.get(language, ()), *entry.adjectives.get(language, ())):
                ids = found.setdefault((language, entry.label, _ARTICLE.sub("", fold_name(name))), [])
                if entry.id not in ids:
                    ids.append(entry.id)
    return {key: tuple(ids) for key, ids in found.items()}
