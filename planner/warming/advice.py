"""What to write next, and by when: the posts that the offers ahead still lack, as days and purposes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from planner.warming.lacks import Lack
from planner.warming.streams import DAY

SIX_TALKS = ("gratitude", "good-choice", "product-story", "owner-story", "staff-voice", "customer-story")
"""What a reader is told step by step before an offer, in this order."""
_ONE_DAY = timedelta(days=1)
_EPOCH = date(1970, 1, 1).toordinal()
_LONGEST_WAIT = 63
"""Days within which what is written has surely reached readers: a monthly edition, and some."""


@dataclass(frozen=True)
class Days:
    """The days of a shop, for those who write on them."""

    at: date
    arrives: Callable[[date, str], int]
    """The minute at which what is dated that day reaches the readers of a stream."""
    taken: frozenset[date]
    """Days on which something appears already."""
    offers: Mapping[str, date]
    """The day of each offer, by path."""

    @cached_property
    def _in_order(self) -> list[date]:
        return sorted(self.taken)

    def first(self, lack: Lack) -> date:
        """The first free day on which something can be written that counts for an offer."""
        last = _EPOCH + lack.start // DAY + _LONGEST_WAIT
        days = range(self.at.toordinal(), max(self.at.toordinal(), last) + 1)
        reached = bisect_right(days, lack.start, key=lambda day: self.arrives(date.fromordinal(day), lack.stream))
        day = date.fromordinal(days.start + reached)
        while day in self.taken:
            day += _ONE_DAY
        return day

    def early(self, lack: Lack) -> date:
        """The last free day on which what is written arrives the `days` before an offer."""
        return self._last(lack, lack.limit, self.offers[lack.path])

    def eve(self, lack: Lack) -> date:
        """The last free day, before the offer's own, on which what is written arrives in time."""
        return self._last(lack, lack.instant, self.offers[lack.path] - _ONE_DAY)

    def _last(self, lack: Lack, limit: int, day: date) -> date:
        while day in self.taken or self.arrives(day, lack.stream) > limit:
            day -= _ONE_DAY
        return day

    def free(self, first: date, last: date) -> int:
        """How many days there are on which nothing appears yet."""
        taken = bisect_right(self._in_order, last) - bisect_left(self._in_order, first)
        return max(0, (last - first).days + 1 - taken) if first <= last else 0


@dataclass(frozen=True, slots=True)
class Advice:
    """Posts to write for an offer, each on a day of its own."""

    by: date
    """The last day that will do."""
    purposes: tuple[str, ...]
    path: str
    """Of the offer."""
    case: str
    streams: tuple[str, ...]
    values: Mapping[str, Any] = field(default_factory=dict)


def advice(
    found: Iterable[Lack], days: Days, purposes: Sequence[str], waiting: frozenset[tuple[str, str]]
) -> tuple[Advice, ...]:
    """What to write for the offers that lack something, by day and offer.

    `purposes` are the shop's warming ones, in the order in which they are preferred. `waiting` are the (stream, path) of offers
    that become warm by waiting alone.
    """
    groups: dict[str, list[Lack]] = {}
    for lack in found:
        groups.setdefault(lack.path, []).append(lack)
    entries = (entry for path, group in groups.items() for entry in _of_offer(path, group, days, purposes, waiting))
    return tuple(sorted(entries, key=lambda entry: (entry.by, days.offers[entry.path], entry.path)))


def _of_offer(
    path: str, group: list[Lack], days: Days, purposes: Sequence[str], waiting: frozenset[tuple[str, str]]
) -> Iterator[Advice]:
    """Cold readers come first; those of one stream are helped by the same posts as those of another."""
    cold = [lack for lack in group if lack.joined is None]
    doable = [lack for lack in group if _fits(lack, days)]
    yield from _recovery(path, [lack for lack in cold if lack.outage], days)
    for helped in _helped_alike(doable, days):
        if any(lack.posts for lack in helped):
            yield from _in_time(helped, days, purposes)
    late = [lack for lack in cold if lack not in doable and (lack.stream, path) not in waiting]
    if late:
        yield _too_late(path, late, days, purposes)


