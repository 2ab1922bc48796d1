"""All readers of a stream, parted by the last offer that they received: a line of join dates without gaps."""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from planner.warming.ranges import FOREVER, Range


@dataclass(frozen=True, slots=True)
class LastOffer:
    """The last offer that readers received: a send or a step, by index; neither: no offer yet."""

    send: int | None = None
    step: int | None = None


class Parted:
    """At first nobody has received any offer."""

    def __init__(self) -> None:
        self._starts = [-FOREVER]
        self._last = [LastOffer()]
        """Of those who joined from each start on, up to the next one; neighbours differ."""

    def between(self, first: int, end: int) -> Iterator[tuple[LastOffer, Range]]:
        """The last offers of those who joined in a range, by join date."""
        index = bisect(self._starts, first) - 1
        while first < end:
            until = self._starts[index + 1] if index + 1 < len(self._starts) else FOREVER
            yield self._last[index], (first, min(until, end))
            first, index = until, index + 1

    def receive(self, part: Range, offer: LastOffer) -> None:
        """Let those who joined in a range receive an offer: it is their last from then on."""
        first, end = part
        low, high = bisect_left(self._starts, first), bisect(self._starts, end)
        after = self._last[high - 1]
        starts, last = [], []
        if low == 0 or self._last[low - 1] != offer:
            starts, last = [first], [offer]
        if end < FOREVER and after != offer:
            starts, last = [*starts, end], [*last, after]
        self._starts[low:high] = starts
        self._last[low:high] = last
