"""Cut a long article into parts of whole sentences, each short enough for a language model to read with care."""

from collections.abc import Iterator, Sequence
from typing import Final

LONGEST: Final = 5000  # characters of a part


def windows(spans: Sequence[tuple[int, int]], longest: int = LONGEST) -> Iterator[tuple[int, int]]:
    """Yield the spans of the parts: as many sentences as fit; only a sentence longer than a part is cut."""
    start = end = -1
    for begin, stop in spans:
        if start >= 0 and stop - start > longest:
            yield start, end
            start = -1
        if start < 0:
            start = begin
        while stop - start > longest:
            yield start, start + longest
            start += longest
        end = stop
    if 0 <= start < end:
        yield start, end
