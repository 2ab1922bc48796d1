"""What must stand before and behind the anchor of a phrase: sets of rows of characters, of each of which one is enough."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from planner.words.automaton import Automaton
from planner.words.prepared import ROW, SET

Beside: TypeAlias = tuple[bytes, bytes, bytes, bytes]
"""What is beside an anchor: the words before and behind it, as in `LATIN`, and the text before and behind it, as in `LOWER`."""
Where: TypeAlias = tuple[int, tuple[bytes, ...]]
"""In which of these some rows are to be looked for."""
_MANY = 10
"""From so many rows on, looking for all at once is faster than for one after the other."""
_OF_WORDS = re.compile("[a-z0 ]+").fullmatch
_WORDS, _TEXT = 0, 2


class Needs:
    """All that a phrase needs beside its anchor."""

    __slots__ = ("few", "first", "many")

    def __init__(self, before: str, behind: str) -> None:
        every = [
            _placed(side, rows.split(ROW))
            for side, sets in enumerate((before, behind))
            for rows in (sets.split(SET) if sets else ())
        ]
        every.sort(key=_size)
        self.first = every[0] if every else []
        """The set with the fewest rows."""
        self.few = [need[0] for need in every if _is_short(need)]
        """The sets that are looked through row by row."""
        self.many = [[(at, Automaton(rows)) for at, rows in need] for need in every if not _is_short(need)]
        """The others; one of their parts is enough."""

    def are_met(self, beside: Beside) -> bool:
        """Whether one row of each set stands where it should."""
        # Loops, since this runs for some words of every letter.
        for at, rows in self.few:
            stretch = beside[at]
            for row in rows:
                if row in stretch:
                    break
            else:
                return False
        return not self.many or all(any(rows.found(beside[at]) for at, rows in need) for need in self.many)


def _placed(side: int, rows: Sequence[str]) -> list[Where]:
    words = tuple(row.encode() for row in rows if _OF_WORDS(row))
    others = tuple(row.encode() for row in rows if not _OF_WORDS(row))
    return [(at + side, some) for at, some in ((_WORDS, words), (_TEXT, others)) if some]


def _size(need: list[Where]) -> int:
    return sum(len(rows) for _, rows in need)


def _is_short(need: list[Where]) -> bool:
    return len(need) == 1 and _size(need) < _MANY
