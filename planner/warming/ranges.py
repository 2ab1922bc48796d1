"""Sets of join dates: sorted, disjoint, half-open ranges of whole minutes."""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Iterable, Iterator, Sequence

FOREVER = 2**62
"""Beyond every instant; the first and last minute of an unbounded range."""

Range = tuple[int, int]
"""From the first minute on, and before the second."""

_NONE = (2 * FOREVER, 2 * FOREVER)


def clipped(ranges: Sequence[Range], start: int, end: int) -> Iterator[Range]:
    """The parts of ranges (sorted, disjoint) that lie in [start, end)."""
    for index in range(bisect(ranges, start, key=_last), len(ranges)):
        first, last = ranges[index]
        if first >= end:
            break
        yield max(first, start), min(last, end)


def without(ranges: Iterable[Range], taken: Iterable[Range]) -> list[Range]:
    """The parts of ranges that no range of `taken` covers; both are sorted and disjoint."""
    left: list[Range] = []
    others = iter(taken)
    begin, end = next(others, _NONE)
    for first, last in ranges:
        start = first
        while begin < last:
            if start < begin:
                left.append((start, begin))
            start = max(start, end)
            if end > last:
                break
            begin, end = next(others, _NONE)
        if start < last:
            left.append((start, last))
    return left


def joined(ranges: Iterable[Range]) -> list[Range]:
    """The same minutes as sorted, disjoint ranges; neighbours become one."""
    merged: list[Range] = []
    for first, last in sorted(ranges):
        if merged and first <= merged[-1][1]:
            if last > merged[-1][1]:
                merged[-1] = (merged[-1][0], last)
        else:
            merged.append((first, last))
    return merged


def added(ranges: list[Range], part: Range) -> None:
    """Put a range to others, in place."""
    low, high = bisect_left(ranges, part[0], key=_last), bisect(ranges, part[1], key=_first)
    if low < high:
        part = min(part[0], ranges[low][0]), max(part[1], ranges[high - 1][1])
    ranges[low:high] = [part]


def removed(ranges: list[Range], part: Range) -> None:
    """Take a range out of others, in place."""
    low, high = bisect(ranges, part[0], key=_last), bisect_left(ranges, part[1], key=_first)
    ranges[low:high] = without(ranges[low:high], [part])


def _first(one: Range) -> int:
    return one[0]


def _last(one: Range) -> int:
    return one[1]
