"""Who gets the most letters within some days: every reader of a stage, or one who joined on a certain day.

A window of time of a fixed width ends at an instant; a reader is as old then as the time since they joined. Which letters of a
series fall into the window depends on that age alone, and which of the calendar's on the instant, unless the reader joined within
the window or was cold for an offer. So the worst reader is found among a few ages at each letter of the calendar.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from planner.warming.ranges import FOREVER, Range, clipped


class Arrival(NamedTuple):
    """A letter of the calendar; `joiners`: the join dates of those who get it, None for all who joined before."""

    instant: int
    path: str
    joiners: tuple[Range, ...] | None = None

    def reaches(self, joined: int) -> bool:
        """Whether a reader who joined at that minute gets it."""
        if self.joiners is None:
            return joined < self.instant
        return any(clipped(self.joiners, joined, joined + 1))


class Crowd(NamedTuple):
    """How many letters a reader who joined at a minute gets in the window that ends at an instant."""

    letters: int
    joined: int
    end: int


def stretches(arrivals: tuple[Arrival, ...], width: int, most: int) -> Iterator[tuple[Arrival, int]]:
    """Each stretch of letters with more than `most` within a window: its first letter too many, and the most there are."""
    opened: Arrival | None = None
    peak = 0
    for arrival, count in zip(arrivals, _counts(arrivals, width), strict=True):
        if count > most:
            opened, peak = opened or arrival, max(peak, count)
        elif opened is not None:
            yield opened, peak
            opened, peak = None, 0
    if opened is not None:
        yield opened, peak


def newcomer(steps: tuple[int, ...], arrivals: tuple[Arrival, ...], width: int, above: int) -> Crowd | None:
    """The reader who gets most within a window, letters of the series among them; None if that is not more than `above`."""
    return _Search(steps, arrivals, width).worst(above)


def _counts(arrivals: tuple[Arrival, ...], width: int) -> Iterator[int]:
    start = 0
    for index, arrival in enumerate(arrivals):
        while arrivals[start].instant <= arrival.instant - width:
            start += 1
        yield index - start + 1


class _Search:
    def __init__(self, steps: tuple[int, ...], arrivals: tuple[Arrival, ...], width: int) -> None:
        self.steps = sorted(steps)
        self.width = width
        self.arrivals = arrivals
        self.everyones = [arrival.instant for arrival in arrivals if arrival.joiners is None]
        self.some = [arrival for arrival in arrivals if arrival.joiners is not None]
        self.times = [arrival.instant for arrival in self.some]
        edges = sorted({edge for day in self.steps for edge in (day, day + width)})
        self.ages = [(first, last) for first, last in pairwise(edges) if self._of_series(first)]

    def worst(self, above: int) -> Crowd | None:
        """The worst case beyond `above`; of several, the one whose window ends first."""
        most = max((self._of_series(first) for first, _ in self.ages), default=0)
        counted = zip(self.arrivals, _counts(self.arrivals, self.width), strict=True)
        fullest = {arrival.instant: count for arrival, count in counted}
        bounds = [(most + count, end) for end, count in fullest.items()]
        best = Crowd(above, 0, 0)
        # The fullest windows first: as a rule the first one settles it.
        for bound, end in sorted(bounds, key=lambda item: (-item[0], item[1])):
            if bound <= best.letters:
                break
            best = self._better(best, ((joined, end) for joined in self._joined(end, best.letters - bound + most)))
        if bounds and max(bounds)[0] > best.letters:
            starts = {start for arrival in self.some for start, _ in arrival.joiners or () if start > -FOREVER}
            best = self._better(best, ((one, one + age) for one in sorted(starts) for age, _ in self.ages))
        return best if best.letters > above else None

    def _joined(self, end: int, enough: int) -> Iterator[int]:
        """The join dates that can be the worst for a window that ends with a letter, with more than `enough` of the series."""
        for first, last in self.ages:
            if self._of_series(first) > enough:
                yield from (end - first, end - last + 1)
        for arrival in self._some_in(end):
            yield from (start for start, _ in arrival.joiners or () if start > -FOREVER)

    def _better(self, best: Crowd, candidates: Iterable[tuple[int, int]]) -> Crowd:
        for joined, end in candidates:
            letters = self._letters(joined, end)
            if letters > best.letters and self._of_series(end - joined):
                best = Crowd(letters, joined, end)
        return best

    def _letters(self, joined: int, end: int) -> int:
        start = max(joined, end - self.width)
        count = bisect_right(self.everyones, end) - bisect_right(self.everyones, start) if start < end else 0
        return count + self._of_series(end - joined) + sum(one.reaches(joined) for one in self._some_in(end))

    def _some_in(self, end: int) -> list[Arrival]:
        return self.some[bisect_right(self.times, end - self.width) : bisect_right(self.times, end)]

    def _of_series(self, age: int) -> int:
        return bisect_right(self.steps, age) - bisect_right(self.steps, age - self.width)
