"""From two actors to an influence report: every word and number in it comes from the graph."""

import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from graph.errors import BadInput, NotFound
from graph.influence.actors import find
from graph.influence.arrays import Adjacency
from graph.influence.evidence import Evidence, contested, evidenced_paths, supporting
from graph.influence.paths import EVERYTHING, Hop, Path, Search, ties_between
from graph.influence.reading import current, entities_of
from graph.influence.snapshot import NO_CUTOFF, Cutoff, Row, Snapshot, Tie
from graph.report import model, prose
from graph.schema import LABELS, RELATION_TYPES
from graph.store import Store

_NEAR = 5  # ties shown of either end where there is no path
_MOST_PATHS = 50
_MOST_HOPS = 12
_NAMES = {"en": "nameEn", "ar": "nameAr", "zh": "nameZh"}

Claims = Mapping[str, tuple[Evidence, ...]]
Actors = Mapping[str, model.Actor]


def influence_report(
    store: Store,
    source: str,
    target: str,
    k: int = 5,
    search: Search = EVERYTHING,
    cutoff: Cutoff = NO_CUTOFF,
) -> model.InfluenceReport:
    """Return the report on how influence ran from `source` to `target`.

    Parameters
    ----------
    source, target : str
        Id, name or alias, in any script.
    k : int
        How many paths at most.

    Raises
    ------
    NotFound, Ambiguous
        An end is no actor of the graph, or may be several; ``errors`` lists candidates.
    BadInput
        The ends are one and the same, or a bound makes no sense.
    """
    _check(k, search)
    start, end = find(store, source)["id"], find(store, target)["id"]
    if start == end:
        raise BadInput(f"{source!r} and {target!r} are the same actor: {start}")
    if shut := search.excluded & {start, end}:
        raise BadInput(f"an end of the path cannot be excluded: {min(shut)}")

    graph = current(store, cutoff)
    for id in (start, end):
        if id not in graph:
            raise NotFound(f"{id} has just been withdrawn from the graph")
    found, claims = evidenced_paths(store, graph, start, end, k, search, cutoff)
    pairs = {(start, end)} | {(hop.source, hop.target) for path in found for hop in path.hops}
    disputed = contested(store, pairs, cutoff)
    near = [] if found else list(_near_misses(store, graph, start, end, search, cutoff))
    named = {start, end} | {id for pair in pairs for id in pair}
    named |= {id for one in disputed for id in (one.subject, one.object)}
    named |= {id for hop, _ in near for id in (hop.source, hop.target)}
    actors = {id: _actor(row) for id, row in entities_of(store, named).items()}
    paths = tuple(_path(actors, rank, path, claims) for rank, path in enumerate(found, 1))
    misses = tuple(_hop(actors, hop, claims) for hop, claims in near)
    reasons = () if paths else tuple(_why_none(store, graph, actors, start, end, search, cutoff))
    request = _request(start, end, k, search, cutoff)
    return model.InfluenceReport(
        source=actors[start],
        target=actors[end],
        answer=prose.answer(actors[start], actors[end], paths, disputed, request),
        paths=paths,
        actors=actors,
        contested=disputed,
        timeline=tuple(_timeline(paths)),
        why_none=reasons,
        near_misses=misses,
        request=request,
        graph=model.GraphVersion(fingerprint=graph.fingerprint, entities=len(graph), ties=graph.edges),
        method=prose.METHOD,
        limits=prose.limits(request),
    )


def _check(k: int, search: Search) -> None:
    if not 1 <= k <= _MOST_PATHS:
        raise BadInput(f"between 1 and {_MOST_PATHS} paths can be asked for, not {k}")
    if not 1 <= search.max_hops <= _MOST_HOPS:
        raise BadInput(f"a path may have between 1 and {_MOST_HOPS} hops, not {search.max_hops}")
    for given, known, what in ((search.types, RELATION_TYPES, "relation type"), (search.labels, LABELS, "label")):
        if unknown := sorted((given or frozenset()) - set(known)):
            raise BadInput(f"no {what} {unknown[0]!r}", sorted(known))


def _actor(row: Row) -> model.Actor:
    names = {language: row[key] for language, key in _NAMES.items() if row[key]}
    return model.Actor(id=row["id"], name=row["name"], label=row["label"], names=names)


def _path(actors: Actors, rank: int, path: Path, claims: Claims) -> model.Path:
    hops = tuple(_hop(actors, hop, claims) for hop in path.hops)
    return model.Path(rank=rank, strength=round(path.strength, 6), weakest=path.weakest, hops=hops)


def _hop(actors: Actors, hop: Hop, claims: Claims) -> model.Hop:
    best, *others = (_tie(tie, claims[tie.relation.id]) for tie in hop.ties)
    return model.Hop(
        **dict(best),
        source=actors[hop.source],
        target=actors[hop.target],
        others=tuple(others),
    )


