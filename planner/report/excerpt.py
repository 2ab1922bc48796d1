"""The author's own line, with a caret under what a finding is about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache

from planner.model import Place
from planner.report.visible import visible, width

_TAB = 4
_ROOM = 100
"""Columns that a line may take; a longer one (a whole paragraph, say) is cut around the caret."""
_BEFORE = 30
"""Columns kept before the caret where the start of a line is cut off."""


def excerpt(text: str, place: Place) -> tuple[str, str] | None:
    """The line of a place and the line with the caret; None where nothing is written there."""
    lines = _lines(text)
    line = lines[place.line - 1].removesuffix("\r") if place.line <= len(lines) else ""
    if not line.strip() or place == Place():
        return None
    cells, columns = _cells(line)
    start = min(place.column - 1, len(cells))
    end = place.end_column - 1 if place.end_line == place.line else len(line.rstrip())
    return _cut(cells, columns, start, max(start + 1, min(end, len(cells))))


@lru_cache(maxsize=8)
def _lines(text: str) -> list[str]:
    """The lines of a text, kept for the next finding in it."""
    return text.split("\n")


@lru_cache(maxsize=8)
def _cells(line: str) -> tuple[list[str], list[int]]:
    """What is shown for each character of a line, and the column at which each begins; kept for the next finding in it."""
    if line.isascii() and line.isprintable():
        return list(line), list(range(len(line) + 1))
    cells: list[str] = []
    columns = [0]
    for character in line:
        cell = " " * (_TAB - columns[-1] % _TAB) if character == "\t" else visible(character)
        cells.append(cell)
        columns.append(columns[-1] + width(cell))
    return cells, columns


def _cut(cells: list[str], columns: list[int], start: int, end: int) -> tuple[str, str]:
    first = 0
    if columns[-1] > _ROOM and columns[min(end, len(cells))] > _ROOM:
        first = bisect_left(columns, columns[start] - _BEFORE)
    last = max(first, bisect_right(columns, columns[first] + _ROOM) - 1)
    return _draw(cells, columns, (first, last), (start, end))


def _draw(cells: list[str], columns: list[int], shown: tuple[int, int], marked: tuple[int, int]) -> tuple[str, str]:
    (first, last), (start, end) = shown, marked
    lead, tail = "…" if first else "", "…" if last < len(cells) else ""
    carets = columns[min(end, last)] - columns[min(start, last)]
    line = "".join([lead, *cells[first:last], tail])
    return line.rstrip(), " " * (len(lead) + columns[start] - columns[first]) + "^" * max(1, carets)
