"""Digits and dashes in all their widths, and the runs of them in which a number may stand."""

from __future__ import annotations

import re

from planner.numerals import FIGURES
from planner.patterns import compiled

DASHES = r"\-‐‑‒–—―−－ー"
"""As they stand between the brackets of a pattern."""
DIGIT = "[0-9０-９]"
_HALF = str.maketrans(dict.fromkeys(DASHES[1:], "-") | {"　": " "})
_KANJI = "".join(FIGURES)
_FIGURES = {ord(sign): str(value) for sign, value in FIGURES.items()} | {ord("・"): "-"}
_FROM_ZERO = rf"(?<![0-9０-９{_KANJI}])[〇零][0-9０-９{_KANJI}{DASHES} 　.()（）・]{{8,}}"
"""A row of figures in kanji from the zero on, long enough for a telephone number: no year and no price begins so."""
_RUN = re.compile(rf"{DIGIT}[0-9０-９{DASHES} 　.()（）]*")


def figures(text: str) -> list[tuple[int, int]]:
    """Where runs of digits stand, with the signs that part them."""
    return [match.span() for match in _RUN.finditer(text)]


def in_figures(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text, as long as before, with its long rows of kanji figures in Arabic ones, and where those stand."""
    if "〇" not in text and "零" not in text:
        return text, []
    pattern = compiled(_FROM_ZERO)
    spelt = [match.span() for match in pattern.finditer(text)]
    return (pattern.sub(lambda row: row[0].translate(_FIGURES), text) if spelt else text), spelt


def halved(text: str) -> str:
    """A short piece with half-width letters, digits and dashes; as long as before."""
    if text.isascii():
        return text
    wide = "".join(chr(ord(sign) - 0xFEE0) if "！" <= sign <= "～" else sign for sign in text)
    return wide.translate(_HALF)
