"""The author's own line, with a caret under what a finding is about."""

from __future__ import annotations

from itertools import accumulate

from planner.model import Place
from planner.report.visible import visible, width

_TAB = 4
_ROOM = 100
"""Columns that a line may take; a longer one (a whole paragraph, say) is cut around the caret."""
_BEFORE = 30
"""Columns kept before the caret where the start of a line is cut off."""


def excerpt(text: str, place: Place) -> tuple[str, str] | None:
    """The line of a place and the line with the caret; None where nothing is written there."""
    lines = text.split("\n", place.line)
    line = lines[place.line - 1].removesuffix("\r") if place.line <= len(lines) else ""
    if not line.strip() or place == Place():
        return None
    cells = _cells(line)
    start = min(place.column - 1, len(cells))
    end = place.end_column - 1 if place.end_line == place.line else len(line.rstrip())
    return _cut(cells, start, max(start + 1, min(end, len(cells))))


def _cells(line: str) -> list[str]:
    """What is shown for each character of a line."""
    cells: list[str] = []
    column = 0
    for character in line:
        cell = " " * (_TAB - column % _TAB) if character == "\t" else visible(character)
        cells.append(cell)
        column += width(cell)
    return cells


def _cut(cells: list[str], start: int, end: int) -> tuple[str, str]:
    columns = [0, *accumulate(width(cell) for cell in cells)]
    first = 0
    if columns[-1] > _ROOM and columns[min(end, len(cells))] > _ROOM:
        first = next(index for index, column in enumerate(columns) if column >= columns[start] - _BEFORE)
    fits = (index for index in range(len(cells), first, -1) if columns[index] - columns[first] <= _ROOM)
    last = next(fits, first)
    return _draw(cells, columns, (first, last), (start, end))


def _draw(cells: list[str], columns: list[int], shown: tuple[int, int], marked: tuple[int, int]) -> tuple[str, str]:
    (first, last), (start, end) = shown, marked
    lead, tail = "…" if first else "", "…" if last < len(cells) else ""
    carets = columns[min(end, last)] - columns[min(start, last)]
    line = "".join([lead, *cells[first:last], tail])
    return line.rstrip(), " " * (len(lead) + columns[start] - columns[first]) + "^" * max(1, carets)
