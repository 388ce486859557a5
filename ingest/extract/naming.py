"""Give described measures and events an English name, and a measure that two stories surely share one id.

"The letter" is the Letter to Howard Lutnick (July 2025), 对镓锗的出口管制 are Export controls on gallium and germanium.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from graph.records import Claim, Entity, Extraction, Mention, stable_id
from ingest.extract.claims import gate
from ingest.extract.describing import Description, describe, named, state_of
from ingest.extract.wording import Term, described
from ingest.registry import registry

_ISSUED = ("ISSUED", "EASES")
_LAID = ("RESTRICTS", "TARIFFS")
_TARGETS = (*_LAID, "EASES", "CONCERNS")
_SURE = 0.6  # confidence from which a claim gives a measure its name
_CERTAIN = 0.8  # confidence from which a claim tells whose measure it is
_MOST = 2  # things named in a name, where claims tell them
_GOODS = 3  # where the words do
_NEAR = 140  # characters beside a description in which it may hold names
_DETERMINER = re.compile(r"^(?:the|an?|its|his|her|their|this|that|these|those)\s+", re.IGNORECASE)
_SHORT = {"united-states": "US", "european-union": "EU", "united-kingdom": "UK"}


def with_names(found: Extraction) -> Extraction:
    """Return an extraction in which described measures and events are named by what is said of them.

    A measure is named by its own words: kind, rate, what it is laid on and by whom; where these say nothing, as for
    events, by the claims: an event by its addressee, place or participants, a measure by what it is laid on or who
    issued it, with the article's month. A measure whose issuer and object are known is the same in every story: its id
    says what it is, not where it was found, and its name has no month.
    """
    said = _said(found)
    entities: dict[str, Entity] = {}
    ids: dict[str, str] = {}
    names = {entity.id: entity.name for entity in found.entities}
    for entity in found.entities:
        one = entity
        if not entity.registered and entity.kind is not None:
            one = _named(entity, said.get(entity.id), names, found)
        ids[entity.id] = one.id
        if one.id in entities:
            one = replace(one, aliases=tuple(sorted({*entities[one.id].aliases, *one.aliases})))
        entities[one.id] = one
    named_ = replace(found, entities=tuple(entities[id] for id in sorted(entities)))
    return named_ if all(old == new for old, new in ids.items()) else _moved(named_, ids)


def _moved(found: Extraction, ids: Mapping[str, str]) -> Extraction:
    """Return the extraction with mentions and claims of the entities' new ids."""
    claims: dict[str, Claim] = {}
    for claim in found.claims:
        claim = replace(claim, subject=ids[claim.subject], object=ids[claim.object])
        if claim.id not in claims or claims[claim.id].confidence < claim.confidence:
            claims[claim.id] = claim
    labels = {entity.id: entity.label for entity in found.entities}
    return replace(
        found,
        mentions=tuple(replace(mention, entity=ids[mention.entity]) for mention in found.mentions),
        claims=tuple(gate(found.article, labels, claims.values())),
    )


def _said(found: Extraction) -> dict[str, Description]:
    """Return what the descriptions of each described thing say together."""
    entities = {entity.id: entity for entity in found.entities}
    article = found.article
    mentions = sorted(found.mentions, key=lambda m: (m.start, m.end))
    starts = [mention.start for mention in mentions]
    said: dict[str, Description] = {}
    for mention in mentions:
        entity = entities[mention.entity]
        if entity.registered or entity.kind is None:
            continue
        near = mentions[bisect_left(starts, mention.start - _NEAR) : bisect_left(starts, mention.end + _NEAR)]
        terms = [_term(entities[m.entity], m) for m in near if not m.nominal]
        here = describe(article.text, article.language, mention.start, mention.end, [term for term in terms if term])
        if here and entity.id not in said:
            said[entity.id] = here
        elif here and said[entity.id].agrees(here):
            said[entity.id] = said[entity.id].with_(here)
    return said


def _term(entity: Entity, mention: Mention) -> Term | None:
    return named(entity.label, entity.name, entity.id, mention.start, mention.end)


