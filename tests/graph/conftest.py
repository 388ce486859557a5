"""The story of the queries, told to both databases."""

import pytest

from graph.store import Store
from graph.writing import write
from tests.conftest import empty
from tests.graph.query_story import STORY


@pytest.fixture(scope="module")
def told(opened: Store) -> Store:
    """A store that holds the story, for tests that only read."""
    empty(opened)
    write(opened, STORY)
    return opened
