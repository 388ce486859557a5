"""A folder: every file in it, and in those below, in order of their paths."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from graph.errors import BadInput
from graph.settings import Settings
from ingest.readers.article import Item, Options
from ingest.readers.html_file import read_html
from ingest.readers.kinds import Reader
from ingest.readers.text_file import read_text


def read_folder(folder: Path, options: Options, settings: Settings, readers: Mapping[str, Reader]) -> Iterator[Item]:
    """Yield the articles of a folder's files.

    Hidden files, READMEs and the JSON beside a text are passed over; a file of an unknown kind is reported.
    """
    faults: list[BadInput] = []

    def unreadable(fault: OSError) -> None:
        faults.append(BadInput(f"{fault.filename}: {(fault.strerror or 'cannot be read').lower()}"))

    paths = []
    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths += [Path(parent, name) for name in names if not name.startswith(".")]
    yield from sorted(faults, key=str)
    if not paths and not faults:
        yield BadInput(f"{folder}: no file in the folder")
    known = set(paths)
    for path in sorted(paths):
        if path.stem.casefold() == "readme" or (path.suffix.lower() == ".json" and _describes(path, known, readers)):
            continue
        if reader := readers.get(path.suffix.lower()):
            yield from reader(path, options, settings)
        else:
            yield BadInput(f"{path}: unknown kind of file; known: {', '.join(readers)}")


def _describes(path: Path, known: set[Path], readers: Mapping[str, Reader]) -> bool:
    """Whether a JSON only says more about a text or a page of the same stem."""
    sided = (suffix for suffix, reader in readers.items() if reader in (read_text, read_html))
    return any(path.with_suffix(suffix) in known for suffix in sided)
