"""A comparison's own sentences, made from its data."""

from collections.abc import Sequence

from graph.report import wording
from graph.report.comparison import KINDS, Change, HopChange, Kind, Side
from graph.report.model import Actor

_SAID: dict[Kind, tuple[str, str]] = {
    "appeared": ("has appeared", "have appeared"),
    "vanished": ("has vanished", "have vanished"),
    "stronger": ("is stronger", "are stronger"),
    "weaker": ("is weaker", "are weaker"),
    "unchanged": ("is as it was", "are as they were"),
}


def answer(source: Actor, target: Actor, then: Side, now: Side, changes: Sequence[Change]) -> str:
    """Return the finding in one paragraph."""
    between = f"From what had been published by {then.known_at} to what had been by {now.known_at}"
    if not changes:
        within = "is a way known by which influence ran"
        return f"{between}: neither then nor now {within} from {source.name} to {target.name}."
    counts = [(kind, sum(one.kind == kind for one in changes)) for kind in KINDS]
    told = [f"{wording.count(n, 'path')} {_SAID[kind][n > 1]}" for kind, n in counts if n]
    parts = [
        f"{between}, of the ways by which influence ran from {source.name} to {target.name}, {wording.listed(told)}."
    ]
    parts.append(_strength(then, now))
    new = {claim.id: claim for one in changes for hop in one.hops for claim in hop.new}
    if new:
        articles = len({claim.article_id for claim in new.values()})
        sentences = len({(claim.article_id, claim.start, claim.end) for claim in new.values()})
        text = f"{wording.count(sentences, 'sentence')} in {wording.count(articles, 'article')}"
        parts.append(f"{wording.sentence(text)} published since {'says' if sentences == 1 else 'say'} so.")
    against = {claim.id for one in changes for hop in one.hops for claim in hop.against}
    if against:
        number = wording.count(len(against), "statement")
        parts.append(
            f"{wording.sentence(number)} since {'says' if len(against) == 1 else 'say'} of something along these ways "
            "that it is eased, over, or was not so: read them."
        )
    return " ".join(parts)


def reason(hops: Sequence[HopChange], forbidden: str | None, date: str, then: bool) -> str:
    """Return why a path does not stand at a date."""
    if forbidden:
        return f"by {date} time forbids it: {forbidden}"
    unknown = [one for one in hops if (one.then if then else one.now) is None]
    return f"nothing published by {date} says so of {wording.listed([_ends(one) for one in unknown])}"


def hop(change: HopChange) -> str:
    """Return a hop at both dates, in a line."""
    told = [
        f"{one.type} {wording.strength(one.strength)}, {wording.count(one.origins, 'origin')}" if one else "not known"
        for one in (change.then, change.now)
    ]
    both = told[0] if told[0] == told[1] else " → ".join(told)
    return f"{_ends(change)}: {both}"


def _ends(change: HopChange) -> str:
    return f"{change.source.name} → {change.target.name}"


def strengths(change: Change) -> str:
    """Return the strength of a path at both dates."""
    told = [wording.strength(one.strength) if one else "none" for one in (change.then, change.now)]
    return told[0] if told[0] == told[1] else " → ".join(told)


def _strength(then: Side, now: Side) -> str:
    if not then.weakest or not now.weakest:
        side, other = (now, then) if now.weakest else (then, now)
        had = "there was no path" if side is now else "there is none any more"
        return (
            f"By {other.known_at} {had}; by {side.known_at} the strongest has strength "
            f"{wording.strength(side.strength)}, and {_weakest(side)}."
        )
    before, after = wording.strength(then.strength), wording.strength(now.strength)
    changed = f"stays at {after}" if before == after else f"went from {before} to {after}"
    weak = _weakest(now)
    if _weakest(then) != weak:
        weak = f"{_weakest(then)} then; now {weak}"
    return f"The strength of the strongest {changed}; {weak}."


def _weakest(side: Side) -> str:
    weak = side.weakest
    assert weak
    return (
        f"its weakest hop, {weak.source.name} → {weak.target.name}, rests on "
        f"{wording.count(weak.origins, 'independent origin')}"
    )
