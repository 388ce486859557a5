"""Bytes of a file, read within a limit and decoded."""

import codecs
from pathlib import Path
from typing import BinaryIO

from graph.errors import BadInput, TooLarge

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def open_file(path: Path, limit: int, setting: str) -> BinaryIO:
    """Open a regular file that is not larger than a limit.

    Raises
    ------
    BadInput
        Missing, not allowed, or no regular file.
    TooLarge
    """
    try:
        if not path.is_file():
            raise BadInput(f"{path}: {'not a regular file' if path.exists() else 'no such file or folder'}")
        size = path.stat().st_size
        if size > limit:
            raise TooLarge(f"{path}: {size:,} bytes, more than the {limit:,} allowed (TECHTRADE_{setting.upper()})")
        return path.open("rb")
    except PermissionError:
        raise BadInput(f"{path}: permission denied") from None
    except (OSError, ValueError) as fault:  # ValueError: a NUL in the name
        raise BadInput(f"{path}: cannot be read ({getattr(fault, 'strerror', None) or fault})") from None


def file_text(path: Path, limit: int, setting: str) -> str:
    """Return a file's text; see `open_file` and `decode`."""
    with open_file(path, limit, setting) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:  # it has grown since
        raise TooLarge(f"{path}: more than the {limit:,} bytes allowed (TECHTRADE_{setting.upper()})")
    return decode(data, str(path))


def decode(data: bytes, where: str, encoding: str = "utf-8") -> str:
    """Return text without a byte order mark and with line feeds alone.

    Parameters
    ----------
    encoding : str
        Where no byte order mark says otherwise.

    Raises
    ------
    BadInput
        The bytes are of another encoding, or binary; names the offset.
    """
    mark = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), None)
    skip, encoding = (len(mark[0]), mark[1]) if mark else (0, encoding)
    if encoding == "utf-8" and b"\0" in data:
        raise BadInput(f"{where}: binary, not text (NUL at byte {data.index(0)})")
    try:
        text = data[skip:].decode(encoding)
    except UnicodeDecodeError as fault:
        raise BadInput(f"{where}: not {encoding.upper()} (byte {fault.start + skip})") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
