"""Files that are pictures, read whole; of others, such as films, no more than their first bytes."""

from __future__ import annotations

from pathlib import Path

_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_BOXED = (b"avif", b"avis", b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_HEAD = 2000
"""As far as one looks for the beginning of an SVG."""


def read_picture(path: Path) -> bytes:
    """The bytes of a picture; none of a file that is none."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
        return head + file.read() if _is_picture(head) else b""


def _is_picture(head: bytes) -> bool:
    if head[4:8] == b"ftyp":
        return head[8:12] in _BOXED
    return head.startswith(_BEGINNINGS) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP") or b"<svg" in head
