"""A passage as an annotated article, as `ingest.evaluation` compares it with what extraction finds."""

from collections import Counter
from typing import Any

from ingest.registry import registry
from training.corpus import Passage
from training.examples import entries


def annotated(passage: Passage) -> dict[str, Any]:
    """Return a passage as an annotated article: its things by the registry's name, or by the first of their own.

    What is only described or named by a title ("the *commerce* secretary") has no name to compare; its place tells.
    """
    known = {key: registry()[entry] for key, entry in entries(passage).items()}
    names: dict[str, str] = {}
    for mention in sorted(passage.mentions, key=lambda m: (m.reference, m.start)):
        own = passage.text[mention.start : mention.end]
        names.setdefault(mention.key, known[mention.key].name if mention.key in known else own)
    uses = Counter(names.values())
    names = {key: f"{name} ({key})" if uses[name] > 1 else name for key, name in names.items()}  # two things stay two
    things: dict[str, dict[str, Any]] = {}
    for mention in passage.mentions:
        thing = things.setdefault(mention.key, {"name": names[mention.key], "label": mention.label, "mentions": []})
        if mention.key in known and known[mention.key].wikidata:
            thing["wikidata"] = known[mention.key].wikidata
        thing["unnamed"] = thing.get("unnamed", True) and mention.reference
        thing["mentions"].append({"start": mention.start, "end": mention.end, "nominal": mention.reference})
    return {
        "title": "",
        "language": passage.language,
        "publishedAt": passage.date,
        "entities": list(things.values()),
        "relations": [
            {
                "subject": names[relation.subject],
                "type": relation.type,
                "object": names[relation.object],
                "modality": relation.modality,
                "polarity": "negated" if relation.negated else "affirmed",
                "start": relation.start,
            }
            for relation in passage.relations
        ],
    }
