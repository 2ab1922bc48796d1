"""A stream on which a plan is tried: whether its readers would be warm for an offer, with these posts added."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace

from planner.model import Role
from planner.warming.history import History
from planner.warming.readers import long_standing, verdicts
from planner.warming.streams import DAY, Joined, Send, Standing, Stream, outage_at
from planner.warming.today import gets, receives

_LOOKED_AT = 730 * DAY
"""Readers who joined longer ago than this don't decide between two plans."""
_LAST = "\uffff"
"""A path after all others."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A post that a plan adds, or a draft to which it gives a date."""

    instant: int
    """Its date; a digest brings it later."""
    kind: str
    path: str | None = None
    """The draft; None: still to be written."""


@dataclass(frozen=True)
class Lane:
    """A stream, its offer of the wished day taken out, and what happened in it up to now."""

    stream: Stream
    now: int
    arrives: Callable[[int], int] | None = None
    """When a digest brings what is dated at a minute; None: at once."""
    past: History = field(init=False, repr=False, compare=False)
    first: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Follow the long-standing reader up to now, once."""
        first = bisect_right(self.stream.sends, self.now, key=lambda send: send.instant)
        history = long_standing(self.stream)
        for send in self.stream.sends[:first]:
            _meet(self.stream, history, send)
        object.__setattr__(self, "past", history)
        object.__setattr__(self, "first", first)

    def is_warm(self, offer: Send, posts: Sequence[Planned]) -> bool:
        """Whether long-standing readers would receive the offer."""
        offer, stream = self._with(offer, posts)
        moved = {post.path for post in posts}
        known = not any(send.path in moved for send in self.stream.sends[: self.first])
        history = deepcopy(self.past) if known else long_standing(stream)
        for send in stream.sends[self.first if known else 0 :]:
            if send is offer:
                break
            _meet(stream, history, send)
        return gets(stream, history, offer)

    def is_closed(self, offer: Send) -> bool:
        """Whether an incident would be open at the time of the offer."""
        return not offer.history and outage_at(self.stream.outages, self.arrival(offer.instant)) is not None

    def joiners(self, offer: Send, posts: Sequence[Planned]) -> tuple[Joined, ...]:
        """The join dates of the readers who would receive the offer."""
        offer, stream = self._with(offer, posts)
        found = next(one for one in verdicts(stream) if one.path == offer.path and one.instant == offer.instant)
        return () if found.standing is Standing.COLD else found.joiners

    def reach(self, offer: Send, posts: Sequence[Planned]) -> int:
        """In how many minutes of the last two years before the offer a reader could join and still receive it."""
        end = self.arrival(offer.instant)
        spans = ((one.start, end if one.end is None else one.end) for one in self.joiners(offer, posts))
        bounds = ((end - _LOOKED_AT if start is None else max(start, end - _LOOKED_AT), last) for start, last in spans)
        return sum(max(0, last - start) for start, last in bounds)

    def _with(self, offer: Send, posts: Sequence[Planned]) -> tuple[Send, Stream]:
        """The offer and the stream up to it, as readers would get them."""
        added = [self._send(post, number) for number, post in enumerate(posts)]
        # Of an offer not written yet nobody knows the path: what comes at the same minute must not be what warms it.
        path = offer.path or (_LAST if self.arrives else "")
        offer = replace(offer, instant=self.arrival(offer.instant), order=int(self.arrives is not None), path=path)
        moved = {post.path for post in posts}
        sends = (send for send in self.stream.sends if send.rank < offer.rank and send.path not in moved)
        known = (*sends, *(send for send in added if send.rank < offer.rank), offer)
        return offer, replace(self.stream, sends=tuple(sorted(known, key=lambda send: send.rank)))

    def _send(self, post: Planned, number: int) -> Send:
        path = post.path or f"+{number}"
        return Send(self.arrival(post.instant), path, post.kind, Role.WARMS)

    def arrival(self, instant: int) -> int:
        """When readers of the stream get what is dated at a minute."""
        return self.arrives(instant) if self.arrives else instant


def _meet(stream: Stream, history: History, send: Send) -> None:
    if send.role is not Role.ASKS or receives(stream, history, send):
        history.receive(send, send.instant)
