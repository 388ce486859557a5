"""Who says it, and which post it is: what a sentence tells beside the relation itself."""

from collections.abc import Mapping, Sequence

from graph.schema import ACTORS
from ingest.extract.features import Slot
from ingest.extract.pairs import Pair
from ingest.extract.triggers import lexicon
from ingest.registry import registry

_NEAR = 40  # characters between a word of saying and the one who says, a title and the one who bears it
_CLOSE = 12  # characters between "former" and what it belongs to


def speaker(sentence: str, language: str, slots: Sequence[Slot], pair: Pair, names: Mapping[str, str]) -> str | None:
    """Return the name of the actor nearest to a word of saying outside the pair's span, or None."""
    best: tuple[int, int] | None = None
    for cue in lexicon(language).find(sentence):
        if "reported" not in cue.classes or pair.left.start <= cue.start < pair.right.end:
            continue
        for place, slot in enumerate(slots):
            if slot.label not in ACTORS or slot.entity in (pair.left.entity, pair.right.entity):
                continue
            distance = min(abs(slot.start - cue.end), abs(cue.start - slot.end))
            if distance <= _NEAR and (best is None or (distance, place) < best):
                best = (distance, place)
    return names[slots[best[1]].entity] if best else None


def post_of(sentence: str, language: str, date: str | None, person: Slot, body: Slot) -> dict[str, str]:
    """Return the post's title, and ``former`` where the sentence says so.

    The title is the one that the sentence words, in English; where the registry knows the person's posts at this
    body it is the registry's wording of the post held then.
    """
    first, second = (person, body) if person.start < body.start else (body, person)
    start, end = max(0, first.start - _NEAR), min(len(sentence), second.end + _NEAR)
    edges = [edge - start for edge in (person.start, person.end, body.start, body.end)]
    titles: list[tuple[int, str]] = []
    properties = {}
    for trigger in lexicon(language).find(sentence[start:end]):
        distance = min(abs(at - edge) for at in (trigger.start, trigger.end) for edge in edges)
        titles += [(distance, name[6:]) for name in trigger.classes if name.startswith("title:")]
        if "former" in trigger.classes and distance <= _CLOSE:
            properties["former"] = "true"
    known = registry().get(person.entry or "")
    posts = [post for post in known.posts if post.body == body.entry] if known else []
    held = [post for post in posts if date and post.held_on(date)]
    if posts:
        properties["title"] = (posts if "former" in properties or not held else held)[-1].title
    elif titles:
        properties["title"] = min(titles)[1]
    return properties
