"""Who receives each offer, by join date: the proof of domain.md, section 5, for all readers at once.

Readers who received the same last offer are alike but for their series, and for the campaigns in which they may be reminded. So
the readers are kept as the ranges of join dates of each last offer, and of each campaign; an offer splits both.

The cost grows with the number of offers, and of the ranges that are the answer, not with the number of join dates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from planner.model import Role
from planner.warming.alike import LastOffer, Warm
from planner.warming.ranges import FOREVER, Range, added, clipped, joined, removed, without
from planner.warming.record import Record
from planner.warming.reminders import Reminders
from planner.warming.streams import Send, Stream, outage_at


def joiners(stream: Stream, sent: frozenset[int]) -> Mapping[int, list[Range]]:
    """For each offer in `sent` (indexes into the stream's sends), the join dates of the readers who receive it."""
    return _Readers(stream, sent).answers


class _Readers:
    def __init__(self, stream: Stream, sent: frozenset[int]) -> None:
        self.stream = stream
        self.record = Record(stream)
        self.warm = Warm(stream, self.record)
        self.asking = [(index, step) for index, step in enumerate(stream.steps) if step.role is Role.ASKS]
        self.campaigns = _campaigns(stream)
        self.groups: dict[LastOffer, list[Range]] = {LastOffer(): [(-FOREVER, FOREVER)]}
        self.closed = [(outage.start, FOREVER if outage.end is None else outage.end) for outage in stream.outages]
        self.told = -FOREVER
        """Up to which instant the series' own offers have been given out."""
        self.answers: dict[int, list[Range]] = {}
        for index, send in enumerate(stream.sends):
            if index in sent:
                self.answers[index] = self._offer(send, index)
            self.record.add(kind=send.kind, instant=send.instant, role=send.role)

    def _offer(self, offer: Send, index: int) -> list[Range]:
        """Give out an offer of the calendar."""
        self._series_offers(offer.instant)
        if not offer.history and outage_at(self.stream.outages, offer.instant):
            return []
        campaign = self.campaigns.get(offer.campaign)
        reminded = campaign.due(offer.instant) if campaign else []
        taken = self._taken(
            -FOREVER, offer.instant, offer, reminded, lambda alike, part: self.warm.at_send(alike, part, offer.instant)
        )
        everyone = joined(part for parts in taken.values() for part in parts)
        if not offer.kept_out:
            self._move(taken, LastOffer(send=index))
            if campaign:
                campaign.send(without(everyone, reminded), offer.deadline)
        return everyone

    def _taken(
        self,
        first: int,
        end: int,
        offer: Send,
        reminded: list[Range],
        warm: Callable[[LastOffer, Range], Iterable[Range]],
    ) -> dict[LastOffer, list[Range]]:
        """The readers of each last offer, joined in a range, who receive an offer: they are reminded, or warm, or it is history."""
        taken = {}
        for alike, ranges in self.groups.items():
            there = list(clipped(ranges, first, end))
            if not offer.history:
                others = without(there, reminded)
                there = joined([*without(there, others), *(found for part in others for found in warm(alike, part))])
            if there:
                taken[alike] = there
        return taken

    def _move(self, taken: Mapping[LastOffer, list[Range]], into: LastOffer) -> None:
        """Let readers receive an offer: it is their last from then on."""
        for alike, ranges in taken.items():
            group = self.groups[alike]
            for part in ranges:
                removed(group, part)
            if not group:
                del self.groups[alike]
        for ranges in taken.values():
            group = self.groups.setdefault(into, [])
            for part in ranges:
                added(group, part)

    def _series_offers(self, instant: int) -> None:
        """Give out the offers of the series that fall before a send at `instant` (at the same minute they come first).

        Who joins at that minute is not sent it, so for them an offer of the first day can wait.
        """
        for index, offer in self.asking:
            wait = int(offer.instant > 0)
            start, end = self.told - offer.instant + wait, instant - offer.instant + wait
            for first, last in self._reached(max(start, -FOREVER), end, offer):
                self._step(first, last, index, offer)
        self.told = instant

    def _reached(self, first: int, last: int, offer: Send) -> list[Range]:
        """Those who joined in a range and for whom no incident is open when an offer of the series comes."""
        if offer.history:
            return [(first, last)]
        day = offer.instant
        within = clipped(self.closed, first + day, last + day)
        return without([(first, last)], ((start - day, end - day) for start, end in within))

    def _step(self, first: int, last: int, index: int, offer: Send) -> None:
        """Give out an offer of the series to those who joined in a range."""
        campaign = self.campaigns.get(offer.campaign)
        reminded = campaign.due_in_series(first, last, offer.instant) if campaign else []
        taken = self._taken(first, last, offer, reminded, lambda alike, part: self.warm.at_step(alike, part, index))
        self._move(taken, LastOffer(step=index))
        if campaign:
            everyone = joined(part for parts in taken.values() for part in parts)
            campaign.send_in_series(first, last, offer.instant, without(everyone, reminded), offer.deadline)


def _campaigns(stream: Stream) -> dict[str | None, Reminders]:
    """The campaigns of more than one offer: a single one has nobody to remind."""
    asking = (send for send in (*stream.sends, *stream.steps) if send.role is Role.ASKS and send.campaign is not None)
    offers = Counter(send.campaign for send in asking)
    return {name: Reminders(stream.rule.reminders, count) for name, count in offers.items() if count > 1}
