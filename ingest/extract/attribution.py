"""Who says it, and which post it is: what a sentence tells beside the relation itself."""

from collections.abc import Mapping, Sequence

from graph.schema import ACTORS
from ingest.extract.features import Slot
from ingest.extract.pairs import Pair
from ingest.extract.triggers import lexicon

_NEAR = 40  # characters between a word of saying and the one who says


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


def title_of(sentence: str, language: str, person: Slot, body: Slot) -> dict[str, str]:
    """Return the post's title as the sentence words it, and whether it is a former one."""
    first, second = (person, body) if person.start < body.start else (body, person)
    start, end = max(0, first.start - _NEAR), min(len(sentence), second.end + _NEAR)
    properties = {}
    found = lexicon(language).find(sentence[start:end])
    best: tuple[int, str] | None = None
    for trigger in found:
        at = trigger.start + start, trigger.end + start
        distance = min(abs(at[0] - edge) for edge in (person.start, person.end, body.start, body.end))
        for name in trigger.classes:
            if name.startswith("title:") and (best is None or distance < best[0]):
                best = (distance, name.removeprefix("title:"))
            if name == "former":
                properties["former"] = "true"
    if best:
        properties["title"] = best[1]
    return properties
