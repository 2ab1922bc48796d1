"""Which readers are warm, among those who received the same last offer: they are alike but for their series.

- By the series: which steps a reader has had, and which of them have cooled, changes at a few join dates only.
- By the sends: the earlier one joined, the more one has had, so between two such dates one threshold parts warm from cold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from planner.model import Need
from planner.warming.ranges import FOREVER, Range
from planner.warming.record import Record
from planner.warming.streams import DAY, Send, Stream


@dataclass(frozen=True, slots=True)
class LastOffer:
    """The last offer that readers received: a send or a step, by index; neither: no offer yet."""

    send: int | None = None
    step: int | None = None


class Warm:
    """Answers for the readers of a stream, from what its record knows so far."""

    def __init__(self, stream: Stream, record: Record) -> None:
        self.stream = stream
        self.rule = stream.rule
        self.record = record

    def _need(self, alike: LastOffer) -> Need:
        return self.rule.first if alike.send is None and alike.step is None else self.rule.usual

    def at_send(self, alike: LastOffer, part: Range, instant: int) -> Iterator[Range]:
        """The join dates in a range whose readers are warm at an instant of the calendar."""
        need = self._need(alike)
        oldest = instant - self.record.within
        for first, last, had in self._by_steps(alike, part, instant, need):
            kinds = frozenset(kind for kind, _ in had)
            old = any(age >= need.days * DAY for _, age in had)
            latest = self.record.needed_from(need, instant, len(had), kinds, old=old)
            if latest < self.record.first_from(oldest) and latest < len(self.record.instants):
                continue
            end = min(last, self._joined_before(alike, latest))
            if first < end:
                yield first, end

    def _by_steps(
        self, alike: LastOffer, part: Range, instant: int, need: Need
    ) -> Iterator[tuple[int, int, list[tuple[str, int]]]]:
        """A range cut where the counted steps change; each piece with the kind and the age of those steps for its first reader."""
        first, last = part
        steps = [step for step in self.record.steps if alike.step is None or step[0] > alike.step]
        since = self._steps_since(alike)
        if not steps or last <= max(instant - self.record.within, since + 1) - steps[-1][1]:
            yield first, last, []
            return
        cuts = {first}
        for _, day, _ in steps:
            reached = instant - day
            cuts |= {
                cut
                for cut in (reached + 1, reached - need.days * DAY + 1, reached - self.record.within, since - day + 1)
                if first < cut < last
            }
        edges = [*sorted(cuts), last]
        for start, end in pairwise(edges):
            ages = [(kind, instant - start - day, start + day) for _, day, kind in steps]
            yield (
                start,
                end,
                [(kind, age) for kind, age, when in ages if 0 <= age <= self.record.within and when > since],
            )

    def _steps_since(self, alike: LastOffer) -> int:
        """Steps count only after the last offer; at one instant, a step comes before an offer of the calendar."""
        return -FOREVER * 2 if alike.send is None else self.stream.sends[alike.send].instant

    def _joined_before(self, alike: LastOffer, latest: int) -> int:
        """The join date before which a reader has received every warming send from `latest` on since their last offer."""
        if latest >= len(self.record.instants):
            return FOREVER
        if alike.send is not None:
            return FOREVER if self.record.before[alike.send] <= latest else -FOREVER
        instant = self.record.instants[latest]
        day = 0 if alike.step is None else self.stream.steps[alike.step].instant
        return instant - day + 1 if day else instant

    def at_step(self, alike: LastOffer, part: Range, index: int) -> Iterator[Range]:
        """The join dates in a range whose readers are warm for the step of that index, each when it comes."""
        for first, last in self._pieces(alike, part, self.stream.steps[index]):
            if self._takes_step(alike, first, index):
                yield first, last

    def _pieces(self, alike: LastOffer, part: Range, offer: Send) -> Iterator[Range]:
        """A range cut at every join date where the answer for an offer of the series may change."""
        first, last = part
        need, day = self._need(alike), offer.instant
        shifts = [1 - day, need.days * DAY - day]  # a send goes out before the offer; it is old enough
        if alike.send is None:  # a send follows on the reader's joining, or on their last offer
            since = 0 if alike.step is None else self.stream.steps[alike.step].instant
            shifts.append(1 - since if since else 0)
        if alike.send is not None or day > self.record.within:
            shifts.append(self.record.within - day + 1)  # a send has cooled
        cuts = {first}
        for shift in shifts:
            low, high = self.record.first_from(first - shift), self.record.first_from(last - shift)
            cuts |= {instant + shift for instant in self.record.instants[low:high]}
        if alike.send is not None:
            since = self._steps_since(alike)
            cuts |= {since - step + 1 for _, step, _ in self.record.steps}
        edges = [*sorted(cut for cut in cuts if first <= cut < last), last]
        yield from pairwise(edges)

    def _takes_step(self, alike: LastOffer, reader: int, index: int) -> bool:
        """Whether a reader who joined at that minute is warm for the step of that index."""
        instant = reader + self.stream.steps[index].instant
        need = self._need(alike)
        start, end = self._counted_sends(alike, reader, instant)
        steps = self._counted_steps(alike, reader, index, instant)
        if end - start + len(steps) < need.posts:
            return False
        if len(self.record.kinds_between(start, end) | {kind for _, kind in steps}) < need.kinds:
            return False
        earliest = min([when for when, _ in steps] + self.record.instants[start : min(start + 1, end)], default=FOREVER)
        return need.days == 0 or earliest <= instant - need.days * DAY

    def _counted_sends(self, alike: LastOffer, reader: int, instant: int) -> tuple[int, int]:
        """The warming sends that count for a reader before an instant: the first, and the first that does not any more."""
        if alike.send is not None:
            start = self.record.before[alike.send]
        elif alike.step is not None and self.stream.steps[alike.step].instant:
            start = self.record.first_from(reader + self.stream.steps[alike.step].instant)
        else:
            start = self.record.first_after(reader)
        start = max(start, self.record.first_from(instant - self.record.within))
        return start, max(start, self.record.first_from(instant))

    def _counted_steps(self, alike: LastOffer, reader: int, index: int, instant: int) -> list[tuple[int, str]]:
        """The warming steps that count for a reader before the step of that index, with their instants."""
        since, oldest = self._steps_since(alike), instant - self.record.within
        after = -1 if alike.step is None else alike.step
        return [
            (reader + day, kind)
            for number, day, kind in self.record.steps
            if after < number < index and reader + day > since and reader + day >= oldest
        ]
