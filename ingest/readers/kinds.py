"""What a reader of files is."""

from collections.abc import Callable, Iterator
from pathlib import Path

from graph.settings import Settings
from ingest.readers.article import Item, Options

Reader = Callable[[Path, Options, Settings], Iterator[Item]]
