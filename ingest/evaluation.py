"""Score extraction against annotated articles: the measures of training/measured/README.md.

Each article is scored by itself; true positives, false positives and false negatives are then added up over a
language and over all (micro average).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.errors import BadInput
from graph.records import Article, Extraction, plain_name
from graph.schema import RELATION_TYPES, is_fact
from ingest.annotation import annotation

Triple = tuple[str, str, str]


@dataclass(slots=True)
class Score:
    """Counts of right, wrong and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, predicted: set[Any], gold: set[Any]) -> None:
        """Count one article's sets."""
        self.right += len(predicted & gold)
        self.wrong += len(predicted - gold)
        self.missed += len(gold - predicted)

    def figures(self) -> dict[str, float | int]:
        """Return precision, recall, F1 (0 where undefined) and the counts."""
        precision = self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0
        recall = self.right / (self.right + self.missed) if self.right + self.missed else 0.0
        f1 = 2 * self.right / (2 * self.right + self.wrong + self.missed) if self.right else 0.0
        return {
            "precision": round(precision, 3),
            "recall": round(recall, 3),
            "f1": round(f1, 3),
            "right": self.right,
            "wrong": self.wrong,
            "missed": self.missed,
        }


@dataclass(slots=True)
class Tally:
    """The scores of one language, or of all."""

    articles: int = 0
    mentions: Score = field(default_factory=Score)
    entities: Score = field(default_factory=Score)
    named: Score = field(default_factory=Score)
    typed: Score = field(default_factory=Score)
    strict: Score = field(default_factory=Score)
    pairs: Score = field(default_factory=Score)
    types: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    confusions: Counter[tuple[str, str]] = field(default_factory=Counter)
    gold_non_facts: int = 0
    false_facts: int = 0
    quotes: int = 0
    bad_quotes: int = 0
    dates: int = 0
    dates_right: int = 0

    def figures(self) -> dict[str, Any]:
        """Return everything as plain data."""
        return {
            "articles": self.articles,
            "mentions": self.mentions.figures(),
            "entities": self.entities.figures(),
            "entitiesNamed": self.named.figures(),
            "relationsTyped": self.typed.figures(),
            "relationsStrict": self.strict.figures(),
            "relationsPair": self.pairs.figures(),
            "types": {name: self.types[name].figures() for name in RELATION_TYPES if name in self.types},
            "confusions": [
                {"gold": gold, "predicted": predicted, "count": count}
                for (gold, predicted), count in sorted(self.confusions.items(), key=lambda item: (-item[1], item[0]))
            ],
            "falseFacts": {"count": self.false_facts, "of": self.gold_non_facts},
            "quotes": {"count": self.quotes, "notVerbatim": self.bad_quotes},
            "dates": {"compared": self.dates, "right": self.dates_right},
        }


def evaluate(folder: Path, extract: Callable[[Article], Extraction]) -> dict[str, Tally]:
    """Score `extract` on the annotated articles of a folder; return the tallies by language, and under ``all``.

    Raises
    ------
    BadInput
        The folder has no annotated article, or one cannot be read.
    """
    paths = sorted(path for path in folder.glob("*.json") if path.with_suffix(".txt").exists())
    if not folder.is_dir():
        raise BadInput(f"{folder}: no such folder")
    if not paths:
        raise BadInput(f"{folder}: no annotated article (a .txt with a .json beside it)")
    tallies: dict[str, Tally] = defaultdict(Tally)
    for path in paths:
        gold = annotation(path)
        try:
            text = path.with_suffix(".txt").read_text(encoding="utf-8")
        except ValueError as fault:
            raise BadInput(f"{path.with_suffix('.txt')}: {fault}") from None
        article = Article(
            gold["title"], text, gold["language"], gold.get("publisher"), gold.get("url"), gold["publishedAt"]
        )
        found = extract(article)
        for name in (article.language, "all"):
            _score(tallies[name], gold, found)
    return {name: tallies[name] for name in ("en", "ar", "zh", "all") if name in tallies}


def _score(tally: Tally, gold: Mapping[str, Any], found: Extraction) -> None:
    tally.articles += 1
    mapped = match(gold["entities"], found)
    name_of = {id_: mapped.get(id_, f"?{id_}") for id_ in (entity.id for entity in found.entities)}
    predicted = {(name_of[entity.id], entity.label) for entity in found.entities}
    tally.entities.add(predicted, {(e["name"], e["label"]) for e in gold["entities"]})
    named = {e["name"] for e in gold["entities"] if any(not m.get("nominal") for m in e["mentions"])}
    tally.named.add(
        {pair for pair in predicted if pair[0] in named or pair[0].startswith("?")},
        {(e["name"], e["label"]) for e in gold["entities"] if e["name"] in named},
    )
    tally.mentions.add(
        {(m.start, m.end, name_of[m.entity]) for m in found.mentions},
        {(m["start"], m["end"], e["name"]) for e in gold["entities"] for m in e["mentions"]},
    )
    _score_relations(tally, gold["relations"], found, name_of)


