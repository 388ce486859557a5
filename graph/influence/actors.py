"""From what a user types to one entity of the graph, in any script."""

from collections.abc import Callable, Iterable, Sequence

from graph.errors import Ambiguous, BadInput, NotFound
from graph.influence.reading import ENTITIES
from graph.influence.snapshot import Row
from graph.records import plain_name
from graph.store import Store

_SHOWN = 8  # candidates offered with an error
# Letters that writers of Arabic use for one another; hamza carriers and vowel signs are already gone by decomposition.
_ARABIC = str.maketrans({"ى": "ي", "ة": "ه", "ـ": None})


def find(store: Store, text: str) -> Row:
    """Return the row of the entity that `text` names: an id, a name or alias in any script, or a part of one.

    Raises
    ------
    NotFound
        Nothing bears the name; ``errors`` lists the nearest.
    Ambiguous
        Several do; ``errors`` lists them.
    """
    by_id = store.read(f"MATCH (entity:Entity {{id: $id}}) {ENTITIES}", id=text)
    return by_id[0] if by_id else choose(store.read(f"MATCH (entity:Entity) {ENTITIES}"), text)


def choose(entities: Iterable[Row], text: str) -> Row:
    """Return the row among `entities` that `text` names; see `find`.

    The first of these that fits anything decides: id, name, alias, all the words of a name.
    """
    rows = sorted(entities, key=lambda row: row["id"])
    wanted = fold(text)
    if not wanted:
        raise BadInput(f"an actor is needed, not {text!r}")
    words = [fold(word) for word in text.split()]
    tests: tuple[Callable[[Row], bool], ...] = (
        lambda row: row["id"] == text.strip(),
        lambda row: wanted in map(fold, _names(row)),
        lambda row: wanted in map(fold, row.get("aliases") or ()),
        lambda row: any(_holds(name, words) for name in _all(row)),
    )
    for test in tests:
        fitting = [row for row in rows if test(row)]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            shown = [_line(row) for row in fitting[:_SHOWN]]
            more = f" (the first {_SHOWN} of {len(fitting)} are listed)" if len(fitting) > _SHOWN else ""
            raise Ambiguous(f"{text!r} may mean several actors: give the id of one{more}", shown)
    raise NotFound(f"no actor {text!r} in the graph", [_line(row) for row in _nearest(rows, wanted)])


def fold(name: str) -> str:
    """Return a name as it is compared: without case, accents, blanks, and the spelling variants of Arabic."""
    return plain_name(name.translate(_ARABIC)).translate(_ARABIC)


def _names(row: Row) -> list[str]:
    return [name for key in ("name", "nameEn", "nameAr", "nameZh") if (name := row.get(key))]


def _all(row: Row) -> list[str]:
    return [*_names(row), *(row.get("aliases") or ())]


def _holds(name: str, words: Sequence[str]) -> bool:
    """Whether a name has all the words; a script without blanks is searched for them."""
    own = {fold(word) for word in name.replace("-", " ").split()}
    return all(word in own or (not word.isascii() and len(word) > 1 and word in fold(name)) for word in words)


def _nearest(rows: Sequence[Row], wanted: str) -> list[Row]:
    """Return the rows whose names share most pairs of letters with what was wanted."""
    pairs = _pairs(wanted)

    def likeness(row: Row) -> float:
        return max(2 * len(pairs & own) / (len(pairs) + len(own)) for own in map(_pairs, map(fold, _all(row))))

    scored = sorted(((-likeness(row), row["id"], row) for row in rows), key=lambda item: item[:2])
    return [row for score, _, row in scored[:_SHOWN] if score <= -0.25]


def _pairs(name: str) -> set[str]:
    padded = f"^{name}$"
    return {padded[i : i + 2] for i in range(len(padded) - 1)}


def _line(row: Row) -> str:
    return f"{row['id']}  {row['name']}  ({row['label']})"
