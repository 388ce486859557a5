"""What the registry knows of two entries: background that makes a reading likelier, never a claim by itself.

Beside what its entries' own fields imply there is ties.txt: what is generally known of two of them.
"""

from collections import defaultdict
from functools import cache
from importlib.resources import files

from graph.schema import RELATION_TYPES
from ingest.registry import Known, registry


@cache
def background(subject: str, object_: str) -> tuple[str, ...]:
    """Return the relation types that are known to run from one entry to another."""
    entries = registry()
    if subject not in entries or object_ not in entries:
        return ()
    implied = _implied(entries[subject], entries[object_])
    return (*implied, *(name for name in ties().get((subject, object_), ()) if name not in implied))


@cache
def ties() -> dict[tuple[str, str], list[str]]:
    """Return the relation types of ties.txt by subject and object; a symmetric one runs both ways."""
    known: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line in files("ingest.registry").joinpath("ties.txt").read_text(encoding="utf-8").splitlines():
        subject, name, object_ = line.split()
        known[subject, object_].append(name)
        if RELATION_TYPES[name].symmetric:
            known[object_, subject].append(name)
    return dict(known)


def _implied(subject: Known, object_: Known) -> list[str]:
    implied = []
    if any(post.body == object_.id for post in subject.posts):
        implied.append("HOLDS_POSITION")
    if subject.label == "Person" and object_.label == "Country" and subject.country == object_.id:
        implied.append("REPRESENTS")
    if object_.parent == subject.id and object_.label in ("Product", "Material"):
        implied.append("MAKES")
    if subject.parent == object_.id and subject.label not in ("Product", "Material"):
        implied.append("PART_OF")
    if subject.label in ("Company", "Organization", "GovernmentBody") and subject.country == object_.id:
        implied.append("LOCATED_IN")
    return implied


@cache
def contradicts(subject: str, type: str, object_: str) -> bool:
    """Return whether the registry speaks against a relation: another maker, another state's official, home already."""
    entries = registry()
    if subject not in entries or object_ not in entries or type in background(subject, object_):
        return False
    one, other = entries[subject], entries[object_]
    if type in ("HOLDS_POSITION", "FOUNDED", "MEMBER_OF", "APPOINTED"):
        person, body = (other, one) if type == "APPOINTED" else (one, other)
        state = body.id if body.label == "Country" else body.country
        return person.label == "Person" and None not in (person.country, state) and person.country != state
    if type == "MAKES":
        return other.parent is not None and other.parent != one.id
    if type == "PART_OF":
        return one.parent is not None
    if type == "VISITED":
        home = entries.get(one.country or "")
        return home is not None and home.capital == other.id
    return False
