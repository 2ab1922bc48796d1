"""Phrases that have an anchor in common, and are tried together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from planner.words.automaton import Automaton
from planner.words.needs import Beside
from planner.words.phrases import Phrase

Gate: TypeAlias = tuple[int, Automaton, list[list[Phrase]]]
"""A stretch, the rows that are looked for there, and the phrases that each of them lets through."""
_CROWD = 5
"""From so many phrases on, looking for something of each at once is faster than trying one after the other."""


class Crowd:
    """Some phrases beside an anchor."""

    __slots__ = ("_always", "_gates")

    def __init__(self, phrases: list[Phrase]) -> None:
        self._always = phrases
        self._gates: list[Gate] = []
        if len(phrases) >= _CROWD:
            self._gates = _gates(phrases)
            self._always = [phrase for phrase in phrases if not phrase.needs.first]

    def met(self, beside: Beside) -> list[Phrase]:
        """Those of which all that they need stands there."""
        return [
            phrase
            for phrase in (self._let_through(beside) if self._gates else self._always)
            if phrase.needs.are_met(beside)
        ]

    def _let_through(self, beside: Beside) -> Iterable[Phrase]:
        let_through = set(self._always)
        for at, rows, of in self._gates:
            for row, _, _ in rows.found(beside[at]):
                let_through.update(of[row])
        return let_through


def _gates(phrases: Iterable[Phrase]) -> list[Gate]:
    """What lets phrases through: something that each of them needs."""
    tables: dict[int, dict[bytes, list[Phrase]]] = {}
    for phrase in phrases:
        for at, rows in phrase.needs.first:
            for row in rows:
                tables.setdefault(at, {}).setdefault(row, []).append(phrase)
    return [(at, Automaton(tuple(table)), list(table.values())) for at, table in tables.items()]
