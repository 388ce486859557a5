"""What an article says as the decisions in force show it; what was found is kept beside, so that each can be undone.

What is shown depends on what was found and on the decisions in force alone, not on which came first. Pure.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.findings import Findings, Row, mention_row, stored_mentioning, with_ends
from graph.identity.decisions import Decision, Identities, Kind, entity_of, entity_row
from graph.naming import Mentioning
from graph.records import Entity


def show(found: Findings, identities: Identities) -> tuple[Findings, Row | None]:
    """Return what is to be shown of an article, and what is to be kept of it where that is not just what was found.

    Of several claims that become one the surest stays; a claim of a node and itself goes.
    """
    article = found.article["id"]
    steps = {id: way for id in found.mentions if (way := identities.steps(id, article))} if identities else {}
    if not steps:
        return found, None
    shown = Findings(found.article, entities={id: one for id, one in found.entities.items() if id not in steps})
    ends = {id: steps[id][-1].into if id in steps else id for id in found.mentions}
    together: dict[str, list[Mentioning]] = {}
    for id in sorted(found.mentions, key=lambda id: (id in steps, id)):
        mentioning = found.mentions[id]
        one = _renamed(mentioning, found.entities[id], steps[id]) if id in steps else mentioning
        together.setdefault(ends[id], []).append(one)
    shown.mentions = {id: _one(several) for id, several in together.items()}
    for claim in sorted(
        found.claims.values(), key=lambda row: (-row["properties"]["confidence"], row["properties"]["id"])
    ):
        subject, object = ends[claim["subject"]], ends[claim["object"]]
        if (subject, object) == (claim["subject"], claim["object"]):
            moved = claim
        elif subject == object:
            continue
        else:
            moved = with_ends(claim, subject, object)
        if moved["properties"]["id"] not in shown.claims:
            shown.add(moved)
    return shown, _kept(found, steps)


def _renamed(one: Mentioning, entity: Entity, steps: Sequence[Decision]) -> Mentioning:
    """Return what an article says of an entity, with the names it brings to where the steps lead."""
    parts = [step for step in steps if step.kind is Kind.PART]
    if not parts:
        names = {entity.name, *entity.names.values(), *entity.aliases} if entity.registered else set()
        return replace(one, known=tuple(sorted(names)))
    # The registry's name is another's: the article's own goes before it.
    own = max(one.forms, key=lambda form: (len(form), form), default=one.name) if entity.registered else one.name
    return replace(one, name=parts[-1].into_name or own)


def _one(several: Sequence[Mentioning]) -> Mentioning:
    first = several[0]
    if len(several) == 1:
        return first
    return replace(
        first,
        count=sum(one.count for one in several),
        forms=tuple(sorted({form for one in several for form in one.forms})),
        country=next((one.country for one in several if one.country), None),
        kind=next((one.kind for one in several if one.kind), None),
        known=tuple(sorted({name for one in several for name in one.known})),
    )


def _kept(found: Findings, steps: Mapping[str, Sequence[Decision]]) -> Row:
    mentions = {id: mention_row(one) for id, one in found.mentions.items()}
    # Of the others the graph shows the nodes themselves.
    entities = [entity_row(found.entities[id]) for id in sorted(steps)]
    claims = [found.claims[id] for id in sorted(found.claims)]
    return {
        "id": found.article["id"],
        "through": sorted({step.entity for way in steps.values() for step in way}),
        "findings": json.dumps(
            {"mentions": mentions, "entities": entities, "claims": claims}, ensure_ascii=False, sort_keys=True
        ),
    }


def found_of(kept: Row, article: Row) -> Findings:
    """Return what was found in an article, from what was kept of it."""
    row = json.loads(kept["findings"])
    mentions = {id: stored_mentioning(article["language"], one) for id, one in row["mentions"].items()}
    found = Findings(article, mentions, entities={one["id"]: entity_of(one) for one in row["entities"]})
    for claim in row["claims"]:
        found.add(claim)
    return found
