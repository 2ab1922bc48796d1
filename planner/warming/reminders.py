"""Who may still be reminded of a campaign, by join date.

That hangs on the campaign alone, whatever else a reader has received. And all who may be reminded receive the next offer of the
campaign that goes out: so its offers are counted, and of the readers only with which of them their reminders are used up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from planner.warming.ranges import Range, added, clipped, joined, removed


class Reminders:
    """One campaign with its readers; `most` is how many reminders it may add, `offers` how many it has in all."""

    def __init__(self, most: int, offers: int) -> None:
        self._most = most
        self._offers = offers
        self._out = 0
        """How many went out by the calendar so far."""
        self._open: dict[tuple[int, int | None], list[Range]] = {}
        """Those who received the opening, by the number of the last reminder for them, and the deadline."""

    def due(self, instant: int) -> list[Range]:
        """Those for whom an offer of the calendar is a reminder. Instants never run back."""
        self._open = {
            (last, deadline): ranges
            for (last, deadline), ranges in self._open.items()
            if self._out < last and (deadline is None or instant < deadline)
        }
        return joined(chain.from_iterable(self._open.values()))

    def due_in_series(self, first: int, end: int, day: int) -> list[Range]:
        """Of those who joined in a range, those for whom an offer of the series, `day` minutes later, is a reminder."""
        return joined(part for _, part in self._due_in_series(first, end, day))

    def send(self, opening: Iterable[Range], deadline: int | None) -> None:
        """Let an offer of the calendar go out: a reminder for all who were due, the opening for these."""
        self._out += 1
        self._begin(opening, deadline)

    def send_in_series(self, first: int, end: int, day: int, opening: Iterable[Range], deadline: int | None) -> None:
        """Let an offer of the series reach those who joined in a range: as `send`."""
        for (last, until), part in list(self._due_in_series(first, end, day)):
            removed(self._open[last, until], part)
            added(self._open.setdefault((last - 1, until), []), part)
        self._begin(opening, deadline)

    def _begin(self, opening: Iterable[Range], deadline: int | None) -> None:
        # More reminders than there are offers never run out: all such readers are alike.
        last = min(self._out + self._most, self._offers)
        if self._most:
            for part in opening:
                added(self._open.setdefault((last, deadline), []), part)

    def _due_in_series(self, first: int, end: int, day: int) -> Iterator[tuple[tuple[int, int | None], Range]]:
        for (last, deadline), ranges in self._open.items():
            if self._out < last:
                for part in clipped(ranges, first, end if deadline is None else min(end, deadline - day)):
                    yield (last, deadline), part
