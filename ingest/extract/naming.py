"""Give described measures and events an English name: "the letter" is the Letter to Howard Lutnick (July 2025)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from graph.records import Article, Claim, Entity

_TARGETS = ("RESTRICTS", "TARIFFS", "EASES", "CONCERNS")
_MOST = 2  # things named in a name


def with_names(article: Article, entities: Sequence[Entity], claims: Sequence[Claim]) -> tuple[Entity, ...]:
    """Return the entities, described measures and events named by their kind and by what the claims say of them.

    An event is named by its addressee, place or participants, a measure by what it is laid on or who issued it, both
    with the article's month. What the claims say nothing of keeps the words of the text.
    """
    names = {entity.id: entity.name for entity in entities}
    month = f" ({date.fromisoformat(article.published_at):%B %Y})" if article.published_at else ""
    return tuple(_named(entity, names, claims, month, article.language) for entity in entities)


def _named(entity: Entity, names: Mapping[str, str], claims: Sequence[Claim], month: str, language: str) -> Entity:
    if entity.registered or entity.kind is None:
        return entity
    kind = entity.kind.capitalize()
    tail = _event(entity.id, names, claims) if entity.label == "Event" else _measure(entity.id, names, claims)
    if not tail:
        return entity
    name = f"{kind} {tail}{month}"
    return replace(entity, name=name, names={**entity.names, language: entity.name, "en": name})


def _event(id: str, names: Mapping[str, str], claims: Sequence[Claim]) -> str:
    addressed = sorted((c for c in claims if c.type == "ADDRESSED_TO" and c.subject == id), key=lambda c: -c.confidence)
    if addressee := _first(names, (c.object for c in addressed), 1):
        return f"to {addressee}"
    if places := _first(names, (c.object for c in claims if c.type == "LOCATED_IN" and c.subject == id), 1):
        return f"in {places}"
    actors = _first(names, (c.subject for c in claims if c.type in ("PARTICIPATED_IN", "SIGNED") and c.object == id))
    return f"of {actors}" if actors else ""


def _measure(id: str, names: Mapping[str, str], claims: Sequence[Claim]) -> str:
    if targets := _first(names, (c.object for c in claims if c.type in _TARGETS and c.subject == id)):
        return f"on {targets}"
    issuers = _first(names, (c.subject for c in claims if c.type in ("ISSUED", "EASES") and c.object == id), 1)
    return f"of {issuers}" if issuers else ""


def _first(names: Mapping[str, str], ids: Iterable[str], most: int = _MOST) -> str:
    """Return the names of the first different things, joined."""
    found = [names[id] for id in dict.fromkeys(ids) if names[id].isascii()]
    return " and ".join(found[:most]) + (" and others" if len(found) > most > 1 else "")
