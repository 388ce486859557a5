"""The report's own sentences, made from its data."""

from collections.abc import Mapping, Sequence

from graph.influence.evidence import Evidence
from graph.report import wording
from graph.report.model import Actor, Hop, Path, Request, Tie
from graph.schema import RELATION_TYPES

METHOD = (
    "Every relation is the sum of the sentences that assert it, or report it on somebody's word. What is planned, "
    "alleged, supposed or denied makes no relation; it is shown apart.",
    "Influence runs along a relation as its type says: with the arrow, against it, or both ways. The strength of a hop "
    "is the weight of its relation type times the confidence in its sentences; the strength of a path is the product "
    "over its hops. Of several relations between the same two the strongest counts, and the others are listed.",
    "Independent origins are publishers whose articles are not copies of one another.",
)


def answer(source: Actor, target: Actor, paths: Sequence[Path], contested: Sequence[Evidence], request: Request) -> str:
    """Return the finding in one paragraph."""
    within = f"within {wording.count(request.max_hops, 'hop')}"
    told = _cutoff(request)
    if not paths:
        parts = [f"{told}No way was found by which influence ran from {source.name} to {target.name} {within}."]
    else:
        parts = [*_best(paths[0], source, target, told), _basis(paths), _others(paths, within)]
    if contested:
        parts.append(_contested(contested))
    return " ".join(parts)


def statement(tie: Tie, names: Mapping[str, str]) -> str:
    """Return a relation as a sentence without its full stop: who did what."""
    subject, object_ = ends(tie)
    return said(tie.type, names[subject], names[object_], properties(tie))


def properties(tie: Tie) -> dict[str, str]:
    """Return what a relation says besides; a post is over only where all its claims say so."""
    over = all("former" in claim.properties for claim in tie.claims)
    return {key: value for key, value in tie.properties.items() if key != "former" or over}


def ends(tie: Tie) -> tuple[str, str]:
    """Return subject and object as stored; of a mutual relation, as it is walked."""
    if tie.backwards and RELATION_TYPES[tie.type].symmetric:
        return tie.object, tie.subject
    return tie.subject, tie.object


def turned(tie: Tie) -> bool:
    """Whether influence runs against what the sentence says: from object to subject."""
    return tie.backwards and not RELATION_TYPES[tie.type].symmetric


def said(type: str, subject: str, object: str, properties: Mapping[str, str]) -> str:
    """Return who did what, with what the relation says besides."""
    besides = more(properties)
    return f"{subject} {verb(type, properties)} {object}" + (f" ({besides})" if besides else "")


def verb(type: str, properties: Mapping[str, str]) -> str:
    """Return the words between subject and object; a post that is said to be over was held."""
    return "held a post at" if type == "HOLDS_POSITION" and properties.get("former") else wording.verb(type)


def more(properties: Mapping[str, str]) -> str:
    """Return the title, kind, product or share that a relation names."""
    return "; ".join(value for key in ("title", "kind", "product", "share", "of") if (value := properties.get(key)))


def names(hop: Hop) -> dict[str, str]:
    """Return the names of a hop's two ends."""
    return {hop.source.id: hop.source.name, hop.target.id: hop.target.name}


def would_be(words: str, hops: int, strength: float) -> str:
    """Return what a looser search finds."""
    found = f"there is a path of {wording.count(hops, 'hop')}, of strength {wording.strength(strength)}"
    return wording.sentence(f"{words}, {found}.")


def limits(request: Request) -> tuple[str, ...]:
    """Return what a reader should not take the report for."""
    parts = [
        "The report knows what the ingested articles say, and no more: an absent path is not a proof of no influence.",
        "Strength ranks paths; it is no probability. The weights are this project's judgement.",
        "Hops are not required to follow one another in time: compare their dates.",
        "Sentences are found and read by a program. Read them before you rely on a path.",
    ]
    if not request.countries and not (request.labels and "Country" in request.labels):
        parts.append("Paths through a country are left out, because countries are tied to nearly everything.")
    if request.as_of:
        parts.append(f"Claims dated after {request.as_of} are left out; claims that the text does not date are kept.")
    if request.known_at:
        parts.append(f"Only articles published by {request.known_at} count; those without a date are left out.")
    return tuple(parts)


def _cutoff(request: Request) -> str:
    parts = [f"by what had been published by {request.known_at}"] if request.known_at else []
    parts += [f"as of {request.as_of}"] if request.as_of else []
    return wording.sentence(wording.listed(parts)) + ": " if parts else ""


def _best(path: Path, source: Actor, target: Actor, told: str) -> list[str]:
    hops = [statement(hop, names(hop)) for hop in path.hops]
    way = "direct" if len(hops) == 1 else f"in {wording.count(len(hops), 'hop')}"
    text = f"{told}The strongest way by which influence ran from {source.name} to {target.name} is {way}: "
    strength = f"Its strength is {wording.strength(path.strength)}"
    weak = path.hops[path.weakest]
    if len(hops) == 1:
        return [f"{text}{hops[0]}.", f"{strength}, on the word of {wording.count(weak.origins, 'independent origin')}."]
    rest = f"its weakest hop, {hops[path.weakest]}, rests on {wording.count(weak.origins, 'independent origin')}"
    return [f"{text}{wording.listed(hops)}.", f"{strength}; {rest}."]


def _basis(paths: Sequence[Path]) -> str:
    claims = {claim.id: claim for path in paths for hop in path.hops for tie in hop.ties for claim in tie.claims}
    articles = {claim.article_id for claim in claims.values()}
    publishers = {claim.publisher for claim in claims.values() if claim.publisher}
    languages = sorted({claim.language for claim in claims.values()}, key=["en", "ar", "zh"].index)
    dates = sorted(claim.published_at for claim in claims.values() if claim.published_at)
    # Sentences, not claims: one sentence may support several relations.
    sentences = {(claim.article_id, claim.start, claim.end) for claim in claims.values()}
    text = (
        f"The account rests on {wording.count(len(sentences), 'sentence')} in {wording.count(len(articles), 'article')}"
    )
    text += f" by {wording.count(len(publishers), 'publisher')}" if publishers else ""
    if dates:
        between = dates[0] != dates[-1]
        text += f", published between {dates[0]} and {dates[-1]}" if between else f", published on {dates[0]}"
    return f"{text}, in {wording.listed([wording.LANGUAGES[language] for language in languages])}."


def _others(paths: Sequence[Path], within: str) -> str:
    if len(paths) == 1:
        return f"No other path was found {within}."
    weakest, strongest = wording.strength(paths[-1].strength), wording.strength(paths[1].strength)
    strengths = strongest if weakest == strongest else f"{strongest} to {weakest}"
    others = wording.count(len(paths) - 1, "other path")
    return f"{wording.sentence(others)}, of strength {strengths}, {'is' if len(paths) == 2 else 'are'} given below."


def _contested(contested: Sequence[Evidence]) -> str:
    found = [wording.status(claim.modality, claim.polarity) for claim in contested]
    kinds = [f"{wording.number_word(found.count(kind))} {kind}" for kind in sorted(set(found))]
    verb = "is" if len(found) == 1 else "are"
    claims = wording.sentence(wording.count(len(found), "claim"))
    return f"{claims} about the same pairs {verb} not counted as fact: {wording.listed(kinds)}."
