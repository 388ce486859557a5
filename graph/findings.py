"""What one article says, and how records stand in the database: as maps of properties. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.errors import SchemaFault
from graph.naming import Mentioning
from graph.records import Article, Claim, Entity, Extraction, Relation, relation_id
from graph.relations import PROPERTIES, Key, Support

Row = dict[str, Any]


@dataclass(slots=True)
class Findings:
    """What one article says, as it stands in the database.

    Attributes
    ----------
    entities : dict of str to Entity
        Labels and registry entries, as far as an extraction gave them.
    """

    article: Row
    mentions: dict[str, Mentioning] = field(default_factory=dict)
    claims: dict[str, Row] = field(default_factory=dict)
    supports: dict[Key, dict[str, Support]] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)

    def add(self, claim: Row) -> None:
        """Add a claim."""
        one = claim["properties"]
        self.claims[one["id"]] = claim
        if one["fact"]:
            key = (claim["subject"], one["type"], claim["object"])
            self.supports.setdefault(key, {})[one["id"]] = stored_support(one, self.article)


def findings(extraction: Extraction, now: str) -> Findings:
    """Return an extraction as it is to stand in the database, recorded at `now`.

    Raises
    ------
    SchemaFault
        A mention or a claim is of an entity that the extraction does not list, or a claim carries what none may.
    """
    article, entities = extraction.article, {entity.id: entity for entity in extraction.entities}
    found = Findings(article_row(article, now), entities=entities)
    counts = dict.fromkeys(entities, 0)
    forms: dict[str, set[str]] = {id: set() for id in entities}
    for mention in extraction.mentions:
        if mention.entity not in entities:
            raise SchemaFault(f"article {article.id}: mention of the unlisted entity {mention.entity}")
        counts[mention.entity] += 1
        if not mention.nominal:
            forms[mention.entity].add(mention.text)
    for id, entity in entities.items():
        own = (None, None) if entity.registered else (entity.country, entity.kind)
        found.mentions[id] = Mentioning(article.language, counts[id], tuple(sorted(forms[id])), entity.name, *own)
    for claim in extraction.claims:
        for end in (claim.subject, claim.object):
            if end not in entities:
                raise SchemaFault(f"claim {claim.id}: its end {end} is not among the entities of its article")
        found.add(claim_row(claim, now))
    return found


def article_row(article: Article, now: str) -> Row:
    """Return the properties of an article's node."""
    return without_null(
        {
            "id": article.id,
            "url": article.url,
            "title": article.title,
            "language": article.language,
            "publisher": article.publisher,
            "publishedAt": article.published_at,
            "sha256": article.sha256,
            "story": article.story,
            "recordedAt": now,
        }
    )


def claim_row(claim: Claim, now: str) -> Row:
    """Return a claim's ends, and the properties of its node; `relation` is the id of the relation it speaks for."""
    if unknown := sorted(set(claim.properties) - set(PROPERTIES)):
        raise SchemaFault(f"claim {claim.id}: unknown properties {unknown}")
    if not 0 <= claim.confidence <= 1:  # NaN too
        raise SchemaFault(f"claim {claim.id}: confidence {claim.confidence}")
    properties = without_null(
        {
            "id": claim.id,
            "relation": relation_id(claim.subject, claim.type, claim.object),
            "type": claim.type,
            "quote": claim.quote,
            "start": claim.start,
            "end": claim.end,
            "modality": claim.modality,
            "polarity": claim.polarity,
            "fact": claim.fact,
            "eventDate": claim.event_date,
            "datePrecision": claim.date_precision,
            "publishedAt": claim.published_at,
            "recordedAt": now,
            "attributedTo": claim.attributed_to,
            "extractor": claim.extractor,
            "confidence": float(claim.confidence),
            **claim.properties,
        }
    )
    return {"article": claim.article, "subject": claim.subject, "object": claim.object, "properties": properties}


def with_ends(claim: Row, subject: str, object: str) -> Row:
    """Return the same claim of other entities, recorded when it was."""
    one = claim["properties"]
    moved = Claim(
        claim["article"], subject, one["type"], object, one["quote"], one["start"], one["end"],
        one["modality"], one["polarity"], one.get("attributedTo"), one.get("eventDate"), one.get("publishedAt"),
        {name: one[name] for name in PROPERTIES if name in one}, one["extractor"], one["confidence"],
    )  # fmt: skip
    return claim_row(moved, one["recordedAt"])


def relation_row(relation: Relation) -> Row:
    """Return the properties of a relation."""
    return without_null(
        {
            "id": relation.id,
            "claims": relation.claims,
            "articles": relation.articles,
            "origins": relation.origins,
            "firstDate": relation.first_date,
            "lastDate": relation.last_date,
            "firstPublished": relation.first_published,
            "lastPublished": relation.last_published,
            "confidence": float(relation.confidence),
            **relation.properties,
        }
    )


def mention_row(one: Mentioning) -> Row:
    """Return the properties of MENTIONS."""
    row = {"count": one.count, "forms": list(one.forms), "name": one.name, "country": one.country, "kind": one.kind}
    return without_null(row | {"known": list(one.known) or None})


def stored_mentioning(language: str, row: Mapping[str, Any]) -> Mentioning:
    """Return what MENTIONS was made from; `language` is the article's."""
    single = (row["name"], row.get("country"), row.get("kind"))
    return Mentioning(language, row["count"], tuple(row["forms"]), *single, tuple(row.get("known", ())))


def stored_support(claim: Mapping[str, Any], article: Mapping[str, Any]) -> Support:
    """Return what a claim's node adds to its relation."""
    return Support(
        claim["id"], article["id"], article.get("publisher"), article["story"], claim["confidence"],
        claim.get("eventDate"), claim.get("publishedAt"),
        {name: claim[name] for name in PROPERTIES if name in claim},
    )  # fmt: skip


def without_null(row: Row) -> Row:
    """Return a map without the keys that have no value: the database keeps none either."""
    return {name: value for name, value in row.items() if value is not None}
