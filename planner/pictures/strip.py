"""Pictures without what a camera, a telephone or a program wrote into them; not one pixel is touched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_MARKER = re.compile(rb"\xff([^\x00\xd0-\xd7\xff])")
"""The end of a scan: an FF that is neither data, nor a restart, nor padding."""
_EOI, _SOS, _ADOBE = 0xD9, 0xDA, 0xEE
_APPLICATION = range(0xE1, 0xF0)
_COMMENT = 0xFE
_COLOURS = b"ICC_PROFILE\x00"
_PNG_WORDS = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"})
_WEBP_KNOWN = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_WEBP_HAS_WORDS = 0b00001100


def stripped(data: bytes) -> bytes:
    """The picture without Exif, XMP, comments, further pictures and films behind it; other files as they are."""
    if data.startswith(_JPEG):
        return b"".join(_jpeg(data))
    if data.startswith(_PNG):
        return _PNG + b"".join(_png(data))
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    return data


def _jpeg(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004 - every marker begins so
        kind = data[at + 1]
        if kind == 0xFF:  # noqa: PLR2004 - padding
            at += 1
            continue
        if kind == _EOI:
            break
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if _is_shown(kind, data[at + 4 : at + 4 + len(_COLOURS)]):
            yield data[at:end]
        at = end
        if kind == _SOS:
            found = _MARKER.search(data, end)
            at = found.start() if found else len(data)
            yield data[end:at]
    yield b"\xff\xd9"


def _is_shown(kind: int, begin: bytes) -> bool:
    """Whether a segment changes how the picture looks: all but what programs and people add; colour profiles do."""
    if kind == _COMMENT:
        return False
    return kind not in _APPLICATION or kind == _ADOBE or begin == _COLOURS


def _png(data: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at + 12 <= len(data):
        kind, end = data[at + 4 : at + 8], at + 12 + int.from_bytes(data[at : at + 4], "big")
        if kind not in _PNG_WORDS:
            yield data[at:end]
        if kind == b"IEND":
            return
        at = end


def _webp(data: bytes) -> bytes:
    marks = list(_webp_marks(data))
    chunks = [(data[at : at + 4], data[at:end]) for at, end in pairwise(marks)]
    kept = b"".join(_webp_head(chunk) if kind == b"VP8X" else chunk for kind, chunk in chunks if kind in _WEBP_KNOWN)
    return b"RIFF" + (len(kept) + 4).to_bytes(4, "little") + b"WEBP" + kept


def _webp_marks(data: bytes) -> Iterator[int]:
    at, last = 12, min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while at + 8 <= last:
        yield at
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
    yield min(at, len(data))


def _webp_head(chunk: bytes) -> bytes:
    """The chunk that says what there is, which must not promise words any more."""
    return chunk[:8] + bytes([chunk[8] & ~_WEBP_HAS_WORDS]) + chunk[9:] if len(chunk) > 8 else chunk  # noqa: PLR2004