def _named(entity: Entity, said: Description | None, names: Mapping[str, str], found: Extraction) -> Entity:
    """Return a described measure or event with its English name, and its id if every story may share it."""
    claims, language, published = found.claims, found.article.language, found.article.published_at
    month = f" ({date.fromisoformat(published):%B %Y})" if published else ""
    own, id = entity.name, entity.id
    if said and entity.label == "Measure":
        said = _with_claims(said, id, names, claims)
        if _shared(said):
            id, month = stable_id("measure", said.kind, *said.key), ""
    tail = _event(entity.id, names, claims) if entity.label == "Event" else ""
    if said and said.key and not tail:
        own = found.article.text[said.start : said.end]
        name = _phrase(said)
    else:
        tail = tail or (_measure(entity.id, names, claims) if entity.label == "Measure" else "")
        noun = str(described()["kinds"].get(entity.kind, [entity.kind])[0])
        plain = _DETERMINER.sub("", entity.name) if language == "en" else noun
        name = f"{entity.kind} {tail}" if tail else plain
    name = name[:1].upper() + name[1:] + month
    return replace(entity, id=id, name=name, names={**entity.names, language: own, "en": name})


def _with_claims(said: Description, id: str, names: Mapping[str, str], claims: Sequence[Claim]) -> Description:
    """Return a description with the issuer and the targets that claims give it where its own words do not."""
    if not said.issuer:
        stated = (c for c in claims if c.type in _ISSUED and c.object == id and c.fact and c.confidence >= _CERTAIN)
        issuers = {state_of(c.subject) for c in stated}
        said = replace(said, issuer=issuers.pop() if len(issuers) == 1 else "")
    if not said.goods:
        laid = (c.object for c in claims if c.type in _LAID and c.subject == id and c.confidence >= _SURE)
        said = replace(said, goods=tuple(sorted({names[one] for one in laid if names[one].isascii()})))
    return said


def _shared(said: Description) -> bool:
    """Whether a description singles a measure out: two stories that use it mean the same one."""
    exact = (said.goods and not said.general) or (said.rate and said.kind == "tariff")
    return bool(said.issuer and exact and not said.open)


def _phrase(said: Description) -> str:
    """Return a description in English: China's export controls on gallium and germanium."""
    noun, before = described()["kinds"][said.kind]
    words = [_whose(said.issuer), said.rate, *said.qualifiers, noun]
    if said.goods:
        goods = [*said.goods[:_GOODS], *(["others"] if len(said.goods) > _GOODS else [])]
        words += [before, ", ".join(goods[:-1]), "and" if goods[1:] else "", goods[-1]]
    if said.towards:
        words += ["to" if said.qualifiers else "for", registry()[said.towards].name]
    return " ".join(word for word in words if word)


def _whose(state: str) -> str:
    if not state:
        return ""
    name = registry()[state].name
    return _SHORT.get(state) or name + ("'" if name.endswith("s") else "'s")


def _event(id: str, names: Mapping[str, str], claims: Sequence[Claim]) -> str:
    addressed = sorted((c for c in claims if c.type == "ADDRESSED_TO" and c.subject == id), key=lambda c: -c.confidence)
    if addressee := _first(names, (c.object for c in addressed), 1):
        return f"to {addressee}"
    if places := _first(names, (c.object for c in claims if c.type == "LOCATED_IN" and c.subject == id), 1):
        return f"in {places}"
    actors = _first(names, (c.subject for c in claims if c.type in ("PARTICIPATED_IN", "SIGNED") and c.object == id))
    return f"of {actors}" if actors else ""


def _measure(id: str, names: Mapping[str, str], claims: Sequence[Claim]) -> str:
    laid = (c for c in claims if c.type in _TARGETS and c.subject == id)
    if targets := _first(names, (c.object for c in laid if c.type not in _LAID or c.confidence >= _SURE)):
        return f"on {targets}"
    issuers = _first(names, (c.subject for c in claims if c.type in _ISSUED and c.object == id), 1)
    return f"of {issuers}" if issuers else ""


def _first(names: Mapping[str, str], ids: Iterable[str], most: int = _MOST) -> str:
    """Return the names of the first different things, joined."""
    found = [names[id] for id in dict.fromkeys(ids) if names[id].isascii()]
    return " and ".join(found[:most]) + (" and others" if len(found) > most > 1 else "")
