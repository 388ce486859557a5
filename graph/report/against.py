"""What has been said since against a relation: that it is eased, over, or was not so."""

from collections.abc import Iterable, Iterator

import numpy as np

from graph.influence.evidence import Evidence, contested, supporting
from graph.influence.snapshot import TYPE_NAMES, Cutoff, Snapshot
from graph.influence.timing import LASTING_OF_A_MEASURE
from graph.records import Relation
from graph.store import Store


class Against:
    """Sentences published between two dates of knowledge that speak against what is known.

    Parameters
    ----------
    graph : Snapshot
        At the later date.
    """

    def __init__(
        self, store: Store, graph: Snapshot, then: Cutoff, cutoff: Cutoff, relations: Iterable[Relation]
    ) -> None:
        self._then, self._graph = then, graph
        known = list(relations)
        denied = contested(store, {(one.subject, one.object) for one in known}, cutoff)
        self._denied = [one for one in denied if one.polarity == "negated" and self._since(one)]
        eased = {one.id: list(self._easing(one)) for one in known if one.type in LASTING_OF_A_MEASURE - {"EASES"}}
        said = supporting(store, [easing for ones in eased.values() for easing in ones], cutoff)
        self._eased = {id: [claim for one in ones for claim in said.get(one.id, ())] for id, ones in eased.items()}
        self._claims = supporting(store, known, cutoff)

    def of(self, relations: Iterable[Relation]) -> tuple[Evidence, ...]:
        """Return the sentences that speak against a hop's relations."""
        found: dict[str, Evidence] = {}
        for relation in relations:
            ends = {relation.subject, relation.object}
            said = [one for one in self._denied if {one.subject, one.object} == ends and one.type == relation.type]
            said += [one for one in self._eased.get(relation.id, ()) if self._since(one)]
            said += [
                one for one in self._claims.get(relation.id, ()) if "former" in one.properties and self._since(one)
            ]
            found |= {one.id: one for one in said}
        return tuple(sorted(found.values(), key=lambda one: (one.published_at or "", one.id)))

    def _since(self, claim: Evidence) -> bool:
        known_at = self._then.known_at or ""
        return (claim.published_at or "")[: len(known_at)] > known_at

    def _easing(self, relation: Relation) -> Iterator[Relation]:
        """Yield the relations by which a restriction, or the measure that restricts, is eased."""
        rows, number = self._graph.relations, self._graph.number
        eases = rows.type == TYPE_NAMES.index("EASES")
        subject, object = number[relation.subject], number[relation.object]
        same = (rows.object == subject) | ((rows.object == object) & (rows.subject == subject))
        return (self._graph.relation(int(index)) for index in np.flatnonzero(eases & same))
