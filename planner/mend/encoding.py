"""The bytes of a file: Shift_JIS, a byte order mark and the line ends of Windows give way to plain UTF-8."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator

from planner.content import UnreadableError, decode
from planner.mend.change import Change, Mended


def decoded(data: bytes) -> Mended | None:
    """The text of a file with plain line ends, and what had to give way; None where it is no text that we know."""
    try:
        text = decode(data)
    except UnreadableError as problem:
        return _from_japanese(data) if problem.case == "shift-jis" else None
    # Behind two marks a person would have to look: without the first, the second would become the mark.
    return Mended(text, tuple(_changes(data))) if not text.startswith("\ufeff") else None


def _from_japanese(data: bytes) -> Mended:
    text = data.decode("cp932").replace("\r\n", "\n").replace("\r", "\n")
    return Mended(text, (Change("encoding"), *_changes(data)))


def _changes(data: bytes) -> Iterator[Change]:
    if data.startswith(BOM_UTF8):
        yield Change("mark")
    if b"\r" in data:
        yield Change("line-ends")
