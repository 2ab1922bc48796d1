"""What a stream sent, laid out so that a question about any reader costs a few look-ups."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from planner.model import Need, Role
from planner.warming.streams import DAY, Stream


class Record:
    """The warming sends of a stream up to the send that is looked at, and the warming steps of its series."""

    def __init__(self, stream: Stream) -> None:
        self.within = stream.rule.within * DAY
        self.instants: list[int] = []
        """When each warming send so far went out."""
        self.before: list[int] = []
        """How many warming sends went out before each send so far."""
        self.last: dict[str, int] = {}
        """The latest warming send of each kind, by index."""
        self.of_kind: dict[str, list[int]] = {}
        """All warming sends of each kind, by index."""
        self.days: list[int] = []
        """How long after a reader's joining each warming step comes."""
        self._steps: list[int] = []
        """Their indexes among all steps."""
        self._steps_of_kind: dict[str, list[int]] = {}
        for index, step in enumerate(stream.steps):
            if step.role is Role.WARMS:
                self._steps_of_kind.setdefault(step.kind, []).append(len(self.days))
                self.days.append(step.instant)
                self._steps.append(index)

    def add(self, *, kind: str, instant: int, role: Role) -> None:
        """Take in the next send."""
        self.before.append(len(self.instants))
        if role is Role.WARMS:
            self.last[kind] = len(self.instants)
            self.of_kind.setdefault(kind, []).append(len(self.instants))
            self.instants.append(instant)

    def kinds_between(self, start: int, end: int) -> set[str]:
        """The kinds of the warming sends from `start` on and before `end`."""
        return _kinds_between(self.of_kind, start, end)

    def step_kinds_between(self, start: int, end: int) -> set[str]:
        """The kinds of the warming steps from `start` on and before `end`."""
        return _kinds_between(self._steps_of_kind, start, end) if start < end else set()

    def steps_until(self, day: int) -> int:
        """How many warming steps have come so long after a reader's joining."""
        return bisect_right(self.days, day)

    def steps_before(self, index: int | None) -> int:
        """How many warming steps come before the step of that index."""
        return 0 if index is None else bisect_left(self._steps, index)

    def first_after(self, instant: int) -> int:
        """The first warming send (by index) later than an instant."""
        return bisect_right(self.instants, instant)

    def first_from(self, instant: int) -> int:
        """The first warming send (by index) at an instant or later."""
        return bisect_left(self.instants, instant)

    def needed_from(self, need: Need, instant: int, posts: int, kinds: AbstractSet[str], *, old: bool) -> int:
        """The latest warming send (by index) from which on a reader must have received all, to be warm at `instant`.

        `posts` and `kinds` come from the series, and `old` says whether one of those is `days` old. The number of sends:
        the series alone is enough. -1: no sends suffice.
        """
        end = len(self.instants)
        if need.posts - posts > end:
            return -1
        latest = min(end, end - (need.posts - posts))
        latest = min(latest, self._kinds_from(need.kinds - len(kinds), kinds))
        if need.days and not old:
            latest = min(latest, bisect_right(self.instants, instant - need.days * DAY) - 1)
        return latest

    def _kinds_from(self, missing: int, kinds: AbstractSet[str]) -> int:
        """The latest send from which on `missing` kinds, beside those of the series, were sent."""
        if missing <= 0:
            return len(self.instants)
        latest = sorted((index for kind, index in self.last.items() if kind not in kinds), reverse=True)
        return latest[missing - 1] if len(latest) >= missing else -1


def _kinds_between(of_kind: Mapping[str, list[int]], start: int, end: int) -> set[str]:
    return {
        kind
        for kind, indexes in of_kind.items()
        if (position := bisect_left(indexes, start)) < len(indexes) and indexes[position] < end
    }
