"""The tone of a letter: the phrases of one rule's list that stand in it, one for each sentence and reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planner.model import Letter
from planner.words.scan import Match, added, allowed, matches


@dataclass(frozen=True, slots=True)
class Finder:
    """Looks for the phrases of a rule, with what a shop has added, without what it allows."""

    rule: str
    add: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()

    def found(self, letter: Letter) -> Iterator[Match]:
        """The first match of each group in each sentence."""
        told: set[tuple[str, str, str]] = set()
        for match in self._all(letter):
            key = (match.group.name, match.part.key, match.context)
            if key not in told and not (self.allow and allowed(match, self.allow)):
                told.add(key)
                yield match

    def _all(self, letter: Letter) -> list[Match]:
        found = [match for match in matches(letter) if match.group.rule == self.rule]
        if self.add:
            found += [match for _, match in added(letter, self.add)]
        return sorted(found, key=lambda match: (match.part.key, match.start, -match.end)) if len(found) > 1 else found
