"""Who receives each offer, by join date: the proof of domain.md, section 5, for all readers at once.

Readers who received the same last offer, and have the same campaigns open, are alike but for their series. So the readers
are kept as a few conditions, each with the ranges of join dates that are in it, and every offer splits those ranges:

- by the series: which steps a reader has had, and which of them have cooled, changes at a few join dates only;
- by the sends: the earlier one joined, the more one has had, so between two such dates one threshold parts warm from cold.

Nothing else depends on the join date; the cost grows with the number of offers, not with the number of join dates.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from planner.model import Need, Role
from planner.warming.ranges import FOREVER, Range, clipped, joined, without
from planner.warming.record import Record
from planner.warming.streams import DAY, Send, Stream, outage_at

_Openings = tuple[tuple[str, int | None, int], ...]
"""The campaigns that are open for a reader: name, deadline, and how many reminders they have had; by name."""


class _Condition(NamedTuple):
    """What readers have in common: the last offer they received (None: no offer yet), and the campaigns open for them."""

    send: int | None = None
    step: int | None = None
    openings: _Openings = ()


_NOBODY_YET = _Condition()


def joiners(stream: Stream, sent: frozenset[int]) -> Mapping[int, list[Range]]:
    """For each offer in `sent` (indexes into the stream's sends), the join dates of the readers who receive it."""
    return _Readers(stream, sent).answers


def _indexes_by_campaign(sends: tuple[Send, ...]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for index, send in enumerate(sends):
        if send.campaign is not None and send.role is Role.ASKS:
            found.setdefault(send.campaign, []).append(index)
    return found


class _Readers:
    def __init__(self, stream: Stream, sent: frozenset[int]) -> None:
        self.stream = stream
        self.rule = stream.rule
        self.record = Record(stream)
        self.asking = [(index, step) for index, step in enumerate(stream.steps) if step.role is Role.ASKS]
        self.asks_of = _indexes_by_campaign(stream.sends)
        self.steps_of = Counter(step.campaign for _, step in self.asking)
        self.groups: dict[_Condition, list[Range]] = {_NOBODY_YET: [(-FOREVER, FOREVER)]}
        self.told = -FOREVER
        """Up to which instant the series' own offers have been given out."""
        self.upcoming = 0
        """The first send whose offers are not given out yet."""
        self.answers: dict[int, list[Range]] = {}
        for index, send in enumerate(stream.sends):
            self.upcoming = index
            if index in sent:
                self._offer(send, index)
            self.record.add(kind=send.kind, instant=send.instant, role=send.role)

    def _offer(self, offer: Send, index: int) -> None:
        self._series_offers(offer.instant)
        taken = self._takers(offer)
        self.answers[index] = joined(part for parts in taken.values() for part in parts)
        self.upcoming = index + 1
        if not offer.kept_out:
            self._move(taken, offer, _Condition(send=index), offer.instant)

    def _takers(self, offer: Send) -> dict[_Condition, list[Range]]:
        """The readers of each condition who receive an offer of the calendar."""
        if not offer.history and outage_at(self.stream.outages, offer.instant):
            return {}
        taken = {}
        for condition, ranges in self.groups.items():
            there = list(clipped(ranges, -FOREVER, offer.instant))
            if not offer.history and not self._reminds(condition, offer, offer.instant):
                there = joined(part for one in there for part in self._warm(condition, one, offer.instant))
            if there:
                taken[condition] = there
        return taken

    def _reminds(self, condition: _Condition, offer: Send, instant: int) -> bool:
        return any(
            campaign == offer.campaign and used < self.rule.reminders and (deadline is None or instant < deadline)
            for campaign, deadline, used in condition.openings
        )

    def _need(self, condition: _Condition) -> Need:
        return self.rule.first if condition.send is None and condition.step is None else self.rule.usual

    def _warm(self, condition: _Condition, part: Range, instant: int) -> Iterator[Range]:
        """The join dates in a range whose readers are warm at an instant of the calendar."""
        need = self._need(condition)
        oldest = instant - self.record.within
        for first, last, had in self._by_steps(condition, part, instant, need):
            kinds = frozenset(kind for kind, _ in had)
            old = any(age >= need.days * DAY for _, age in had)
            latest = self.record.needed_from(need, instant, len(had), kinds, old=old)
            if latest < self.record.first_from(oldest) and latest < len(self.record.instants):
                continue
            end = min(last, self._joined_before(condition, latest))
            if first < end:
                yield first, end

    def _by_steps(
        self, condition: _Condition, part: Range, instant: int, need: Need
    ) -> Iterator[tuple[int, int, list[tuple[str, int]]]]:
        """A range cut where the counted steps change; each piece with the kind and the age of those steps for its first reader."""
        first, last = part
        steps = [step for step in self.record.steps if condition.step is None or step[0] > condition.step]
        since = self._steps_since(condition)
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

    def _steps_since(self, condition: _Condition) -> int:
        """Steps count only after the last offer; at one instant, a step comes before an offer of the calendar."""
        return -FOREVER * 2 if condition.send is None else self.stream.sends[condition.send].instant

    def _joined_before(self, condition: _Condition, latest: int) -> int:
        """The join date before which a reader has received every warming send from `latest` on since their last offer."""
        if latest >= len(self.record.instants):
            return FOREVER
        if condition.send is not None:
            return FOREVER if self.record.before[condition.send] <= latest else -FOREVER
        instant = self.record.instants[latest]
        day = 0 if condition.step is None else self.stream.steps[condition.step].instant
        return instant - day + 1 if day else instant

    def _move(self, taken: Mapping[_Condition, list[Range]], offer: Send, into: _Condition, instant: int) -> None:
        """Let readers receive an offer: they leave their condition for one with that last offer."""
        arrived: dict[_Condition, list[Range]] = {}
        for condition, ranges in taken.items():
            openings = self._opened(condition, offer, instant)
            arrived.setdefault(into._replace(openings=openings), []).extend(ranges)
            left = without(self.groups[condition], ranges)
            if left:
                self.groups[condition] = left
            else:
                del self.groups[condition]
        for condition, ranges in arrived.items():
            self.groups[condition] = joined([*self.groups.get(condition, []), *ranges])

    def _opened(self, condition: _Condition, offer: Send, instant: int) -> _Openings:
        """The campaigns open after an offer; what can change no later answer is forgotten, so that more readers are alike."""
        openings = {campaign: (deadline, used) for campaign, deadline, used in condition.openings}
        if offer.campaign is not None:
            deadline, used = openings.get(offer.campaign, (None, 0))
            reminded = self._reminds(condition, offer, instant)
            openings[offer.campaign] = (deadline, used + 1) if reminded else (offer.deadline, 0)
        return tuple(
            (campaign, deadline, max(used, self.rule.reminders - later))
            for campaign, (deadline, used) in sorted(openings.items())
            if (later := self._later(campaign))
            and used < self.rule.reminders
            and (deadline is None or instant < deadline)
        )

    def _later(self, campaign: str) -> int:
        """How many offers of a campaign may still come; of more reminders than that no reader can run out."""
        known = self.asks_of.get(campaign, [])
        return len(known) - bisect_left(known, self.upcoming) + self.steps_of[campaign]

    def _series_offers(self, instant: int) -> None:
        """Give out the offers of the series that fall before a send at `instant` (at the same minute they come first)."""
        for index, offer in self.asking:
            start, end = self.told - offer.instant + 1, instant - offer.instant + 1
            for first, last in self._without_outages(max(start, -FOREVER), end, offer.instant):
                taken = {
                    condition: found
                    for condition, ranges in self.groups.items()
                    if (found := self._step_takers(condition, clipped(ranges, first, last), index, offer))
                }
                self._move_step(taken, index, offer)
        self.told = instant

    def _without_outages(self, first: int, last: int, day: int) -> list[Range]:
        closed = [
            (outage.start - day, FOREVER if outage.end is None else outage.end - day) for outage in self.stream.outages
        ]
        return without([(first, last)], closed)

    def _step_takers(self, condition: _Condition, ranges: Iterable[Range], index: int, offer: Send) -> list[Range]:
        found = []
        for part in ranges:
            for first, last in self._pieces(condition, part, offer):
                if self._takes_step(condition, first, index, offer):
                    found.append((first, last))
        return joined(found)

    def _pieces(self, condition: _Condition, part: Range, offer: Send) -> Iterator[Range]:
        """A range cut at every join date where the answer for an offer of the series may change."""
        first, last = part
        need, day = self._need(condition), offer.instant
        shifts = [1 - day, need.days * DAY - day]  # a send goes out before the offer; it is old enough
        if condition.send is None:  # a send follows on the reader's joining, or on their last offer
            since = 0 if condition.step is None else self.stream.steps[condition.step].instant
            shifts.append(1 - since if since else 0)
        if condition.send is not None or day > self.record.within:
            shifts.append(self.record.within - day + 1)  # a send has cooled
        cuts = {first}
        for shift in shifts:
            low, high = self.record.first_from(first - shift), self.record.first_from(last - shift)
            cuts |= {instant + shift for instant in self.record.instants[low:high]}
        if condition.send is not None:
            since = self._steps_since(condition)
            cuts |= {since - step + 1 for _, step, _ in self.record.steps}
        cuts |= {deadline - day for _, deadline, _ in condition.openings if deadline is not None}
        edges = [*sorted(cut for cut in cuts if first <= cut < last), last]
        yield from pairwise(edges)

    def _takes_step(self, condition: _Condition, reader: int, index: int, offer: Send) -> bool:
        """Whether a reader who joined at that minute receives an offer of the series."""
        instant = reader + offer.instant
        if offer.history or self._reminds(condition, offer, instant):
            return True
        need = self._need(condition)
        start, end = self._counted_sends(condition, reader, instant)
        steps = self._counted_steps(condition, reader, index, instant)
        if end - start + len(steps) < need.posts:
            return False
        if len(self.record.kinds_between(start, end) | {kind for _, kind in steps}) < need.kinds:
            return False
        earliest = min([when for when, _ in steps] + self.record.instants[start : min(start + 1, end)], default=FOREVER)
        return need.days == 0 or earliest <= instant - need.days * DAY

    def _counted_sends(self, condition: _Condition, reader: int, instant: int) -> tuple[int, int]:
        """The warming sends that count for a reader before an instant: the first, and the first that does not any more."""
        if condition.send is not None:
            start = self.record.before[condition.send]
        elif condition.step is not None and self.stream.steps[condition.step].instant:
            start = self.record.first_from(reader + self.stream.steps[condition.step].instant)
        else:
            start = self.record.first_after(reader)
        start = max(start, self.record.first_from(instant - self.record.within))
        return start, max(start, self.record.first_from(instant))

    def _counted_steps(self, condition: _Condition, reader: int, index: int, instant: int) -> list[tuple[int, str]]:
        """The warming steps that count for a reader before the step of that index, with their instants."""
        since, oldest = self._steps_since(condition), instant - self.record.within
        after = -1 if condition.step is None else condition.step
        return [
            (reader + day, kind)
            for number, day, kind in self.record.steps
            if after < number < index and reader + day > since and reader + day >= oldest
        ]

    def _move_step(self, taken: Mapping[_Condition, list[Range]], index: int, offer: Send) -> None:
        """As `_move`, but each reader at an instant of their own, so deadlines are kept, not compared."""
        for condition, ranges in taken.items():
            for first, last in ranges:
                for start, end in self._by_deadline(condition, offer, first, last):
                    one = {condition: [(start, end)]}
                    self._move(one, offer, _Condition(step=index), start + offer.instant)

    def _by_deadline(self, condition: _Condition, offer: Send, first: int, last: int) -> Iterator[Range]:
        """A range cut where a deadline falls, so that all its readers are on the same side of it."""
        deadlines = {deadline - offer.instant for _, deadline, _ in condition.openings if deadline is not None}
        deadlines |= {offer.deadline - offer.instant} if offer.deadline is not None else set()
        edges = [first, *sorted(cut for cut in deadlines if first < cut < last), last]
        yield from pairwise(edges)
