"""Back from a wished date: which posts to add, so that an offer then finds as many readers as possible warm.

What is sought, in this order:

1. Long-standing readers receive the offer, in every stream.
2. The pace is one that readers can bear: on the shop's usual weekdays, else on any weekday, both with two days from post to
   post; each free day only where the date can't be met otherwise.
3. The cut-off is as late as possible, since newer readers are the ones whom a ratio forgets. The last who can be warm at all are
   those who joined `first.days` before the offer, so the posts are spread from there on. But a post that long-standing
   readers don't need must be worth its writing: it must let in those who joined in a further week.

Posts count only after the last offer received, so they are put after all other offers on the way; before one only where nothing
else helps.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import chain

from planner.model import Need, Role
from planner.warming.calendar import minutes, moment
from planner.warming.lane import Lane, Planned
from planner.warming.streams import DAY, Joined, Send
from planner.warming.turns import Draft, Turns
from planner.warming.weekdays import Free

_WORTH = 7 * DAY
"""The minutes of join dates that a further post must win."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a plan starts from. The lanes hold what is published, planned, and in drafts that come in time."""

    lanes: tuple[Lane, ...]
    free: Free
    kinds: tuple[str, ...]
    """The warming purposes, in the order in which readers should meet them."""
    drafts: tuple[Draft, ...] = ()
    asked: frozenset[str] = frozenset()
    """The purposes that need somebody's leave."""
    asking: frozenset[date] = frozenset()
    """The days on which another offer stands, so that none can be moved there."""

    def is_warm(self, offer: Send, posts: Sequence[Planned]) -> bool:
        """Whether long-standing readers of every stream would receive an offer, with these posts added."""
        return all(lane.is_warm(offer, posts) for lane in self.lanes)

    def is_closed(self, offer: Send) -> bool:
        """Whether an incident would be open at the time of an offer."""
        return any(lane.is_closed(offer) for lane in self.lanes)

    @property
    def needs(self) -> tuple[Need, ...]:
        """Every need that may hold."""
        return tuple(need for lane in self.lanes for need in (lane.stream.rule.first, lane.stream.rule.usual))


@dataclass(frozen=True, slots=True)
class Plan:
    """An offer that would be warm, and the posts to add for that, in order."""

    offer: Send
    posts: tuple[Planned, ...]

    def joiners(self, lane: Lane) -> tuple[Joined, ...]:
        """The readers of a stream who would receive the offer, by join date."""
        return lane.joiners(self.offer, self.posts)


def plan(ground: Ground, offer: Send) -> Plan | None:
    """The posts that make an offer warm; None where none would."""
    if ground.is_closed(offer):
        return None
    search = _Search(ground, offer)
    choices = [ground.free.choices(start, offer.instant) for start in _starts(ground, offer)]
    tried = (search.best(free) for free in chain.from_iterable(zip(*choices, strict=True)))
    found = next((posts for posts in chain(tried, search.at_any_pace()) if posts is not None), None)
    return None if found is None else Plan(offer, found)


def earliest(ground: Ground, offer: Send) -> Plan | None:
    """The plan for the first later day, at the same hour, on which the offer would be warm; None: it never would."""
    found = (plan(ground, moved) for moved in _later(ground, offer) if _may_be_met(ground, moved))
    return next((one for one in found if one is not None), None)


def _starts(ground: Ground, offer: Send) -> list[int]:
    """After what posts may be put: the last other offer on the way, those before it, now."""
    asks = {
        send.instant
        for lane in ground.lanes
        for send in lane.stream.sends[lane.first :]
        if send.role is Role.ASKS and not send.kept_out and send.instant < offer.instant
    }
    return [*sorted(asks, reverse=True), ground.free.now]


def _later(ground: Ground, offer: Send) -> Iterator[Send]:
    wished = moment(offer.instant, ground.free.habit.zone)
    for number in range(1, _horizon(ground, offer) + 1):
        try:
            moved = _moved(wished, number)
        except OverflowError:  # the calendar ends in 9999
            return
        if moved.date() not in ground.asking:
            yield replace(offer, instant=minutes(moved))


def _moved(wished: datetime, days: int) -> datetime:
    return wished + timedelta(days=days)  # within a zone, this moves the clock on the wall


