"""Digits and dashes in all their widths, and the runs of them in which a number may stand."""

from __future__ import annotations

import re

DASHES = r"\-‐‑‒–—―−－ー"
"""As they stand between the brackets of a pattern."""
DIGIT = "[0-9０-９]"
_HALF = str.maketrans(dict.fromkeys(DASHES[1:], "-") | {"　": " "})
_RUN = re.compile(rf"{DIGIT}[0-9０-９{DASHES} 　.()（）]*")


def figures(text: str) -> list[tuple[int, int]]:
    """Where runs of digits stand, with the signs that part them."""
    return [match.span() for match in _RUN.finditer(text)]


def halved(text: str) -> str:
    """A short piece with half-width letters, digits and dashes; as long as before."""
    if text.isascii():
        return text
    wide = "".join(chr(ord(sign) - 0xFEE0) if "！" <= sign <= "～" else sign for sign in text)
    return wide.translate(_HALF)
