"""What flows through the project: frozen records, and the ids that make them the same on every machine."""

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.errors import SchemaFault
from graph.schema import ACTORS, LABELS, MODALITIES, POLARITIES, RELATION_TYPES, is_fact

LANGUAGES = ("en", "ar", "zh")


def stable_id(prefix: str, *parts: str | None) -> str:
    """Return ``prefix-`` and 16 hex digits that depend on the parts alone (64 bits of SHA-256)."""
    text = "\x1f".join("" if part is None else part for part in parts)
    return f"{prefix}-{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def plain_name(name: str) -> str:
    """Return a name without case, accents, punctuation, blanks or a leading article, to compare names by."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in folded.removeprefix("the ") if c.isalnum())


def entity_id(label: str, name: str) -> str:
    """Return the id of an entity that is in no registry: a hash of label and folded name."""
    return stable_id(label.lower(), plain_name(name) or name)


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its origin.

    Attributes
    ----------
    title, text : str
        The title, and the whole text, title included; claims' offsets count code points of `text`.
    language : str
        en, ar or zh.
    published_at : str or None
        ISO date.
    """

    title: str
    text: str
    language: str
    publisher: str | None = None
    url: str | None = None
    published_at: str | None = None
    source: str | None = field(default=None, compare=False)
    id: str = field(init=False)
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        digest = hashlib.sha256(self.text.encode()).hexdigest()
        object.__setattr__(self, "sha256", digest)
        key = (digest, self.title, self.language, self.publisher, self.url, self.published_at)
        object.__setattr__(self, "id", stable_id("article", *key))

    @property
    def story(self) -> str:
        """The same for copies of one story under other titles: SHA-256 of the folded body."""
        body = plain_name(self.text.removeprefix(self.title)) or plain_name(self.text) or self.text
        return hashlib.sha256(body.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Entity:
    """A node of the graph: something named, or clearly singled out.

    Attributes
    ----------
    names : mapping of str to str
        The name to show in each language that is known: ``{"en": …, "ar": …, "zh": …}``.
    registered : bool
        Whether the id is a registry slug; else it is a hash of label and name.
    posts : tuple of str
        Dated posts from the registry, ``from/to body title``: background, never a relation.
    """

    id: str
    label: str
    name: str
    names: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    country: str | None = None
    kind: str | None = None
    posts: tuple[str, ...] = ()
    registered: bool = False

    def __post_init__(self) -> None:
        if self.label not in LABELS:
            raise SchemaFault(f"entity {self.id}: unknown label {self.label!r}")

    @property
    def is_actor(self) -> bool:
        """Whether it can act."""
        return self.label in ACTORS


@dataclass(frozen=True, slots=True)
class Mention:
    """One place of an article's text that stands for an entity.

    `nominal` marks a description or a title; `confidence` is how sure the extractor is of it, from 0 to 1.
    """

    entity: str
    start: int
    end: int
    text: str
    nominal: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion by one sentence of one article.

    Attributes
    ----------
    subject, object : str
        Entity ids.
    quote : str
        ``article.text[start:end]``, verbatim.
    attributed_to : str or None
        Who says so: an entity's name, or the text's own words.
    event_date, date_precision : str or None
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` and its precision (year, month, day).
    properties : mapping
        What the relation type carries besides: title, kind, product, share, of, former.
    confidence : float
        In [0, 1].
    """

    article: str
    subject: str
    type: str
    object: str
    quote: str
    start: int
    end: int
    modality: str = "asserted"
    polarity: str = "affirmed"
    attributed_to: str | None = None
    event_date: str | None = None
    published_at: str | None = None
    properties: Mapping[str, str] = field(default_factory=dict)
    extractor: str = "offline"
    confidence: float = 1.0
    id: str = field(init=False)

    def __post_init__(self) -> None:
        if self.type not in RELATION_TYPES:
            raise SchemaFault(f"claim: unknown relation type {self.type!r}")
        if self.modality not in MODALITIES or self.polarity not in POLARITIES:
            raise SchemaFault(f"claim: modality {self.modality!r}, polarity {self.polarity!r}")
        if RELATION_TYPES[self.type].symmetric and self.subject > self.object:
            subject, object_ = self.object, self.subject
            object.__setattr__(self, "subject", subject)
            object.__setattr__(self, "object", object_)
        key = (
            self.article, self.subject, self.type, self.object, str(self.start), str(self.end),
            self.modality, self.polarity, self.attributed_to, self.event_date,
        )  # fmt: skip
        object.__setattr__(self, "id", stable_id("claim", *key))

    @property
    def date_precision(self) -> str | None:
        """Day, month or year, by the length of the date."""
        return {4: "year", 7: "month", 10: "day"}.get(len(self.event_date)) if self.event_date else None

    @property
    def fact(self) -> bool:
        """Whether it supports a plain relation."""
        return is_fact(self.modality, self.polarity)


@dataclass(frozen=True, slots=True)
class Relation:
    """The sum of the factual claims about one pair and type.

    Attributes
    ----------
    claims, articles, origins : int
        How many claims, articles, and independent publishers (copies of one story count once).
    first_date, last_date : str or None
        Earliest and latest event date.
    first_published, last_published : str or None
        By when it was first and last said.
    confidence : float
        1 − Π(1 − confidence of the best claim of each origin), in [0, 1].
    """

    id: str
    subject: str
    type: str
    object: str
    claims: int
    articles: int
    origins: int
    first_date: str | None
    last_date: str | None
    first_published: str | None
    last_published: str | None
    confidence: float
    properties: Mapping[str, Any] = field(default_factory=dict)


def relation_id(subject: str, type: str, object: str) -> str:
    """Return the id of the relation between two entities."""
    return stable_id("relation", subject, type, object)


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was found in one article: the unit that is written to, and withdrawn from, the store."""

    article: Article
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