def _horizon(ground: Ground, offer: Send) -> int:
    """Days after which nothing new can happen: incidents and other offers are past, and all could be written afresh."""
    stirs = [offer.instant, ground.free.now]
    for lane in ground.lanes:
        stirs += [send.instant for send in lane.stream.sends[lane.first :]]
        stirs += [outage.end for outage in lane.stream.outages if outage.end is not None]
    afresh = max((need.days + need.posts for need in ground.needs), default=0)
    return (max(stirs) - offer.instant) // DAY + afresh + len(ground.asking) + 62


def _may_be_met(ground: Ground, offer: Send) -> bool:
    """Whether a post of a new kind on every free day would do: where not, nothing does."""
    if ground.is_closed(offer):
        return False
    filled = (ground.free.every(start, offer.instant) for start in _starts(ground, offer))
    return any(ground.is_warm(offer, [Planned(day, f"+{day}") for day in days]) for days in filled)


class _Search:
    """Tries sets of days for one offer."""

    def __init__(self, ground: Ground, offer: Send) -> None:
        self.ground = ground
        self.offer = offer
        self.joined = [lane for lane in ground.lanes if lane.stream.is_joined]
        known = {send.path: send for lane in ground.lanes for send in lane.stream.sends}
        before = (send for send in known.values() if send.role is Role.WARMS and send.rank < offer.rank)
        waiting = tuple(draft for draft in ground.drafts if draft.waits(ground.free.now, offer.instant))
        self.turns = Turns(ground.kinds, ground.asked, tuple(sorted(before, key=lambda send: send.rank)), waiting)
        self.most = max((max(need.posts, need.kinds) for need in ground.needs), default=0)

    def best(self, free: tuple[int, ...]) -> tuple[Planned, ...] | None:
        """The best posts on some of these days; None where none would do."""
        best: tuple[Planned, ...] | None = None
        reach = 0
        for count in self._counts(len(free)):
            if best is not None and count > len(best) + self.most:
                break
            posts, reached = self._of(free, count)
            if posts is not None and (best is None or reached - reach >= self._worth(count - len(best))):
                best, reach = posts, reached
        return best

    def at_any_pace(self) -> Iterator[tuple[Planned, ...]]:
        """Whatever choice of purposes would do where every free day must serve."""
        for start in _starts(self.ground, self.offer):
            for posts in self.turns.every_way(self.ground.free.every(start, self.offer.instant)):
                if self.ground.is_warm(self.offer, posts):
                    yield posts

    def _counts(self, most: int) -> list[int]:
        """How many posts to try: more than twice what is needed only where every day must serve."""
        return sorted({*range(min(most, 2 * self.most + 2) + 1), most})

    def _worth(self, further: int) -> int:
        return _WORTH * further * max(1, len(self.joined))

    def _of(self, free: tuple[int, ...], count: int) -> tuple[tuple[Planned, ...] | None, int]:
        """Of all ways to write so many posts, the one that most readers are warm by, and how many those are."""
        ways = {posts for start in self._anchors(free) for posts in self._ways(free[start:], count)}
        known = [(sum(lane.reach(self.offer, posts) for lane in self.joined), posts) for posts in ways]
        if not known:
            return None, 0
        reach, posts = max(known, key=lambda way: (way[0], [-post.instant for post in way[1]]))
        return posts, reach

    def _ways(self, free: tuple[int, ...], count: int) -> Iterator[tuple[Planned, ...]]:
        if count > len(free):
            return
        ways = self.turns.ways(_spread(free, count))
        yield from [posts for posts in ways if self.ground.is_warm(self.offer, posts)][:1]

    def _anchors(self, free: tuple[int, ...]) -> list[int]:
        """Where to begin: at the first day, or at the last that is early enough for one of the needs."""
        found = {self._anchor(free, lane, days) for lane in self.ground.lanes for days in _days(lane)}
        return sorted({0, *found})

    def _anchor(self, free: tuple[int, ...], lane: Lane, days: int) -> int:
        limit = lane.arrival(self.offer.instant) - days * DAY
        return max(0, bisect_right(free, limit, key=lane.arrival) - 1)


def _days(lane: Lane) -> set[int]:
    return {lane.stream.rule.first.days, lane.stream.rule.usual.days}


def _spread(free: tuple[int, ...], count: int) -> tuple[int, ...]:
    """So many of the days, at even distances from the first on; one alone is the first."""
    if count <= 1:
        return free[:count]
    return tuple(free[number * (len(free) - 1) // (count - 1)] for number in range(count))
