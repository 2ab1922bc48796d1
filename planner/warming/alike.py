"""Which readers are warm, among those who received the same last offer: they are alike but for their series.

- By the series: which steps a reader has had, and which of them have cooled, changes at a few join dates only.
- By the sends: the earlier one joined, the more one has had, so between two such dates one threshold parts warm from cold.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from planner.model import Need
from planner.warming.parted import LastOffer
from planner.warming.ranges import FOREVER, Range
from planner.warming.record import Record
from planner.warming.streams import DAY, Send, Stream


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
        for first, last in self._by_steps(alike, part, instant, need):
            start, end = self._counted_steps(alike, first, instant, self.record.steps_until(instant - first))
            kinds = self.record.step_kinds_between(start, end)
            old = start < end and self.record.days[start] <= instant - first - need.days * DAY
            latest = self.record.needed_from(need, instant, end - start, kinds, old=old)
            if latest < self.record.first_from(oldest) and latest < len(self.record.instants):
                continue
            joined = min(last, self._joined_before(alike, latest))
            if first < joined:
                yield first, joined

    def _by_steps(self, alike: LastOffer, part: Range, instant: int, need: Need) -> Iterator[Range]:
        """A range cut where the counted steps change."""
        first, last = part
        oldest = max(instant - self.record.within, self._steps_since(alike) + 1)
        if not self.record.days or last <= oldest - self.record.days[-1]:
            yield part
            return
        # A step comes; it is old enough; it has cooled; the last offer came before it.
        shifts = (
            instant + 1,
            instant - need.days * DAY + 1,
            instant - self.record.within,
            self._steps_since(alike) + 1,
        )
        yield from pairwise([first, *sorted(self._cuts(shifts, first, last)), last])

    def _cuts(self, shifts: Iterable[int], first: int, last: int) -> set[int]:
        """The join dates within a range for whom a step comes just before one of some instants."""
        days = self.record.days
        return {
            shift - day
            for shift in shifts
            for day in days[bisect_right(days, shift - last) : bisect_left(days, shift - first)]
        }

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
            cuts |= self._cuts((self._steps_since(alike) + 1,), first, last)
        edges = [*sorted(cut for cut in cuts if first <= cut < last), last]
        yield from pairwise(edges)

    def _takes_step(self, alike: LastOffer, reader: int, index: int) -> bool:
        """Whether a reader who joined at that minute is warm for the step of that index."""
        instant = reader + self.stream.steps[index].instant
        need = self._need(alike)
        start, end = self._counted_sends(alike, reader, instant)
        begin, stop = self._counted_steps(alike, reader, instant, self.record.steps_before(index))
        if end - start + stop - begin < need.posts:
            return False
        kinds = self.record.kinds_between(start, end) | self.record.step_kinds_between(begin, stop)
        if len(kinds) < need.kinds:
            return False
        earliest = [
            *(reader + day for day in self.record.days[begin : min(begin + 1, stop)]),
            *self.record.instants[start : min(start + 1, end)],
        ]
        return need.days == 0 or min(earliest, default=FOREVER) <= instant - need.days * DAY

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

    def _counted_steps(self, alike: LastOffer, reader: int, instant: int, end: int) -> tuple[int, int]:
        """Of the warming steps before one of them, those that count for a reader at an instant: the first, and the end."""
        oldest = max(instant - self.record.within, self._steps_since(alike) + 1)
        start = max(self.record.steps_before(alike.step), bisect_left(self.record.days, oldest - reader))
        return start, max(start, end)
