"""A run of ingest: read, extract, write. What cannot be used is named and set aside, and the run goes on."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Protocol

from graph.errors import ModelUnavailable, SchemaFault, TechTradeError
from graph.records import Article, Extraction
from graph.settings import Extractor, Settings
from graph.store import Store
from graph.writing import Written, write
from ingest.extraction import Failure, extractions
from ingest.llm.extractor import ModelExtractor, Usage
from ingest.readers import Item, Options, read


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did.

    Attributes
    ----------
    articles : int
        Articles read, extracted and written.
    written : Written
        What that changed in the graph.
    set_aside : tuple of TechTradeError
        What could not be used, in the order in which it was met.
    seconds : float
    model : Usage or None
        What a language model was asked, where one was.
    """

    articles: int
    written: Written
    set_aside: tuple[TechTradeError, ...]
    seconds: float
    model: Usage | None = None


class Progress(Protocol):
    """Is told how a run goes."""

    def wrote(self, articles: int) -> None:
        """So many more articles are in the graph."""
        ...

    def set_aside(self, fault: TechTradeError) -> None:
        """Something could not be used."""
        ...


def ingest(
    store: Store, sources: Sequence[str], options: Options, settings: Settings, progress: Progress | None = None
) -> Report:
    """Read sources, extract, and write to the graph, ``settings.batch_articles`` at a time.

    The graph is the same in whatever order, and by however many workers. Where a language model is asked, each article
    is written as soon as it is answered for; if the model is not to be had, the run ends there.

    Raises
    ------
    BadInput
        A setting that the language model needs is missing.
    StoreUnavailable
        The database went away; what was written before stays.
    """
    model = None if settings.extractor is Extractor.OFFLINE else ModelExtractor(settings)
    run = _Run(store, progress)
    started = time.monotonic()
    articles = run.usable(chain.from_iterable(read(source, options, settings) for source in sources))
    found = run.extracted(extractions(articles, settings, model))
    while batch := list(islice(found, 1 if model else settings.batch_articles)):
        run.write(batch)
    if model:
        model.close()
    seconds = time.monotonic() - started
    return Report(run.articles, run.written, tuple(run.faults), seconds, model.usage if model else None)


class _Run:
    def __init__(self, store: Store, progress: Progress | None) -> None:
        self.store = store
        self.progress = progress
        self.articles = 0
        self.written = Written()
        self.faults: list[TechTradeError] = []

    def usable(self, items: Iterator[Item]) -> Iterator[Article]:
        for item in items:
            if isinstance(item, Article):
                yield item
            else:
                self.set_aside(item)

    def extracted(self, found: Iterator[Extraction | Failure]) -> Iterator[Extraction]:
        try:
            for one in found:
                if isinstance(one, Failure):
                    self.set_aside(TechTradeError(one.line))
                else:
                    yield one
        except ModelUnavailable as fault:
            self.set_aside(fault)

    def write(self, batch: Sequence[Extraction]) -> None:
        try:
            self.written += write(self.store, batch)
        except SchemaFault as fault:
            if len(batch) == 1:
                self.set_aside(SchemaFault(f"{batch[0].article.source}: {fault.detail}", fault.errors))
                return
            for one in batch:  # nothing of the batch was written: find the one at fault
                self.write([one])
            return
        self.articles += len(batch)
        if self.progress:
            self.progress.wrote(len(batch))

    def set_aside(self, fault: TechTradeError) -> None:
        self.faults.append(fault)
        if self.progress:
            self.progress.set_aside(fault)
