"""One way into the project for every kind of source: address, folder, file, standard input."""

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from graph.errors import BadInput
from graph.settings import Settings
from ingest.readers.article import Item, Options, check_options
from ingest.readers.content import open_file
from ingest.readers.folder import read_folder
from ingest.readers.kinds import Reader
from ingest.readers.standard_input import read_standard_input
from ingest.readers.url import read_url

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def read_source(source: str, options: Options, settings: Settings, readers: Mapping[str, Reader]) -> Iterator[Item]:
    """Yield the articles of a source, and an error for whatever cannot be used; see `ingest.readers.read`."""
    try:
        check_options(options)
    except BadInput as fault:
        yield fault
        return
    if source == "-":
        yield from read_standard_input(sys.stdin.buffer, options, settings)
    elif _ADDRESS.match(source):
        yield from read_url(source, options, settings)
    else:
        path = Path(source)
        if _is_folder(path):
            yield from read_folder(path, options, settings, readers)
        elif reader := readers.get(path.suffix.lower()):
            yield from reader(path, options, settings)
        else:
            yield _unusable(path, readers)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # the reader of files says what is wrong with it
        return False


def _unusable(path: Path, readers: Mapping[str, Reader]) -> BadInput:
    try:
        open_file(path, sys.maxsize, "max_text_bytes").close()
    except BadInput as fault:
        return fault
    return BadInput(f"{path}: unknown kind of file; known: {', '.join(readers)}")
