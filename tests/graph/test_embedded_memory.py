"""A query that fills the embedded engine's memory ends alone."""

from pathlib import Path

import pytest

from graph.errors import TechTradeError
from graph.settings import Settings
from graph.store import open_store

_FILLS = "RETURN size(reduce(text = 'a', x IN range(1, 40) | text + text)) AS size"


def test_queries_that_run_out_of_memory_leave_the_others_their_place(tmp_path: Path) -> None:
    with open_store(Settings(data=tmp_path)) as store:
        for _ in range(5):  # the engine by itself would let four at once
            with pytest.raises(TechTradeError):
                store.once(_FILLS, lambda result: result.data(), 10, {})
            assert store.version() == 0
        store.write("CREATE (:Entity {id: 'still-writes'})")
        assert store.read("MATCH (entity:Entity) RETURN entity.id AS id") == [{"id": "still-writes"}]
