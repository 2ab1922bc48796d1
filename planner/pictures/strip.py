"""Pictures without what a camera, a telephone or a program wrote into them; not one pixel is touched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from planner.pictures.boxes import is_boxed, without_notes

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_GIF = (b"GIF87a", b"GIF89a")
_MARKER = re.compile(rb"\xff([^\x00\xd0-\xd7\xff])")
"""The end of a scan: an FF that is neither data, nor a restart, nor padding."""
_EOI, _SOS, _ADOBE = 0xD9, 0xDA, 0xEE
_APPLICATION = range(0xE1, 0xF0)
_COMMENT = 0xFE
_COLOURS = b"ICC_PROFILE\x00"
_SMALLER = b"JFXX\x00"
"""A smaller picture within the picture, which may show what was cut off."""
_PNG_SHOWN = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT".split()
)
_GIF_HEAD = 13
_GIF_COMMENT, _GIF_PROGRAM = 0xFE, 0xFF
_GIF_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
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
    if data.startswith(_GIF) and len(data) > _GIF_HEAD:
        return b"".join(_gif(data))
    return without_notes(data) if is_boxed(data) else data


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
    if begin.startswith(_SMALLER):
        return False
    return kind not in _APPLICATION or kind == _ADOBE or begin == _COLOURS


def _png(data: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at + 12 <= len(data):
        kind, end = data[at + 4 : at + 8], at + 12 + int.from_bytes(data[at : at + 4], "big")
        if kind in _PNG_SHOWN:
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


def _gif(data: bytes) -> Iterator[bytes]:
    at = _GIF_HEAD + _palette(data, 10)
    yield data[:at]
    while at + 1 < len(data) and data[at] in b"!,":
        is_note, begin = data[at] == ord("!"), at
        at += 2 if is_note else 11 + _palette(data, at + 9)
        at = _end_of_blocks(data, at)
        if not is_note or _gif_shown(data[begin : begin + 14]):
            yield data[begin:at]
    yield b";"


def _gif_shown(begin: bytes) -> bool:
    """Whether an extension changes what is seen: how long a frame stays, how often all of them come again."""
    return begin[1] != _GIF_COMMENT and (begin[1] != _GIF_PROGRAM or begin[3:] in _GIF_LOOPS)


def _palette(data: bytes, at: int) -> int:
    """How many bytes the colours have that a set of flags announces."""
    flags = data[at] if at < len(data) else 0
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _end_of_blocks(data: bytes, at: int) -> int:
    while at < len(data) and data[at]:
        at += 1 + data[at]
    return min(at + 1, len(data))
