"""From two actors to an influence report: every word and number in it comes from the graph."""

from collections.abc import Iterable, Iterator

from graph.errors import NotFound
from graph.influence.evidence import Evidence, contested
from graph.influence.fragility import Fragility, fragility
from graph.influence.paths import EVERYTHING, Search
from graph.influence.reading import current
from graph.influence.snapshot import NO_CUTOFF, Cutoff, Snapshot
from graph.report import model, parts, prose, wording
from graph.report.finding import Found, find_paths
from graph.report.misses import no_path
from graph.report.question import Question, asked
from graph.store import Store


def influence_report(
    store: Store,
    source: str,
    target: str,
    k: int = 5,
    search: Search = EVERYTHING,
    cutoff: Cutoff = NO_CUTOFF,
    any_order: bool = False,
) -> model.InfluenceReport:
    """Return the report on how influence ran from `source` to `target`.

    Parameters
    ----------
    source, target : str
        Id, name or alias, in any script; those that `search` excludes too.
    k : int
        How many paths at most.
    any_order : bool
        Whether hops need not follow one another in time.

    Raises
    ------
    NotFound, Ambiguous
        An end is no actor of the graph, or may be several; ``errors`` lists candidates.
    BadInput
        The ends are one and the same, or a bound makes no sense.
    """
    question = asked(store, source, target, k, search, cutoff, any_order)
    graph = graph_of(store, question)
    found = find_paths(store, graph, question)
    weak = _fragility(graph, question, found)
    pairs = {(question.source, question.target)} | found.hops
    disputed = contested(store, pairs, cutoff)
    named = {id for pair in pairs for id in pair} | {id for one in disputed for id in (one.subject, one.object)}
    if weak and weak.actors:
        named |= {loss.id for loss in weak.actors.members}
    actors = parts.actors_of(store, named)
    paths = tuple(parts.path(actors, rank, path, found.claims) for rank, path in enumerate(found.timed.paths, 1))
    rejected = tuple(parts.rejected(actors, one, found.claims) for one in found.timed.forbidden)
    articles = {claim.article_id for claims in found.claims.values() for claim in claims}
    if weak and weak.articles:
        articles |= {loss.id for loss in weak.articles.members}
    broken = parts.fragility(weak) if weak else None
    none, near = (None, None) if paths else no_path(store, graph, question)
    request = question.request()
    names = wording.named(actors)
    ends = (actors[question.source], actors[question.target])
    return model.InfluenceReport(
        source=ends[0],
        target=ends[1],
        answer=prose.answer(*ends, paths, rejected, broken, names, disputed, request),
        paths=paths,
        exact=found.timed.exact,
        rejected=rejected,
        fragility=broken,
        contested=disputed,
        timeline=tuple(_timeline(paths)),
        no_path=none,
        actors=dict(sorted((actors | dict(near or {})).items())),
        articles=parts.sources_of(store, articles),
        request=request,
        graph=version_of(graph),
        method=prose.method(request),
        limits=prose.limits(request, found.timed.exact),
    )


def graph_of(store: Store, question: Question) -> Snapshot:
    """Return the graph as the question's cutoff leaves it."""
    graph = current(store, question.cutoff)
    for id in (question.source, question.target):
        if id not in graph:
            raise NotFound(f"{id} has just been withdrawn from the graph")
    return graph


def version_of(graph: Snapshot) -> model.GraphVersion:
    """Return what a graph is known by."""
    return model.GraphVersion(fingerprint=graph.fingerprint, entities=len(graph), ties=graph.edges)


def _fragility(graph: Snapshot, question: Question, found: Found) -> Fragility | None:
    if not found.paths:
        return None
    ends = (question.source, question.target)
    return fragility(graph, *ends, found.paths, question.search, found.bare, timed=not question.any_order)


def _timeline(paths: Iterable[model.Path]) -> Iterator[model.Moment]:
    """Yield what the paths' sentences date, oldest first; a sentence without a date stands at its publication."""
    moments: dict[tuple[str, bool, str], tuple[Evidence, dict[str, None], set[int]]] = {}
    for path in paths:
        for claim in (claim for hop in path.hops for tie in hop.ties for claim in tie.claims):
            if date := claim.event_date or claim.published_at:
                key = (date, claim.event_date is None, claim.relation)
                _, ids, ranks = moments.setdefault(key, (claim, {}, set()))
                ids[claim.id] = None
                ranks.add(path.rank)
    for (date, published, _), (claim, ids, ranks) in sorted(moments.items(), key=lambda item: item[0]):
        yield model.Moment(
            date=date,
            published=published,
            type=claim.type,
            subject=claim.subject,
            object=claim.object,
            properties=claim.properties,
            claims=tuple(ids),
            paths=tuple(sorted(ranks)),
        )
