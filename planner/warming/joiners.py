"""Who receives each offer, by join date: the proof of domain.md, section 5, for all readers at once.

Readers who received the same last offer are alike but for their series, and for the campaigns in which they may be reminded. So
the readers are kept as a line of join dates, parted by the last offer, and as the ranges of each campaign; an offer splits both.

The cost grows with the number of offers, and of the ranges that are the answer, not with the number of join dates. Each offer of
a series leaves those cold who have just had it, for each offer of the calendar: as many ranges as there are pairs of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from planner.model import Role
from planner.warming.alike import Warm
from planner.warming.parted import LastOffer, Parted
from planner.warming.ranges import FOREVER, Range, clipped, joined, without
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
        self.parted = Parted()
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
        everyone = self._taken(
            -FOREVER, offer.instant, offer, reminded, lambda alike, part: self.warm.at_send(alike, part, offer.instant)
        )
        if not offer.kept_out:
            self._receive(everyone, LastOffer(send=index))
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
    ) -> list[Range]:
        """Of the readers who joined in a range, those who receive an offer: they are reminded, or warm, or it is history."""
        if offer.history:
            return [(first, end)] if first < end else []
        others = (group for one in without([(first, end)], reminded) for group in self.parted.between(*one))
        found = (one for alike, part in others for one in warm(alike, part))
        return joined([*clipped(reminded, first, end), *found])

    def _receive(self, everyone: Iterable[Range], offer: LastOffer) -> None:
        for part in everyone:
            self.parted.receive(part, offer)

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
        everyone = self._taken(first, last, offer, reminded, lambda alike, part: self.warm.at_step(alike, part, index))
        self._receive(everyone, LastOffer(step=index))
        if campaign:
            campaign.send_in_series(first, last, offer.instant, without(everyone, reminded), offer.deadline)


def _campaigns(stream: Stream) -> dict[str | None, Reminders]:
    """The campaigns of more than one offer: a single one has nobody to remind."""
    asking = (send for send in (*stream.sends, *stream.steps) if send.role is Role.ASKS and send.campaign is not None)
    offers = Counter(send.campaign for send in asking)
    return {name: Reminders(stream.rule.reminders, count) for name, count in offers.items() if count > 1}
