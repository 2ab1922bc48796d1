"""Whose turn it is: which purposes the next posts have, and which drafts they are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from planner.warming.lane import Planned
from planner.warming.streams import Send

_RESTING = 4
"""The latest posts, whose purposes have a rest."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of a warming post; `instant` is its date, None where it has none."""

    path: str
    kind: str
    instant: int | None = None

    def waits(self, now: int, offer: int) -> bool:
        """Whether it needs a (new) date to come before an offer."""
        return self.instant is None or not now < self.instant < offer


@dataclass(frozen=True, slots=True)
class Turns:
    """The purposes a shop may choose from (in the order of the talks), what was sent, and the drafts that wait."""

    kinds: tuple[str, ...]
    asked: frozenset[str]
    """Purposes that need somebody's leave: only drafts of them are counted on, until nothing else would do."""
    sent: tuple[Send, ...]
    """Warming posts, oldest first."""
    drafts: tuple[Draft, ...]

    def ways(self, days: Sequence[int]) -> Iterator[tuple[Planned, ...]]:
        """Posts for these days, the kindest way first; the last brings new kinds fastest."""
        waiting = {draft.kind for draft in self.drafts}
        resting = {send.kind for send in self.sent[-_RESTING:]}
        rested = self._rested()
        talks = sorted(rested, key=lambda kind: len(self.kinds) if kind in resting else self.kinds.index(kind))
        for order in (talks, rested):
            yield self._posts(days, sorted(order, key=lambda kind: kind not in waiting), self.asked)
        yield self._posts(days, rested, self.asked)
        yield self._posts(days, rested, frozenset())

    def every_way(self, days: Sequence[int]) -> Iterator[tuple[Planned, ...]]:
        """Posts for all of these days, with each choice of purposes: what one stream has had lately, another may lack."""
        for kinds in combinations(self.kinds, min(len(days), len(self.kinds))):
            yield self._posts(days, kinds, frozenset())

    def _rested(self) -> list[str]:
        """The purposes, those first that were not had for longest."""
        last = {send.kind: send.instant for send in self.sent}
        never = min(last.values(), default=0) - 1
        return sorted(self.kinds, key=lambda kind: last.get(kind, never))

    def _posts(self, days: Sequence[int], order: Sequence[str], asked: frozenset[str]) -> tuple[Planned, ...]:
        """A post for each of the days: every purpose once, in the order of the talks, and then again; `asked` from drafts only."""
        waiting = {kind: [draft.path for draft in self.drafts if draft.kind == kind] for kind in self.kinds}
        posts: list[Planned] = []
        while len(posts) < len(days):
            kinds = [kind for kind in order if waiting[kind] or kind not in asked][: len(days) - len(posts)]
            if not kinds:
                break
            for kind in sorted(kinds, key=self.kinds.index):
                path = waiting[kind].pop(0) if waiting[kind] else None
                posts.append(Planned(days[len(posts)], kind, path))
        return tuple(posts)
