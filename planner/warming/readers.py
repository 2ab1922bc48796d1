"""The verdict on every offer of a stream."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from planner.model import Role
from planner.warming.history import History
from planner.warming.joiners import joiners
from planner.warming.ranges import FOREVER as _FOREVER
from planner.warming.ranges import Range
from planner.warming.streams import DAY, Joined, Send, Standing, Stream, Verdict, Warmth, outage_at

_EVERYONE = (Joined(None, None),)


_ANY_BEFORE = (-1, "")
_ANY_AFTER = (2, "")


class _Edge(NamedTuple):
    """Where a stretch of time begins or ends: an instant and, within it, the (order, path) of the send that stands there."""

    instant: int
    place: tuple[int, str]


class _Spell(NamedTuple):
    """A stretch of time (both ends in it) between two sends received, in which an offer would be received, too."""

    opened: _Edge
    closes: _Edge
    start: int
    end: int

    def first(self, least: int, order: int, path: str) -> int | None:
        """The first instant, from `least` on, at which an offer of that path falls into the spell."""
        start = max(self.start, least, self.opened.instant + (1 if (order, path) < self.opened.place else 0))
        end = min(self.end, self.closes.instant - (1 if (order, path) > self.closes.place else 0))
        return start if start <= end else None


class _Pending(NamedTuple):
    """An offer judged for the long-standing reader, before it is known when it would be warm."""

    offer: Send
    received: bool
    warmth: Warmth
    outage: bool


def verdicts(stream: Stream, arrives: Callable[[int], int] | None = None) -> tuple[Verdict, ...]:
    """The verdict on each offer of a stream, by (instant, path).

    On the site and in the feed nobody has a join date, so only the long-standing reader counts. A cold offer is held back, so
    no reader of the stream receives it, unless it passes: then all do. `arrives`: when what is dated at a minute goes out.
    """
    follower = _Follower(stream, arrives)
    found = tuple(follower.verdict(pending) for pending in follower.judged)
    if not stream.is_joined:
        return found
    offers = [index for index, send in enumerate(stream.sends) if send.role is Role.ASKS]
    sent = {index: verdict for index, verdict in zip(offers, found, strict=True) if verdict.joiners}
    cold = {index for index, verdict in sent.items() if verdict.standing is Standing.COLD}
    sends = (replace(send, history=True) if index in cold else send for index, send in enumerate(stream.sends))
    receivers = joiners(replace(stream, sends=tuple(sends)), frozenset(sent))
    return tuple(_with_joiners(verdict, receivers.get(index)) for index, verdict in zip(offers, found, strict=True))


def _with_joiners(verdict: Verdict, ranges: list[Range] | None) -> Verdict:
    if ranges is None:
        return verdict
    standing = verdict.standing
    if standing is Standing.WARM and ranges != [(-_FOREVER, verdict.instant)]:
        standing = Standing.PARTLY
    everyone = (Joined(None if start == -_FOREVER else start, end) for start, end in ranges)
    return verdict._replace(standing=standing, joiners=tuple(everyone))


class _Follower:
    """Follows the long-standing reader through a stream once, noting when any further offer would be welcome."""

    def __init__(self, stream: Stream, arrives: Callable[[int], int] | None) -> None:
        self.outages = stream.outages
        self.arrives = arrives
        self.history = long_standing(stream)
        self.spells: list[_Spell] = []
        self.reminders: dict[str, list[_Spell]] = defaultdict(list)
        start = _Edge(-_FOREVER, _ANY_BEFORE)
        self.open = {
            campaign: (start, opening.deadline)
            for campaign, opening in self.history.openings.items()
            if opening.reminders < stream.rule.reminders
        }
        """The campaigns that may still remind: since when, and until when at most."""
        self.judged = tuple(self._follow(stream.sends))

    def verdict(self, pending: _Pending) -> Verdict:
        """The verdict on one offer, with the earliest instant at which it would be received."""
        offer = pending.offer
        earliest = offer.instant if pending.received else self._earliest(offer)
        standing = Standing.WARM if pending.received else Standing.COLD
        joiners = _EVERYONE if pending.received or offer.passes else ()
        return Verdict(
            offer.path, offer.instant, offer.campaign, standing, pending.warmth, joiners, earliest, pending.outage
        )  # fmt: skip

    def _follow(self, sends: tuple[Send, ...]) -> Iterator[_Pending]:
        opened, since = _Edge(-_FOREVER, _ANY_BEFORE), -_FOREVER
        warm: list[Range] = []  # since the last send received; one that is not received changes nothing
        for send in sends:
            # Judging lets posts cool, so the time before it is looked at first.
            warm += self._warm_ranges(since, send.instant)
            since = send.instant
            pending = self._judge(send) if send.role is Role.ASKS else None
            if pending is not None:
                yield pending
            if pending is None or ((pending.received or send.passes) and not send.kept_out):
                closes = _Edge(send.instant, (send.order, send.path))
                self._note(warm, opened, closes)
                opened, warm = closes, []
                self.history.receive(send, send.instant)
                self._note_campaign(send, opened)
        end = _Edge(_FOREVER, _ANY_AFTER)
        self._note([*warm, *self._warm_ranges(since, _FOREVER)], opened, end)
        for campaign in tuple(self.open):
            self._close(campaign, end)

    def _judge(self, offer: Send) -> _Pending:
        outage = not offer.history and outage_at(self.outages, offer.instant) is not None
        warmth = self.history.warmth(offer.instant)
        return _Pending(offer, not outage and self.history.takes(offer, offer.instant), warmth, outage)

    def _note(self, ranges: Iterable[Range], opened: _Edge, closes: _Edge) -> None:
        """Keep the stretches between two sends received in which a further offer would be received, too."""
        for start, end in ranges:
            self.spells += [_Spell(opened, closes, *part) for part in self._without_outages(start, end)]

    def _note_campaign(self, send: Send, edge: _Edge) -> None:
        """Keep track of the campaigns that may still remind, after an offer was received."""
        if send.campaign is None or send.role is not Role.ASKS:
            return
        opening = self.history.openings[send.campaign]
        if opening.reminders == 0:
            self._close(send.campaign, edge)
            self.open[send.campaign] = (edge, opening.deadline)
        if not opening.allows(send.instant, self.history.rule.reminders):
            self._close(send.campaign, edge)

    def _close(self, campaign: str, closes: _Edge) -> None:
        """A campaign may remind no longer: keep the time in which it could."""
        if campaign not in self.open:
            return
        opened, deadline = self.open.pop(campaign)
        end = closes.instant if deadline is None else min(closes.instant, deadline - 1)
        if self.history.rule.reminders:
            parts = self._without_outages(opened.instant, end)
            self.reminders[campaign] += [_Spell(opened, closes, *part) for part in parts]

    def _warm_ranges(self, since: int, closes: int) -> Iterator[tuple[int, int]]:
        """When the reader is warm between two sends, or a part of that: warmth grows with the days and goes as posts cool."""
        need = self.history.need
        start = since
        self.history.cool(start)
        while self.history.enough:
            earliest = self.history.earliest
            if earliest is None:
                if need.days == 0:
                    yield start, closes
                return
            last = earliest + self.history.rule.within * DAY
            begin = max(start, earliest + need.days * DAY)
            if begin <= min(closes, last):
                yield begin, min(closes, last)
            if last >= closes:
                return
            start = last + 1
            self.history.cool(start)

    def _without_outages(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        known = bisect_right(self.outages, start, key=lambda outage: outage.start)
        for outage in self.outages[max(0, known - 1) :]:
            if outage.end is not None and outage.end <= start:
                continue
            if outage.start > end:
                break
            if start < outage.start:
                yield start, outage.start - 1
            if outage.end is None:
                return
            start = outage.end
        if start <= end:
            yield start, end

    def _earliest(self, offer: Send) -> int | None:
        """The first instant at which the offer would be received; of a digest, that of an edition."""
        found = self._first_from(offer, offer.instant)
        while found is not None and self.arrives is not None:
            edition = self.arrives(found)
            found = self._first_from(offer, edition)
            if found == edition:
                break
        return found

    def _first_from(self, offer: Send, least: int) -> int | None:
        spells = self.reminders.get(offer.campaign, []) if offer.campaign else []
        found = [self._first(self.spells, offer, least), self._first(spells, offer, least)]
        return min((instant for instant in found if instant is not None), default=None)

    def _first(self, spells: list[_Spell], offer: Send, least: int) -> int | None:
        start = bisect_left(spells, least, key=lambda spell: spell.end)
        found = (spell.first(least, offer.order, offer.path) for spell in islice(spells, start, None))
        return next((instant for instant in found if instant is not None), None)


def long_standing(stream: Stream) -> History:
    """A reader who joined so long ago that the series was over, and had cooled, before the first post."""
    history = History(stream.rule)
    first = stream.sends[0].instant if stream.sends else 0
    joined = first - (stream.rule.within + 1) * DAY - (stream.steps[-1].instant if stream.steps else 0)
    for step in stream.steps:
        instant = joined + step.instant
        if step.role is not Role.ASKS or history.takes(step, instant):
            history.receive(step, instant)
    return history
