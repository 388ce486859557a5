"""Names too general to be looked for, which count where something else shows that a thing of the kind stands there."""

import re
from collections.abc import Iterator
from functools import cache

from graph.records import LANGUAGES
from ingest.extract.folding import fold_name
from ingest.registry import Known, registry

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
                _add(found, language, entry.label, name, entry.id)
        if entry.capital:
            for language, name in _capital_names(entry):
                _add(found, language, "Place", name, entry.capital)
    return {key: tuple(ids) for key, ids in found.items()}


def _add(found: dict[tuple[str, str, str], list[str]], language: str, label: str, name: str, id: str) -> None:
    ids = found.setdefault((language, label, _ARTICLE.sub("", fold_name(name))), [])
    if id not in ids:
        ids.append(id)


def _capital_names(country: Known) -> Iterator[tuple[str, str]]:
    """Yield what a country's capital is called by its country: the Chinese capital, العاصمة الصينية, 中国首都."""
    yield from (("en", f"{adjective} capital") for adjective in country.adjectives.get("en", ()))
    yield from (("ar", f"العاصمة ال{adjective}ة") for adjective in country.adjectives.get("ar", ()))
    yield from (("zh", f"{name}首都") for name in country.names["zh"])
