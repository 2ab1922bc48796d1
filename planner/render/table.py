"""A table as text: columns side by side where they fit, else one line for each cell."""

from __future__ import annotations

from itertools import zip_longest

from planner.render.wrap import text_width, wrap

_BETWEEN = "  "


class Table:
    """Gathers the cells of a table; one within it is read as words of its cell."""

    def __init__(self) -> None:
        self.depth = 1
        self._rows: list[list[str]] = []

    def start_row(self) -> None:
        """Begin a row."""
        self._rows.append([])

    def add(self, cell: str) -> None:
        """Add a cell to the row."""
        if not self._rows:
            self.start_row()
        self._rows[-1].append(cell)

    def lines(self, room: int) -> list[str]:
        """The rows, the first of them as the heading, within `room` columns."""
        rows = [row for row in self._rows if any(row)]
        if not rows:
            return []
        widths = [max(map(text_width, column)) for column in zip_longest(*rows, fillvalue="")]
        fits = sum(widths) + len(_BETWEEN) * (len(widths) - 1) <= room
        return _aligned(rows, widths) if fits else _listed(rows, room)


def _aligned(rows: list[list[str]], widths: list[int]) -> list[str]:
    head, *rest = [_BETWEEN.join(map(_padded, row, widths)).rstrip() for row in rows]
    return [head, _BETWEEN.join("-" * width for width in widths), *rest] if rest else [head]


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - text_width(cell))


def _listed(rows: list[list[str]], room: int) -> list[str]:
    head, *rest = rows
    blocks = [_block(head if rest else [], row, room) for row in rest or [head]]
    return [line for block in blocks for line in ["", *block]][1:]


def _block(head: list[str], row: list[str], room: int) -> list[str]:
    named = zip_longest(head[: len(row)], row, fillvalue="")
    return [line for label, cell in named if cell for line in wrap(f"{label}: {cell}" if label else cell, room)]