def _fits(lack: Lack, days: Days) -> bool:
    """Whether there are days enough before the offer."""
    if not lack.in_time:
        return False
    first = days.first(lack)
    early = not lack.early or days.early(lack) >= first
    return early and days.free(first, days.eve(lack)) >= lack.posts


def _helped_alike(group: list[Lack], days: Days) -> Iterator[list[Lack]]:
    """Lacks that the same posts help, the soonest first: where one stream had an offer since, only what comes after it counts."""
    left = group
    while left:
        soonest = min(left, key=lambda lack: _last_day(lack, days))
        by = _last_day(soonest, days)
        yield [lack for lack in left if lack is soonest or days.first(lack) <= by]
        left = [lack for lack in left if lack is not soonest and days.first(lack) > by]


def _last_day(lack: Lack, days: Days) -> date:
    return days.early(lack) if lack.early else days.eve(lack)


def _recovery(path: str, group: list[Lack], days: Days) -> Iterator[Advice]:
    if group:
        by = min(days.eve(lack) for lack in group)
        yield Advice(by, ("recovery",), path, "incident", tuple(lack.stream for lack in group))


def _in_time(group: list[Lack], days: Days, purposes: Sequence[str]) -> Iterator[Advice]:
    chosen = list(_chosen(group, purposes))
    early = [lack for lack in group if lack.early]
    since = min((lack.joined + 1 for lack in group if lack.joined is not None), default=0)
    if early:
        by = min(days.early(lack) for lack in early)
        since = min(days.arrives(by, lack.stream) for lack in early)
        yield _advice(by, chosen[:1], early, "days", since)
        chosen = chosen[1:]
    rest = [lack for lack in group if lack.posts > int(bool(early))]
    if chosen and rest:
        yield _advice(min(days.eve(lack) for lack in rest), chosen, rest, "posts", since)


def _advice(by: date, chosen: list[str], group: list[Lack], case: str, since: int) -> Advice:
    """The reason that is told is the gravest: that of cold readers, before that of newcomers who join before `since`."""
    told = [lack for lack in group if lack.joined is None] or group
    streams = tuple(lack.stream for lack in told)
    if told[0].joined is not None:
        return Advice(by, tuple(chosen), told[0].path, "newcomers", streams, {"joined": since})
    case = case if case == "days" or told[0].warmth.posts < told[0].warmth.posts_needed else "kinds"
    return Advice(by, tuple(chosen), told[0].path, case, streams, {"warmth": told[0].warmth})


def _too_late(path: str, group: list[Lack], days: Days, purposes: Sequence[str]) -> Advice:
    """Nothing helps by its day: what to begin with now, and when the offer would be warm then."""
    first = max(days.first(lack) for lack in group)
    moved = max(days.arrives(first, lack.stream) + max(lack.warmth.days_needed, lack.posts) * DAY for lack in group)
    return Advice(
        first, tuple(_chosen(group, purposes)), path, "late", tuple(lack.stream for lack in group), {"moved": moved}
    )


def _chosen(group: list[Lack], purposes: Sequence[str]) -> Iterator[str]:
    """As many purposes as the streams lack, and first those that the fewest of them have had."""
    order = sorted(purposes, key=lambda name: sum(name in lack.kinds for lack in group))
    count = max(lack.posts for lack in group)
    while any(lack.new_kinds > len(set(order[:count]) - lack.kinds) for lack in group) and count < len(order):
        count += 1
    for number in range(count):
        yield order[number % len(order)]


def preferred(purposes: Iterable[str]) -> tuple[str, ...]:
    """Warming purposes in the order in which a shop should think of them: the six talks, then the others."""
    known = tuple(purposes)
    return (*(name for name in SIX_TALKS if name in known), *(name for name in known if name not in SIX_TALKS))
