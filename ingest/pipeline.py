"""The order of the steps, from an article to its claims; the only file that knows it."""

from bisect import bisect_left

from graph.records import Article, Extraction
from ingest.extract.aliases import known_names
from ingest.extract.claims import claims
from ingest.extract.linking import Linked, Linker
from ingest.extract.mentions import mentions
from ingest.extract.naming import with_names
from ingest.extract.repeats import with_repeats
from ingest.extract.sentences import sentences
from ingest.extract.titles import with_titles


def extract(article: Article) -> Extraction:
    """Return the entities, mentions and claims of an article: offline, the same on every machine."""
    linked, spans = read(article)
    stated = claims(article, linked, spans)
    return with_names(Extraction(article, linked.entities, linked.mentions, tuple(stated)))


def read(article: Article) -> tuple[Linked, list[tuple[int, int]]]:
    """Return the mentions of an article with what they stand for, and its sentences."""
    text, language = article.text, article.language
    spans = sentences(text)
    matches = known_names().find(text)
    starts = [match.start for match in matches]
    found = []
    for start, end in spans:
        inside = [m for m in matches[bisect_left(starts, start) : bisect_left(starts, end)] if m.end <= end]
        found += mentions(text, start, end, language, inside)
    found = with_titles(text, language, with_repeats(text, language, found))
    return Linker(article.id, text, language, article.published_at, spans).link(found), spans
