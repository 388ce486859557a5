"""The features that a model knows, to be looked up by the hundred.

A dict of so many strings waits for the memory several times a look-up, and a pair of mentions has a hundred or two.
Here the features' hashes lie sorted in one array, and numpy fetches what all of them need side by side.
"""

from collections.abc import Collection, Iterable, Iterator

import numpy as np
import numpy.typing as npt


class Vocabulary:
    """Some features, each known by its row.

    Parameters
    ----------
    text : bytes
        The features in the order of their rows, a line each.
    """

    def __init__(self, text: bytes) -> None:
        self.text = text
        hashes = _hashes(list(self))
        order = np.argsort(hashes)
        bits = len(hashes).bit_length()
        self._shift = np.uint64(64 - bits)  # the first bits of a hash are the number of its bucket
        sizes = np.bincount(self._buckets(hashes), minlength=1 << bits)
        self._starts = np.cumsum(sizes) - sizes
        self._steps = np.arange(sizes.max())
        # The last bucket is read as far as the largest reaches.
        self._hashes = np.append(hashes[order], np.zeros(len(self._steps), np.uint64))
        self._rows = order

    @classmethod
    def of(cls, features: Iterable[str]) -> "Vocabulary":
        """Return the vocabulary of some features, in the order of their rows."""
        return cls("\n".join(features).encode())

    def __iter__(self) -> Iterator[str]:
        """Yield the features in the order of their rows."""
        return iter(self.text.decode().split("\n"))

    def rows(self, features: Iterable[str]) -> npt.NDArray[np.int64]:
        """Return the rows of the known ones of some features, each once.

        Features of the same 64-bit hash would be taken for one another: once in 10^13 look-ups.
        """
        wanted = _hashes(set(features))
        places = self._starts.take(self._buckets(wanted))[:, None] + self._steps
        known: npt.NDArray[np.int64] = self._rows.take(places[self._hashes.take(places) == wanted[:, None]])
        return known

    def _buckets(self, hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
        return (hashes >> self._shift).view(np.int64)


def _hashes(features: Collection[str]) -> npt.NDArray[np.uint64]:
    return np.fromiter(map(hash, features), np.int64, len(features)).view(np.uint64)
