"""An entity's properties, from the registry or from what all articles call it: a sum of votes, so order-free. Pure."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.folding import words
from graph.records import LANGUAGES, Entity

# The property that keeps the votes, so that an article can be added or withdrawn without reading the others.
VOTES = "votes"
_NAMES = {language: f"name{language.capitalize()}" for language in LANGUAGES}
_VOTED = (*_NAMES.values(), "country", "kind")


@dataclass(frozen=True, slots=True)
class Mentioning:
    """What one article says of an entity: the properties of MENTIONS.

    Attributes
    ----------
    count : int
        How often it stands there, names and descriptions.
    forms : tuple of str
        The names used for it, sorted.
    known : tuple of str
        The registry's names for it, where a decision has joined it into another; sorted.
    """

    language: str
    count: int
    forms: tuple[str, ...]
    name: str
    country: str | None = None
    kind: str | None = None
    known: tuple[str, ...] = ()

    def votes(self) -> list[tuple[str, str]]:
        """Return pairs of a property and the value that speaks for it."""
        single = [(_NAMES[self.language], self.name), ("country", self.country), ("kind", self.kind)]
        names = {*self.forms, *self.known} if self.known else self.forms
        return [(of, value) for of, value in single if value] + [("form", name) for name in names]


@dataclass(slots=True)
class Profile:
    """What is known of an entity from all articles.

    Attributes
    ----------
    articles : int
        How many mention it.
    entity : Entity or None
        Its registry entry, if it is registered.
    """

    id: str
    label: str
    articles: int = 0
    votes: dict[str, Counter[str]] = field(default_factory=dict)
    entity: Entity | None = None

    def add(self, mentioning: Mentioning, times: int = 1) -> None:
        """Count an article in, or with ``times=-1`` out again."""
        self.articles += times
        for of, value in mentioning.votes():
            self.votes.setdefault(of, Counter())[value] += times

    def properties(self) -> dict[str, Any]:
        """Return the properties of its node."""
        kept_votes = ((of, {value: n for value, n in counts.items() if n}) for of, counts in self.votes.items())
        votes = {of: counts for of, counts in kept_votes if counts}
        forms = set(votes.get("form", ()))
        found: dict[str, Any]
        if self.entity:
            one = self.entity
            found = {_NAMES[language]: one.names.get(language) for language in LANGUAGES}
            found |= {"name": one.name, "wikidata": one.wikidata, "country": one.country, "kind": one.kind}
            aliases = forms.union(one.aliases)
            kept: dict[str, Any] = {"form": votes.get("form", {}), "registry": sorted(one.aliases)}
        else:
            found = {of: _most(votes.get(of, {})) for of in _VOTED}
            found["name"] = next(found[_NAMES[language]] for language in LANGUAGES if found[_NAMES[language]])
            aliases = forms.union(*(votes.get(of, ()) for of in _NAMES.values()))
            kept = votes
        names = aliases | {found[of] for of in ("name", *_NAMES.values()) if found[of]}
        return found | {
            "id": self.id,
            "registered": self.entity is not None,
            "posts": list(self.entity.posts) if self.entity else [],
            "aliases": sorted(aliases),
            # What searches look into: as written, and folded.
            "names": "\n".join(sorted(names | {folded for name in names if (folded := words(name))})),
            "articles": self.articles,
            VOTES: json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        }


def profile(label: str, node: Mapping[str, Any]) -> Profile:
    """Return what a node's properties were made from."""
    kept = json.loads(node[VOTES])
    registry = kept.pop("registry", None)
    entity = None
    if node["registered"]:
        entity = Entity(
            node["id"], label, node["name"],
            names={language: node[of] for language, of in _NAMES.items() if node.get(of)},
            aliases=tuple(registry or ()), wikidata=node.get("wikidata"), country=node.get("country"),
            kind=node.get("kind"), posts=tuple(node.get("posts") or ()), registered=True,
        )  # fmt: skip
    votes = {of: Counter(counts) for of, counts in kept.items()}
    return Profile(node["id"], label, node["articles"], votes, entity)


def _most(votes: Mapping[str, int]) -> str | None:
    """Return the value with most votes, of equal ones the first by code points."""
    return min(votes, key=lambda value: (-votes[value], value), default=None)
