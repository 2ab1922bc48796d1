"""HEIC and AVIF: pictures in boxes, whose places are counted from the start of the file, so that nothing can be cut out.

What a telephone notes of a picture is written over instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_NO_NOTES = b"\x00\x00\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00"
"""Exif in which nothing is said."""
_EXIF, _XMP = b"Exif", b"mime"
_HEAD, _LONG_HEAD = 8, 16
_IN_FILE, _IN_BOX = 0, 1


@dataclass(slots=True)
class _Reader:
    """Numbers one after the other; beyond the end all are 0."""

    data: bytes
    at: int
    end: int

    def number(self, size: int) -> int:
        found = int.from_bytes(self.data[self.at : min(self.at + size, self.end)], "big")
        self.at += size
        return found


def is_boxed(data: bytes) -> bool:
    """Whether a file is of this family, or a film: those have the same boxes."""
    return data[4:8] == b"ftyp"


def without_notes(data: bytes) -> bytes:
    """The same file with Exif and XMP written over."""
    found = {kind: (at, end) for kind, at, end in _boxes(data, 0, len(data))}
    if b"meta" not in found:
        return data
    bare, done = bytearray(data), 0
    # Each byte is written over once, however many notes claim it.
    for start, end, kind in sorted({(at, end, kind) for kind, at, end in _notes(data, *found[b"meta"])}):
        at = max(start, done)
        if at < end:
            bare[at:end] = _nothing(kind, end - at)
            done = end
    return bytes(bare)


def _nothing(kind: bytes, size: int) -> bytes:
    """A note of a kind that says nothing, in so many bytes."""
    return b" " * size if kind == _XMP else _NO_NOTES[:size].ljust(size, b"\x00")


def _boxes(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """The boxes of a stretch: their kinds, and where what is in them begins and ends."""
    while at + _HEAD <= end:
        size, kind, head = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8], _HEAD
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16], "big"), _LONG_HEAD
        last = end if size == 0 else at + size
        if (size and size < head) or last > end:
            return
        yield kind, at + head, last
        at = last


def _notes(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Where the notes lie in the file, and of which kind they are."""
    boxes = {kind: (first, last) for kind, first, last in _boxes(data, at + 4, end)}
    if b"iinf" not in boxes or b"iloc" not in boxes:
        return
    kinds = dict(_kinds(data, *boxes[b"iinf"]))
    inner = boxes.get(b"idat", (0, 0))[0]
    for item, method, first, last in _extents(_Reader(data, *boxes[b"iloc"])):
        base = inner if method == _IN_BOX else 0
        if item in kinds and method in {_IN_FILE, _IN_BOX} and base + last <= len(data):
            yield kinds[item], base + first, base + last


def _kinds(data: bytes, at: int, end: int) -> Iterator[tuple[int, bytes]]:
    """The items that are notes, by their numbers."""
    count = 2 if data[at : at + 1] == b"\x00" else 4
    entries = ((first, last) for kind, first, last in _boxes(data, at + 4 + count, end) if kind == b"infe")
    for first, last in entries:
        wide = 4 if first < last and data[first] > 2 else 2  # noqa: PLR2004 - a version
        noted = data[first + 4 + wide + 2 : first + 4 + wide + 6]
        if first < last and noted in {_EXIF, _XMP}:
            yield int.from_bytes(data[first + 4 : first + 4 + wide], "big"), noted


def _extents(read: _Reader) -> Iterator[tuple[int, int, int, int]]:
    """Where the parts of each item lie: the item, from where it is counted, begin and end."""
    version, _, sizes = read.number(1), read.number(3), read.number(2)
    offset, length, base, index = (sizes >> shift & 0xF for shift in (12, 8, 4, 0))
    wide = 2 if version < 2 else 4  # noqa: PLR2004 - a version
    for _ in range(min(read.number(wide), len(read.data))):
        item = read.number(wide)
        method = read.number(2) & 0xF if version else _IN_FILE
        read.number(2)
        start, parts = read.number(base), read.number(2)
        # Parts that take no room in the list could be as many as somebody likes.
        for _ in range(parts if offset + length else min(parts, 1)):
            read.number(index if version else 0)
            first = start + read.number(offset)
            yield item, method, first, first + read.number(length)
        if read.at > read.end:
            return
