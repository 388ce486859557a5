"""A ZIP archive written as it goes, for formats of two files."""

import io
from collections.abc import Iterable, Iterator
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same graph, the same bytes


def zipped(files: Iterable[tuple[str, Iterable[bytes]]]) -> Iterator[bytes]:
    """Yield an archive of these files."""
    sink = Sink()
    with ZipFile(sink, "w") as archive:
        for name, pieces in files:
            info = ZipInfo(name, _EPOCH)
            info.compress_type = ZIP_DEFLATED
            with archive.open(info, "w", force_zip64=True) as member:
                for piece in pieces:
                    member.write(piece)
                    yield sink.taken()
    yield sink.taken()


class Sink(io.RawIOBase, IO[bytes]):
    """A file that gives away what is written to it."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        """It is written to only."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Keep some bytes until they are taken."""
        self._pieces.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        """Return what was written since the last call."""
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken
