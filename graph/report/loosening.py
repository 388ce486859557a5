"""Where a question finds no path: which bounds are in the way."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from graph.influence.paths import Path, Search
from graph.influence.reading import current
from graph.influence.snapshot import NO_CUTOFF
from graph.report import model, parts, prose, wording
from graph.report.finding import find_paths
from graph.report.question import MOST_HOPS, Question
from graph.store import Store

_BOUNDS: Final[tuple[model.Option, ...]] = (
    "known_at", "as_of", "any_order", "max_hops", "min_origins", "countries", "type", "label", "exclude",
)  # fmt: skip
_FIELDS: Final = {"type": "types", "label": "labels", "exclude": "excluded"}  # of a search, where named otherwise


def looser_questions(store: Store, question: Question) -> Iterator[tuple[Question, Path]]:
    """Yield the question with one bound loosened, as far as need be; if none helps, with several; and turned round.

    Each comes with the strongest path that it finds.
    """
    wide = replace(question, search=Search(max_hops=MOST_HOPS, countries=True), cutoff=NO_CUTOFF, any_order=True)
    found = False
    for bound in _BOUNDS:
        changed = _taking(question, bound, wide)
        if changed != question and (path := _first(store, changed)):
            found = True
            narrow = _narrowed(question, changed, path)
            narrower = _first(store, narrow) if narrow != changed else None
            yield (narrow, narrower) if narrower else (changed, path)
    if not found and (path := _first(store, wide)):
        for bound in _BOUNDS:  # none of them needlessly
            tight = _taking(wide, bound, question)
            if tight != wide and (still := _first(store, tight)):
                wide, path = tight, still
        yield wide, path
    turned = replace(question, source=question.target, target=question.source)
    if path := _first(store, turned):
        yield turned, path


def told(actors: parts.Actors, question: Question, changed: Question, path: Path) -> model.Looser:
    """Return what a looser question finds, as a report tells it."""
    every: tuple[model.Option, ...] = (*_BOUNDS, "reversed")
    options = tuple(option for option in every if _taking(question, option, changed) != question)
    words = wording.listed([prose.loosened(option, question, changed, actors) for option in options])
    return model.Looser(
        options=options,
        words=prose.would_be(words, len(path.hops), path.strength),
        hops=len(path.hops),
        strength=round(path.strength, 6),
        actors=tuple(actors[id] for id in path.nodes),
        command=changed.command,
        address=changed.address,
    )


def _taking(question: Question, option: model.Option, other: Question) -> Question:
    """Return a question with one bound as another question has it."""
    match option:
        case "known_at":
            return replace(question, cutoff=replace(question.cutoff, known_at=other.cutoff.known_at))
        case "as_of":
            return replace(question, cutoff=replace(question.cutoff, as_of=other.cutoff.as_of))
        case "any_order":
            return replace(question, any_order=other.any_order)
        case "reversed":
            return replace(question, source=other.source, target=other.target)
        case _:
            name = _FIELDS.get(option, option)
            taken: dict[str, Any] = {name: getattr(other.search, name)}
            return replace(question, search=replace(question.search, **taken))


def _narrowed(question: Question, changed: Question, path: Path) -> Question:
    """Return a question with a bound that is no looser than its path needs."""
    search, ties = changed.search, [hop.best.relation for hop in path.hops]
    inner = path.nodes[1:-1]
    if changed.cutoff.known_at != question.cutoff.known_at and all(tie.first_published for tie in ties):
        known_at = max(tie.first_published or "" for tie in ties)
        return replace(changed, cutoff=replace(changed.cutoff, known_at=known_at))
    if changed.cutoff.as_of != question.cutoff.as_of:
        as_of = max((tie.first_date or "" for tie in ties), default="")
        return replace(changed, cutoff=replace(changed.cutoff, as_of=as_of or None))
    if search.max_hops > question.search.max_hops:
        return replace(changed, search=replace(search, max_hops=len(path.hops)))
    if search.min_origins < question.search.min_origins:
        return replace(changed, search=replace(search, min_origins=min(tie.origins for tie in ties)))
    if question.search.types and not search.types:
        types = question.search.types | {tie.type for tie in ties}
        return replace(changed, search=replace(search, types=types))
    if question.search.excluded and not search.excluded:
        return replace(changed, search=replace(search, excluded=question.search.excluded - set(inner)))
    return changed


def _first(store: Store, question: Question) -> Path | None:
    """Return the strongest path that a question finds, at its own cutoff."""
    found = find_paths(store, current(store, question.cutoff), replace(question, k=1)).paths
    return found[0] if found else None