def _score_relations(
    tally: Tally, gold: Sequence[Mapping[str, Any]], found: Extraction, name_of: Mapping[str, str]
) -> None:
    stated: dict[Triple, set[tuple[str, bool]]] = defaultdict(set)
    gold_dates: dict[Triple, set[str]] = defaultdict(set)
    for row in gold:
        triple = _ordered(row["subject"], row["type"], row["object"])
        stated[triple].add((row["polarity"], is_fact(row["modality"], row["polarity"])))
        if "eventDate" in row:
            gold_dates[triple].add(row["eventDate"])
    claimed: dict[Triple, set[tuple[str, bool]]] = defaultdict(set)
    for claim in found.claims:
        triple = _ordered(name_of[claim.subject], claim.type, name_of[claim.object])
        claimed[triple].add((claim.polarity, claim.fact))
        tally.quotes += 1
        tally.bad_quotes += found.article.text[claim.start : claim.end] != claim.quote
        if claim.event_date and gold_dates.get(triple):
            tally.dates += 1
            tally.dates_right += any(_same_date(claim.event_date, date) for date in gold_dates[triple])
    tally.typed.add(set(claimed), set(stated))
    tally.strict.add(
        {(triple, *colour) for triple, colours in claimed.items() for colour in colours},
        {(triple, *colour) for triple, colours in stated.items() for colour in colours},
    )
    tally.pairs.add({_pair(triple) for triple in claimed}, {_pair(triple) for triple in stated})
    for name in RELATION_TYPES:
        ours = {triple for triple in claimed if triple[1] == name}
        theirs = {triple for triple in stated if triple[1] == name}
        if ours or theirs:
            tally.types[name].add(ours, theirs)
    _confuse(tally.confusions, set(claimed), set(stated))
    non_facts = {triple for triple, colours in stated.items() if not any(fact for _, fact in colours)}
    tally.gold_non_facts += len(non_facts)
    tally.false_facts += sum(any(fact for _, fact in claimed.get(triple, ())) for triple in non_facts)


def _confuse(confusions: Counter[tuple[str, str]], claimed: set[Triple], stated: set[Triple]) -> None:
    """Count where a pair was given another type than the gold's."""
    wrong: dict[frozenset[str], list[str]] = defaultdict(list)
    for triple in sorted(claimed - stated):
        wrong[_pair(triple)].append(triple[1])
    for triple in sorted(stated - claimed):
        for name in wrong.get(_pair(triple), ()):
            confusions[triple[1], name] += 1


def match(gold: Sequence[Mapping[str, Any]], found: Extraction) -> dict[str, str]:
    """Pair found entities with gold ones, one to one: by Wikidata id, by folded name, by overlapping mention."""
    mapped: dict[str, str] = {}
    free = {entity["name"]: entity for entity in gold}

    def settle(pick: Callable[[Any], Iterable[str]]) -> None:
        for entity in found.entities:
            if entity.id in mapped:
                continue
            for name in pick(entity):
                if name in free:
                    mapped[entity.id] = name
                    del free[name]
                    break

    spans = defaultdict(list)
    for mention in found.mentions:
        spans[mention.entity].append((mention.start, mention.end))
    by_name = {plain_name(entity["name"]): entity["name"] for entity in gold}
    by_wikidata = {entity["wikidata"]: entity["name"] for entity in gold if "wikidata" in entity}
    settle(lambda entity: [by_wikidata[entity.wikidata]] if entity.wikidata in by_wikidata else [])
    settle(lambda entity: [by_name[key] for key in [plain_name(entity.name)] if key in by_name])

    def overlapping(entity: Any) -> list[str]:
        # A name in the text's own script has no other bridge to the gold's English one than its place.
        return [
            other["name"]
            for other in gold
            if other["name"] in free
            and other["label"] == entity.label
            and (entity.label in ("Measure", "Event") or not entity.registered or other.get("unnamed"))
            and any(m["start"] < end and start < m["end"] for m in other["mentions"] for start, end in spans[entity.id])
        ]

    settle(overlapping)
    return mapped


def _ordered(subject: str, type: str, object_: str) -> Triple:
    if RELATION_TYPES[type].symmetric and subject > object_:
        return object_, type, subject
    return subject, type, object_


def _pair(triple: Triple) -> frozenset[str]:
    return frozenset((triple[0], triple[2]))


def _same_date(ours: str, theirs: str) -> bool:
    """Whether two dates agree at the coarser of their precisions."""
    length = min(len(ours), len(theirs))
    return ours[:length] == theirs[:length]
