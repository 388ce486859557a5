"""From two actors to an influence report: every word and number in it comes from the graph."""

import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from graph.errors import BadInput
from graph.influence.actors import choose
from graph.influence.evidence import Evidence, contested, evidenced_paths, supporting
from graph.influence.paths import EVERYTHING, Hop, Path, Search
from graph.influence.snapshot import NO_CUTOFF, Cutoff, Snapshot, Tie, read, version, walks
from graph.report import model, prose
from graph.schema import LABELS, RELATION_TYPES
from graph.store import Store

_NEAR = 5  # ties shown of either end where there is no path
_MOST_PATHS = 50
_MOST_HOPS = 12
_NAMES = {"en": "nameEn", "ar": "nameAr", "zh": "nameZh"}

Claims = Mapping[str, tuple[Evidence, ...]]


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
    graph = read(store, cutoff)
    rows = [{"id": id, **graph.nodes[id]} for id in graph]
    start, end = choose(rows, source)["id"], choose(rows, target)["id"]
    if start == end:
        raise BadInput(f"{source!r} and {target!r} are the same actor: {start}")
    if shut := search.excluded & {start, end}:
        raise BadInput(f"an end of the path cannot be excluded: {min(shut)}")

    found, claims = evidenced_paths(store, graph, start, end, k, search, cutoff)
    paths = tuple(_path(graph, rank, path, claims) for rank, path in enumerate(found, 1))
    pairs = {(start, end)} | {(hop.source, hop.target) for path in found for hop in path.hops}
    disputed = contested(store, pairs, cutoff)
    misses = () if paths else tuple(_near_misses(store, graph, start, end, search, cutoff))
    reasons = () if paths else tuple(_why_none(store, graph, start, end, search, cutoff))

    named = {start, end} | {id for pair in pairs for id in pair}
    named |= {id for one in disputed for id in (one.subject, one.object)}
    actors = {
        id: _actor(graph, id) for id in sorted(named | {id for hop in misses for id in (hop.subject, hop.object)})
    }
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
        graph=model.GraphVersion(
            fingerprint=version(graph), entities=graph.number_of_nodes(), ties=graph.number_of_edges()
        ),
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


def _actor(graph: Snapshot, id: str) -> model.Actor:
    node = graph.nodes[id]
    names = {language: node[key] for language, key in _NAMES.items() if node.get(key)}
    return model.Actor(id=id, name=node["name"], label=node["label"], names=names)


def _path(graph: Snapshot, rank: int, path: Path, claims: Claims) -> model.Path:
    hops = tuple(_hop(graph, hop, claims) for hop in path.hops)
    return model.Path(rank=rank, strength=round(path.strength, 6), weakest=path.weakest, hops=hops)


def _hop(graph: Snapshot, hop: Hop, claims: Claims) -> model.Hop:
    best, *others = (_tie(tie, claims[tie.relation.id]) for tie in hop.ties)
    return model.Hop(
        **dict(best),
        source=_actor(graph, hop.source),
        target=_actor(graph, hop.target),
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
) -> Iterator[model.Hop]:
    """Yield the strongest ties that lead from the one end, then those that lead to the other."""
    for leaving in (True, False):
        between: dict[tuple[str, str], list[Tie]] = {}
        for a, b, tie in walks(graph):
            if (a == start if leaving else b == end) and search.admits(tie):
                between.setdefault((a, b), []).append(tie)
        hops = [
            Hop(a, b, tuple(sorted(ties, key=lambda tie: (tie.cost, tie.relation.id))))
            for (a, b), ties in between.items()
        ]
        hops.sort(key=lambda hop: (hop.best.cost, hop.source, hop.target))
        claims = supporting(store, [tie.relation for hop in hops[:_NEAR] for tie in hop.ties], cutoff)
        for hop in hops[:_NEAR]:
            if ties := tuple(tie for tie in hop.ties if tie.relation.id in claims):
                yield _hop(graph, replace(hop, ties=ties), claims)


def _why_none(store: Store, graph: Snapshot, start: str, end: str, search: Search, cutoff: Cutoff) -> Iterator[str]:
    """Yield what was tried: the same search with one bound loosened, then the other way round."""
    name = {id: graph.nodes[id]["name"] for id in (start, end)}
    if not graph.out_degree(start):
        yield f"The graph holds no relation along which influence could run from {name[start]}."
    if not graph.in_degree(end):
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
