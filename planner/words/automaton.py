"""Many rows of characters, looked for in a text all at once (A. V. Aho and M. J. Corasick, 1975)."""

from __future__ import annotations

from collections.abc import Sequence

from ahocorasick_rs import BytesAhoCorasick, Implementation

_MANY = 400
"""From so many texts on, the automaton that is slower to make and faster to search is worth making."""


class Automaton:
    """Rows in UTF-8. What it takes to look for them is made when they are looked for the first time."""

    __slots__ = ("_automaton", "_rows", "_searched")

    def __init__(self, rows: Sequence[bytes]) -> None:
        self._rows = rows
        self._searched = 0
        self._automaton: BytesAhoCorasick | None = None

    def found(self, text: bytes) -> list[tuple[int, int, int]]:
        """Those that stand in a text, overlapping or not: which, and where it begins and ends."""
        self._searched += 1
        if self._automaton is None:
            self._automaton = BytesAhoCorasick(self._rows, implementation=Implementation.ContiguousNFA)
        elif self._searched == _MANY:
            self._automaton = BytesAhoCorasick(self._rows, implementation=Implementation.DFA)
        return self._automaton.find_matches_as_indexes(text, overlapping=True)
