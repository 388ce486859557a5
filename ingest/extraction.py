"""Extraction of many articles: in this process where they are few, in several where they are many."""

import logging
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice

from graph.errors import ModelFault, ModelUnavailable, TechTradeError
from graph.records import Article, Extraction
from graph.settings import Settings
from ingest.llm.extractor import ModelExtractor
from ingest.pipeline import extract

_log = logging.getLogger(__name__)

# A worker is ready only after a second or two, in which one process extracts about so many articles.
_FEW = 200
_CHUNK = 20


@dataclass(frozen=True, slots=True)
class Failure:
    """An article on which extraction broke down, in one line."""

    line: str


def extractions(
    articles: Iterator[Article], settings: Settings, model: ModelExtractor | None = None
) -> Iterator[Extraction | Failure]:
    """Yield what is found in each article, in the order of the articles, by however many workers.

    A language model, where one is to be asked, is asked about one article after another.

    Raises
    ------
    ModelUnavailable
    TechTradeError
        A worker was ended from outside.
    """
    if model:
        for article in articles:
            yield _extract(article, model)
        return
    workers = settings.workers if settings.workers > 0 else os.cpu_count() or 1
    first = list(islice(articles, _FEW))
    if workers == 1 or len(first) < _FEW:
        for article in chain(first, articles):
            yield _extract(article)
        return
    # Not forked: the embedded database runs in threads of this process.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, context, initializer=_prepare)
    try:
        yield from _in_order(pool, chain(first, articles), ahead=workers * 2)
    except BrokenProcessPool:
        raise TechTradeError(
            "a worker process was ended, perhaps for want of memory; TECHTRADE_WORKERS=1 needs least"
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(pool: ProcessPoolExecutor, articles: Iterator[Article], ahead: int) -> Iterator[Extraction | Failure]:
    waiting: deque[Future[list[Extraction | Failure]]] = deque()
    while chunk := list(islice(articles, _CHUNK)):
        waiting.append(pool.submit(_extract_all, chunk))
        if len(waiting) > ahead:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _extract_all(articles: Sequence[Article]) -> list[Extraction | Failure]:
    return [_extract(article) for article in articles]


def _extract(article: Article, model: ModelExtractor | None = None) -> Extraction | Failure:
    try:
        return model.extract(article) if model else extract(article)
    except ModelUnavailable:
        raise
    except ModelFault as fault:
        return Failure(f"{article.source or article.title}: {fault.detail}")
    except Exception as fault:  # a fault of ours on one article must not cost the others
        _log.debug("extraction of %s", article.source, exc_info=True)
        return Failure(f"{article.source or article.title}: extraction failed ({type(fault).__name__}: {fault})")


def _prepare() -> None:
    """Let the parent decide on Ctrl-C, and end with it in whatever way it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True, name="parent").start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
