"""The extractor that asks a language model: the article in parts, each answer read, tied to the text and gated."""

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.errors import ModelFault
from graph.records import Article, Extraction
from graph.settings import Extractor, Settings
from ingest import pipeline
from ingest.extract.sentences import sentences
from ingest.joining import join
from ingest.llm.answer import Answer, BadAnswer, read
from ingest.llm.client import WAITS, Client, Reply
from ingest.llm.grounding import Grounding
from ingest.llm.prompt import again, messages
from ingest.llm.windows import windows

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Usage:
    """What a model was asked, what it cost, and what came of it.

    Attributes
    ----------
    requests, asked_again : int
        Answers asked for, and how many of them because one before could not be used.
    tokens_in, tokens_out, uncounted : int
        As the endpoint counts them, and answers for which it did not.
    cost : float
        By the prices of the settings.
    stated, kept : int
        Claims in the answers, and those that entered the extractions.
    refused : Counter
        Claims refused, by reason.
    """

    requests: int = 0
    asked_again: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    uncounted: int = 0
    cost: float = 0.0
    stated: int = 0
    kept: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    def add(self, reply: Reply, settings: Settings) -> None:
        """Count an answer."""
        self.requests += 1
        self.uncounted += reply.tokens_in is None or reply.tokens_out is None
        self.tokens_in += reply.tokens_in or 0
        self.tokens_out += reply.tokens_out or 0
        self.cost = (self.tokens_in * settings.model_price_in + self.tokens_out * settings.model_price_out) / 1e6


class ModelExtractor:
    """Finds claims by a language model, alone or beside the offline extractor, as ``settings.extractor`` says.

    Parameters
    ----------
    waits : sequence of float
        Seconds before each further try of what may pass.

    Raises
    ------
    BadInput
        A setting that it needs is missing.
    """

    def __init__(self, settings: Settings, waits: Sequence[float] = WAITS) -> None:
        self.usage = Usage()
        self._settings = settings
        self._client = Client(settings, waits)
        self._name = f"model:{settings.model_name}"

    def close(self) -> None:
        """Close its connections."""
        self._client.close()

    def extract(self, article: Article) -> Extraction:
        """Return what the model (and, if asked for, the offline extractor) finds in an article.

        Raises
        ------
        ModelUnavailable
        ModelFault
            An answer could not be used, nor could a second one.
        """
        spans = sentences(article.text)
        grounding = Grounding(article, spans)
        for start, end in windows(spans):
            answer = self._answer(article, article.text[start:end], grounding.known())
            self.usage.stated += answer.stated
            grounding.add(answer, (start, end))
        found = grounding.extraction(self._name)
        self.usage.kept += len(found.claims)
        self.usage.refused += grounding.refused
        if self._settings.extractor is Extractor.BOTH:
            return join(pipeline.extract(article), found)
        return found

    def _answer(self, article: Article, part: str, known: Sequence[str]) -> Answer:
        asked = messages(article, part, known)
        reply = self._ask(asked)
        try:
            return read(reply.text, reply.cut)
        except BadAnswer as fault:
            _log.info("%s: asked again: %s", article.source or article.title, fault)
            self.usage.asked_again += 1
            reply = self._ask([*asked, *again(reply.text, str(fault))])
        try:
            return read(reply.text, reply.cut)
        except BadAnswer as fault:
            raise ModelFault(f"the model's answer cannot be used, nor could the one before: {fault}") from None

    def _ask(self, asked: Sequence[dict[str, str]]) -> Reply:
        reply = self._client.ask(asked)
        self.usage.add(reply, self._settings)
        return reply
