"""The report's own sentences, made from its data."""

from collections.abc import Mapping, Sequence

from graph.influence.evidence import Evidence
from graph.report import wording
from graph.report.model import Actor, Cut, Fragility, Hop, Moment, Option, Path, Rejected, Request, Tie
from graph.report.question import Question
from graph.schema import RELATION_TYPES

METHOD = (
    "Every relation is the sum of the sentences that assert it, or report it on somebody's word. What is planned, "
    "alleged, supposed or denied makes no relation; it is shown apart.",
    "Influence runs along a relation as its type says: with the arrow, against it, or both ways. The strength of a hop "
    "is the weight of its relation type times the confidence in its sentences; the strength of a path is the product "
    "over its hops. Of several relations between the same two the strongest counts, and the others are listed.",
    "Independent origins are publishers whose articles are not copies of one another.",
)
_IN_TIME = (
    "Paths follow time: a hop cannot pass on what happened after it did. A date may mean any of its days; a state (a "
    "post, a part, an owner, a measure in force) holds from its date on; a hop that no sentence dates may have been at "
    "any time, and is marked undated. Of several relations between the same two the strongest that time allows counts.",
)


def method(request: Request) -> tuple[str, ...]:
    """Return how the report is made."""
    return METHOD if request.any_order else METHOD + _IN_TIME


def answer(
    source: Actor,
    target: Actor,
    paths: Sequence[Path],
    rejected: Sequence[Rejected],
    fragility: Fragility | None,
    names: Mapping[str, str],
    contested: Sequence[Evidence],
    request: Request,
) -> str:
    """Return the finding in one paragraph."""
    within = f"within {wording.count(request.max_hops, 'hop')}"
    told = _cutoff(request)
    if not paths:
        parts = [f"{told}No way was found by which influence ran from {source.name} to {target.name} {within}."]
    else:
        parts = [*_best(paths[0], source, target, told), _basis(paths), _others(paths, within)]
    if fragility:
        parts.append(breaks(fragility, names))
    if rejected:
        parts.append(_rejected(rejected, paths))
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


def dated(hop: Hop, any_order: bool) -> str:
    """Return when a hop was, as far as it is known: by the date that puts it in order, or by all its dates."""
    if any_order:
        return wording.span(hop.first_date, hop.last_date) or "undated"
    if hop.date is None:
        return "undated"
    return f"since {hop.date}" if hop.lasting else hop.date


def breaks(fragility: Fragility, names: Mapping[str, str]) -> str:
    """Return what no path would be left without."""
    parts = []
    if fragility.actors:
        ids = [loss.id for loss in fragility.actors.members]
        who = wording.listed([names[id] for id in ids]) if len(ids) <= 3 else wording.count(len(ids), "actor")
        parts.append(f"without {who}" + (" together" if len(ids) > 1 else ""))
    if fragility.articles:
        number = len(fragility.articles.members)
        which = "one article" if number == 1 else f"{wording.number_word(number)} articles together"
        parts.append(f"without {which}")
    if not parts:
        return "The two are tied directly: no actor stands between whose removal would part them."
    return f"No path would be left {wording.listed(parts, 'or')}."


def cut(cut: Cut | None, kind: str) -> str:
    """Return how many of a kind must go before no path is left, and how surely."""
    if cut is None:
        return "None can part the two: a hop leads straight." if kind == "actor" else "Not known."
    number = wording.count(len(cut.members), kind)
    if cut.exact:
        return f"{wording.sentence(number)}; no smaller set does it."
    return f"{wording.sentence(number)}. A smaller set may do it: there are too many paths to be sure."


def loosened(option: Option, question: Question, changed: Question, actors: Mapping[str, Actor]) -> str:
    """Return what is different about a question, as a condition."""
    search, before = changed.search, question.search
    match option:
        case "known_at":
            by = changed.cutoff.known_at
            return f"from what had been published by {by}" if by else "from all that has been published"
        case "as_of":
            by = changed.cutoff.as_of
            return f"from what had happened by {by}" if by else "from all that has happened"
        case "any_order":
            return "if hops need not follow one another in time"
        case "max_hops":
            return f"with up to {wording.count(search.max_hops, 'hop')}"
        case "min_origins":
            return f"if {wording.count(search.min_origins, 'independent origin')} will do"
        case "countries":
            return "if paths may pass through countries"
        case "type":
            more = sorted((search.types or frozenset()) - (before.types or frozenset()))
            return f"if {wording.listed(more)} may be used as well" if more else "if every relation type may be used"
        case "label":
            return "if any kind of actor may stand inside"
        case "exclude":
            passed = [actors[id].name for id in sorted(before.excluded - search.excluded)]
            return f"if {wording.listed(passed)} may be passed"
        case "reversed":
            return f"the other way round, from {actors[changed.source].name} to {actors[changed.target].name}"


def moment(moment: Moment, names: Mapping[str, str]) -> str:
    """Return what was said to have happened."""
    return said(moment.type, names[moment.subject], names[moment.object], moment.properties)


def would_be(words: str, hops: int, strength: float) -> str:
    """Return what a looser search finds."""
    found = f"there is a path of {wording.count(hops, 'hop')}, of strength {wording.strength(strength)}"
    return wording.sentence(f"{words}, {found}.")


def limits(request: Request, exact: bool) -> tuple[str, ...]:
    """Return what a reader should not take the report for."""
    parts = [
        "The report knows what the ingested articles say, and no more: an absent path is not a proof of no influence.",
        "Strength ranks paths; it is no probability. The weights are this project's judgement.",
        "Hops need not follow one another in time: compare their dates."
        if request.any_order
        else "Dates are those that the sentences give. A path in the order of time may still have carried nothing.",
        "Sentences are found and read by a program. Read them before you rely on a path.",
    ]
    if not exact:
        parts.append("Time forbade so many paths that the search was ended: stronger paths cannot be ruled out.")
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


def _rejected(rejected: Sequence[Rejected], paths: Sequence[Path]) -> str:
    number = wording.count(len(rejected), "path")
    if not paths:
        return f"{wording.sentence(number)} would lead there, but for time: a hop came too early."
    stronger = [one for one in rejected if one.strength > paths[0].strength]
    told = f", {wording.number_word(len(stronger))} of them stronger than any given," if stronger else ""
    if len(rejected) == len(stronger) == 1:
        told = ", stronger than any given,"
    out = "is left out, because time forbids it" if len(rejected) == 1 else "are left out, because time forbids them"
    return f"{wording.sentence(number)}{told} {out}."


def _contested(contested: Sequence[Evidence]) -> str:
    found = [wording.status(claim.modality, claim.polarity) for claim in contested]
    kinds = [f"{wording.number_word(found.count(kind))} {kind}" for kind in sorted(set(found))]
    verb = "is" if len(found) == 1 else "are"
    claims = wording.sentence(wording.count(len(found), "claim"))
    return f"{claims} about the same pairs {verb} not counted as fact: {wording.listed(kinds)}."
