"""Many rows of characters, looked for in a text all at once (A. V. Aho and M. J. Corasick, 1975)."""

from __future__ import annotations

from collections.abc import Sequence

from ahocorasick_rs import BytesAhoCorasick, Implementation


class Automaton:
    """Rows in UTF-8. What it takes to look for them is made when they are looked for the first time."""

    __slots__ = ("_automaton", "_rows")

    def __init__(self, rows: Sequence[bytes]) -> None:
        self._rows = rows
        self._automaton: BytesAhoCorasick | None = None

    def found(self, text: bytes) -> list[tuple[int, int, int]]:
        """Those that stand in a text, overlapping or not: which, and where it begins and ends."""
        if self._automaton is None:
            # A full automaton searches faster by a third, but pays for its making only after some ten thousand letters.
            self._automaton = BytesAhoCorasick(self._rows, implementation=Implementation.ContiguousNFA)
        return self._automaton.find_matches_as_indexes(text, overlapping=True)
