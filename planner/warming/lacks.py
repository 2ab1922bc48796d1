"""What the offers ahead still lack: how many posts, of which kinds, since when.

One walk through a stream answers for all of them: an offer that can still be made warm counts as received for those after it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from planner.model import Role
from planner.warming.follow import Delivery, Withheld, follow
from planner.warming.history import History
from planner.warming.readers import long_standing
from planner.warming.streams import DAY, Send, Stream, Warmth, outage_at
from planner.warming.today import gets, receives


@dataclass(frozen=True, slots=True)
class Lack:
    """What readers lack for an offer."""

    stream: str
    path: str
    instant: int
    warmth: Warmth
    kinds: frozenset[str]
    """The kinds of the warming posts that count."""
    outage: bool
    start: int
    """What is written must reach readers later than this."""
    joined: int | None = None
    """None: long-standing readers are cold. Else they are warm, and this is about those who join up to this minute."""

    @property
    def posts(self) -> int:
        """How many posts must be written."""
        missing = (self.warmth.posts_needed - self.warmth.posts, self.new_kinds, int(self.early))
        return max(0, *missing)

    @property
    def new_kinds(self) -> int:
        """Of how many kinds that readers have not had."""
        return max(0, self.warmth.kinds_needed - self.warmth.kinds)

    @property
    def early(self) -> bool:
        """Whether the first of the posts must come `days` before the offer."""
        return self.warmth.days < self.warmth.days_needed

    @property
    def limit(self) -> int:
        """The last minute at which a post is early enough."""
        return self.instant - self.warmth.days_needed * DAY

    @property
    def in_time(self) -> bool:
        """Whether something written now can still make the days full."""
        return not self.early or self.limit > self.start


def lacks(stream: Stream, at: int, ahead: frozenset[str]) -> Iterator[Lack]:
    """What is lacking for each of the offers `ahead` (paths), in order."""
    walk = _Walk(stream, at)
    for send in stream.sends:
        if send.role is Role.ASKS:
            yield from walk.meet(send, judged=send.path in ahead and send.instant > at)
        else:
            walk.receive(send)


class _Walk:
    """The long-standing reader, followed once."""

    def __init__(self, stream: Stream, at: int) -> None:
        self.stream = stream
        self.at = at
        self.history = long_standing(stream)
        self.recent: list[Send] = []
        """The warming sends since the last offer."""
        self.last = at
        """When the last offer was received, or `at`."""
        self.cold: set[str] = set()
        """The offers that nobody of the stream gets."""
        self.passed: set[str] = set()
        """The offers that are cold, and that everybody gets."""

    def receive(self, send: Send) -> None:
        self.history.receive(send, send.instant)
        if send.role is Role.WARMS:
            self.recent.append(send)
        elif send.role is Role.ASKS:
            self.recent.clear()
            self.last = max(self.at, send.instant)

    def meet(self, offer: Send, *, judged: bool) -> Iterator[Lack]:
        """Judge an offer; one that something written now could warm is received from here on."""
        taken = receives(self.stream, self.history, offer)
        if taken and not gets(self.stream, self.history, offer):
            self.passed.add(offer.path)
        lack = self._lack(offer) if judged else None
        if lack is not None:
            yield lack
        if taken or (lack is not None and lack.joined is None and lack.in_time and not offer.kept_out):
            self.receive(offer)
        else:
            self.cold.add(offer.path)

    def _lack(self, offer: Send) -> Lack | None:
        closed = not offer.history and outage_at(self.stream.outages, offer.instant) is not None
        if closed or not self.history.takes(offer, offer.instant):
            warmth = self.history.warmth(offer.instant)
            oldest = _oldest(self.stream, offer)
            kinds = frozenset(send.kind for send in self.recent if send.instant >= oldest)
            start = max(self.last, oldest - 1)
            return Lack(self.stream.name, offer.path, offer.instant, warmth, kinds, closed, start)
        if self.stream.is_joined and not offer.history and not _reminds(self.history, offer):
            return _of_newcomers(self._sent(), offer, self.at, frozenset(self.cold))
        return None

    def _sent(self) -> Stream:
        """The stream with the offers that have passed as received by everybody."""
        if not self.passed:
            return self.stream
        sends = (replace(send, history=True) if send.path in self.passed else send for send in self.stream.sends)
        return replace(self.stream, sends=tuple(sends))


def _oldest(stream: Stream, offer: Send) -> int:
    """The first minute from which what readers get has not cooled when an offer comes."""
    return offer.instant - stream.rule.within * DAY


def _reminds(history: History, offer: Send) -> bool:
    opening = history.openings.get(offer.campaign) if offer.campaign else None
    return opening is not None and opening.allows(offer.instant, history.rule.reminders)


def _of_newcomers(stream: Stream, offer: Send, at: int, cold: frozenset[str]) -> Lack | None:
    """What those lack who join as late as the days before an offer allow at all."""
    limit = offer.instant - max(1, stream.rule.first.days * DAY)
    lack = _of_newcomer(stream, offer, at, limit - 1, cold)
    if lack is None or lack.in_time:
        return lack
    # No post can be early enough any more: then those who joined just before the last one that is.
    early = bisect_right(stream.sends, limit, key=lambda send: send.instant)
    warming = next((send.instant for send in reversed(stream.sends[:early]) if send.role is Role.WARMS), None)
    return None if warming is None else _of_newcomer(stream, offer, at, warming - 1, cold)


def _of_newcomer(stream: Stream, offer: Send, at: int, joined: int, cold: frozenset[str]) -> Lack | None:
    deliveries = _mail(stream, offer, joined, cold)
    met = next((one for one in deliveries if one.send is offer), None)
    if met is None or met.warmth is None or met.withheld is not Withheld.COLD:
        return None
    oldest = _oldest(stream, offer)
    kinds = frozenset(_kinds(deliveries, met, oldest))
    start = max(at, oldest - 1)
    return Lack(stream.name, offer.path, offer.instant, met.warmth, kinds, outage=False, start=start, joined=joined)


def _mail(stream: Stream, offer: Send, joined: int, cold: frozenset[str]) -> tuple[Delivery, ...]:
    """What a newcomer is sent up to an offer: only the part of the calendar between the two is looked at."""
    first = bisect_right(stream.sends, joined, key=lambda send: send.instant)
    end = bisect_left(stream.sends, offer.rank, key=lambda send: send.rank) + 1
    steps = tuple(step for step in stream.steps if joined + step.instant <= offer.instant)
    return follow(replace(stream, sends=stream.sends[first:end], steps=steps), joined, cold)


def _kinds(deliveries: tuple[Delivery, ...], met: Delivery, oldest: int) -> Iterator[str]:
    """The kinds that count for the offer met: since the last one received, and not cooled."""
    for one in reversed(deliveries[: deliveries.index(met)]):
        if one.send.role is Role.ASKS and one.withheld is None:
            return
        if one.send.role is Role.WARMS and one.instant >= oldest:
            yield one.send.kind