def _tie(tie: Tie, claims: tuple[Evidence, ...]) -> model.Tie:
    relation = tie.relation
    return model.Tie(
        id=relation.id,
        type=relation.type,
        subject=relation.subject,
        object=relation.object,
        backwards=tie.backwards,
        weight=RELATION_TYPES[relation.type].weight,
        confidence=round(relation.confidence, 6),
        strength=round(tie.strength, 6),
        articles=relation.articles,
        origins=relation.origins,
        first_date=relation.first_date,
        last_date=relation.last_date,
        first_published=relation.first_published,
        last_published=relation.last_published,
        properties=dict(relation.properties),
        claims=claims,
    )


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


def _near_misses(
    store: Store, graph: Snapshot, start: str, end: str, search: Search, cutoff: Cutoff
) -> Iterator[tuple[Hop, Claims]]:
    """Yield the strongest ties that lead from the one end, then those that lead to the other."""
    for from_start in (True, False):
        here, edges = (graph.number[start], graph.onward) if from_start else (graph.number[end], graph.back)
        others = {int(there) for there in edges.node[edges.start[here] : edges.start[here + 1]]}
        pairs = [(here, there) if from_start else (there, here) for there in others]
        hops = [Hop(graph.ids[a], graph.ids[b], ties) for a, b in pairs if (ties := ties_between(graph, a, b, search))]
        hops.sort(key=lambda hop: (hop.best.cost, hop.source, hop.target))
        claims = supporting(store, [tie.relation for hop in hops[:_NEAR] for tie in hop.ties], cutoff)
        for hop in hops[:_NEAR]:
            if ties := tuple(tie for tie in hop.ties if tie.relation.id in claims):
                yield replace(hop, ties=ties), claims


def _why_none(
    store: Store, graph: Snapshot, actors: Actors, start: str, end: str, search: Search, cutoff: Cutoff
) -> Iterator[str]:
    """Yield what was tried: the same search with one bound loosened, then the other way round."""
    name = {id: actors[id].name for id in (start, end)}
    if not _degree(graph.onward, graph.number[start]):
        yield f"The graph holds no relation along which influence could run from {name[start]}."
    if not _degree(graph.back, graph.number[end]):
        yield f"The graph holds no relation along which influence could run to {name[end]}."
    looser = (
        ("if paths may pass through countries", replace(search, countries=True)),
        (f"if paths may have up to {_MOST_HOPS} hops", replace(search, max_hops=_MOST_HOPS)),
        ("if every relation type may be used", replace(search, types=None)),
        ("if any kind of actor may stand inside", replace(search, labels=None)),
        ("if no actor is excluded", replace(search, excluded=frozenset())),
        ("if one origin is enough", replace(search, min_origins=1)),
    )
    for words, other in looser:
        if other != search and (found := evidenced_paths(store, graph, start, end, 1, other, cutoff)[0]):
            yield prose.would_be(words, len(found[0].hops), found[0].strength)
    if found := evidenced_paths(store, graph, end, start, 1, search, cutoff)[0]:
        words = f"the other way round, from {name[end]} to {name[start]}"
        yield prose.would_be(words, len(found[0].hops), found[0].strength)


def _degree(edges: Adjacency, node: int) -> int:
    return int(edges.start[node + 1] - edges.start[node])


def _request(start: str, end: str, k: int, search: Search, cutoff: Cutoff) -> model.Request:
    words = ["techtrade", "report", start, end]
    options: tuple[tuple[str, object, object], ...] = (
        ("--paths", k, 5),
        ("--max-hops", search.max_hops, EVERYTHING.max_hops),
        ("--min-origins", search.min_origins, EVERYTHING.min_origins),
        ("--as-of", cutoff.as_of, None),
        ("--known-at", cutoff.known_at, None),
        *(("--type", name, None) for name in sorted(search.types or ())),
        *(("--label", name, None) for name in sorted(search.labels or ())),
        *(("--exclude", id, None) for id in sorted(search.excluded)),
    )
    words += [str(word) for option, value, default in options if value != default for word in (option, value)]
    words += ["--countries"] if search.countries else []
    return model.Request(
        source=start,
        target=end,
        k=k,
        max_hops=search.max_hops,
        types=None if search.types is None else tuple(sorted(search.types)),
        labels=None if search.labels is None else tuple(sorted(search.labels)),
        excluded=tuple(sorted(search.excluded)),
        min_origins=search.min_origins,
        countries=search.countries,
        as_of=cutoff.as_of,
        known_at=cutoff.known_at,
        command=shlex.join(words),
    )
