"""The mentions of a sentence: what the registry's names and the learned tagger find, joined."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.extract.aliases import Match
from ingest.extract.tagger import LIKELY, LIKELY_KIND, Tagged, tag
from ingest.extract.tokens import tokens
from ingest.extract.triggers import Trigger, lexicon
from ingest.registry import registry

# Names of states and cities are also used like adjectives ("US officials", 中国企业): there the tagger decides.
_TAGGER_DECIDES = frozenset({"Country", "Place"})
_SURE = 0.5  # a tagger's span below this confidence is no mention


@dataclass(frozen=True, slots=True)
class Found:
    """A mention found in a text, before it is linked.

    Attributes
    ----------
    entries : tuple of str
        Registry ids its name may mean; empty if the registry does not know it.
    confidence : float
        How sure the tagger is; 1 where the registry knows the name.
    """

    start: int
    end: int
    label: str
    reference: bool = False
    entries: tuple[str, ...] = ()
    confidence: float = 1.0


def mentions(text: str, start: int, end: int, language: str, matches: Sequence[Match]) -> list[Found]:
    """Return the mentions of the sentence ``text[start:end]`` in order; only registry names may nest.

    Parameters
    ----------
    matches : sequence of Match
        The registry's matches in this sentence, with offsets in `text`.
    """
    sentence = text[start:end]
    inside = [Match(match.start - start, match.end - start, match.entries, match.nested) for match in matches]
    kinds = [t for t in lexicon(language).find(sentence) if any(name.startswith("kind:") for name in t.classes)]
    tagged = [
        span
        for span in tag(sentence, language, inside)
        if span.confidence >= (LIKELY if span.reference else LIKELY_KIND if _of_a_kind(span, kinds) else _SURE)
    ]
    tagged = [span for span in tagged if not _is_heading(sentence[span.start : span.end])]
    found = [_join(sentence, language, match, tagged) for match in inside]
    taken = [mention for mention in found if mention]
    for span in tagged:
        if not any(mention.start < span.end and span.start < mention.end for mention in taken):
            begin = (
                span.start + _title(sentence[span.start : span.end], language) if span.label == "Person" else span.start
            )
            taken.append(Found(begin, span.end, span.label, span.reference, (), round(span.confidence, 3)))
    return sorted(
        (replace(m, start=m.start + start, end=m.end + start) for m in taken),
        key=lambda m: (m.start, -m.end),
    )


def _is_heading(surface: str) -> bool:
    """Whether a span is words in capitals, as headings are set: their capitals say nothing."""
    return surface.isupper() and len(surface.split()) > 2


def _of_a_kind(span: Tagged, kinds: Sequence[Trigger]) -> bool:
    """Whether a measure or event is called by a word that names one: ban, letter, talks."""
    return span.label in ("Measure", "Event") and any(span.start <= k.start and k.end <= span.end for k in kinds)


def _title(surface: str, language: str) -> int:
    """Return how many characters of a title stand at the head of a person's name (记者林晓岚)."""
    heads = [
        trigger for trigger in lexicon(language).find(surface) if trigger.start == 0 and trigger.end < len(surface)
    ]
    titles = [trigger.end for trigger in heads if any(name.startswith("title:") for name in trigger.classes)]
    end = max(titles, default=0)
    return end + len(surface[end:]) - len(surface[end:].lstrip())


def _join(sentence: str, language: str, match: Match, tagged: Sequence[Tagged]) -> Found | None:
    """Return the mention that a registry match makes, given what the tagger sees there."""
    labels = [registry()[entry].label for entry in match.entries]
    if match.nested:
        return Found(match.start, match.end, labels[0], False, match.entries)
    over = [span for span in tagged if span.start < match.end and match.start < span.end]
    if not over:
        return None if labels[0] in _TAGGER_DECIDES else Found(match.start, match.end, labels[0], False, match.entries)
    span = max(over, key=lambda s: min(s.end, match.end) - max(s.start, match.start))
    fitting = tuple(entry for entry, label in zip(match.entries, labels, strict=True) if label == span.label)
    wider = span.start < match.start or match.end < span.end
    if wider and span.start <= match.start and match.end <= span.end:
        rest = len(tokens(sentence[span.start : match.start] + " " + sentence[match.end : span.end], language))
        if fitting and (rest <= 1 or span.label in ("Product", "Country")):
            return Found(span.start, span.end, span.label, False, fitting)
        if rest > 1 and span.label not in ("Person",):
            return None if not span.reference else Found(match.start, match.end, labels[0], False, match.entries)
    if set(labels) >= _TAGGER_DECIDES:  # a capital and its state: the linker decides, the tagger only advises
        label = span.label if span.label in _TAGGER_DECIDES else "Place"
        return Found(match.start, match.end, label, False, match.entries)
    entries = fitting or match.entries
    return Found(match.start, match.end, registry()[entries[0]].label, False, entries)
