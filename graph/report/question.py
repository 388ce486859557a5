"""What a report is asked, and how to ask it again."""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from urllib.parse import urlencode

from graph.errors import BadInput
from graph.influence.actors import find
from graph.influence.paths import EVERYTHING, Search
from graph.influence.snapshot import NO_CUTOFF, Cutoff
from graph.report import model
from graph.schema import LABELS, RELATION_TYPES
from graph.store import Store

MOST_HOPS = 12
_MOST_PATHS = 50


@dataclass(frozen=True, slots=True)
class Question:
    """From whom to whom, by id, and which paths count.

    Attributes
    ----------
    any_order : bool
        Whether hops need not follow one another in time.
    """

    source: str
    target: str
    k: int = 5
    search: Search = EVERYTHING
    cutoff: Cutoff = NO_CUTOFF
    any_order: bool = False

    @property
    def command(self) -> str:
        """The line that writes the report."""
        return shlex.join([*self.asked("report"), "--out", "reports"])

    @property
    def address(self) -> str:
        """The address, below the server's, that has the report."""
        return f"/v1/reports/influence?{self.parameters(('format', 'html'))}"

    def asked(self, command: str) -> list[str]:
        """Return a command with this question, in words of a command line."""
        words = ["techtrade", command, self.source, self.target]
        for name, value in self._options():
            words += [f"--{name.replace('_', '-')}", *([] if value is True else [str(value)])]
        return words

    def parameters(self, *more: tuple[str, str]) -> str:
        """Return this question as the parameters of an address."""
        options = [(name, "true" if value is True else value) for name, value in self._options()]
        return urlencode([("source", self.source), ("target", self.target), *options, *more])

    def request(self) -> model.Request:
        """Return what was asked, as a report tells it."""
        search = self.search
        return model.Request(
            source=self.source,
            target=self.target,
            k=self.k,
            max_hops=search.max_hops,
            types=None if search.types is None else tuple(sorted(search.types)),
            labels=None if search.labels is None else tuple(sorted(search.labels)),
            excluded=tuple(sorted(search.excluded)),
            min_origins=search.min_origins,
            countries=search.countries,
            any_order=self.any_order,
            as_of=self.cutoff.as_of,
            known_at=self.cutoff.known_at,
            command=self.command,
            address=self.address,
        )

    def _options(self) -> Iterator[tuple[str, str | int | bool]]:
        """Yield the options as HTTP names them: the bounds always, so that other defaults would change nothing."""
        search = self.search
        yield from (("paths", self.k), ("max_hops", search.max_hops), ("min_origins", search.min_origins))
        yield from (("type", name) for name in sorted(search.types or ()))
        yield from (("label", name) for name in sorted(search.labels or ()))
        yield from (("exclude", id) for id in sorted(search.excluded))
        for name, date in (("as_of", self.cutoff.as_of), ("known_at", self.cutoff.known_at)):
            if date:
                yield name, date
        for name, on in (("countries", search.countries), ("any_order", self.any_order)):
            if on:
                yield name, True


def asked(
    store: Store,
    source: str,
    target: str,
    k: int = 5,
    search: Search = EVERYTHING,
    cutoff: Cutoff = NO_CUTOFF,
    any_order: bool = False,
) -> Question:
    """Return the question with its actors found by name, or say what is wrong with it.

    Raises
    ------
    NotFound, Ambiguous
        Somebody is no actor of the graph, or may be several; ``errors`` lists candidates.
    BadInput
        The ends are one and the same, or a bound makes no sense.
    """
    _check(k, search)
    start, end = find(store, source)["id"], find(store, target)["id"]
    if start == end:
        raise BadInput(f"{source!r} and {target!r} are the same actor: {start}")
    excluded = frozenset(find(store, name)["id"] for name in sorted(search.excluded))
    if shut := excluded & {start, end}:
        raise BadInput(f"an end of the path cannot be excluded: {min(shut)}")
    return Question(start, end, k, replace(search, excluded=excluded), cutoff, any_order)


def _check(k: int, search: Search) -> None:
    if not 1 <= k <= _MOST_PATHS:
        raise BadInput(f"between 1 and {_MOST_PATHS} paths can be asked for, not {k}")
    if not 1 <= search.max_hops <= MOST_HOPS:
        raise BadInput(f"a path may have between 1 and {MOST_HOPS} hops, not {search.max_hops}")
    if search.min_origins < 1:
        raise BadInput(f"a relation has at least one origin: {search.min_origins} cannot be asked for")
    for given, known, what in ((search.types, RELATION_TYPES, "relation type"), (search.labels, LABELS, "label")):
        for name in sorted((given or frozenset()) - set(known)):
            by_case = {one.casefold(): one for one in known}
            near = get_close_matches(name.casefold().replace(" ", "_"), by_case, 3, 0.5)
            raise BadInput(f"no {what} {name!r}", [by_case[one] for one in near] or sorted(known))
