"""Sets of join dates: sorted, disjoint, half-open ranges of whole minutes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

FOREVER = 2**62
"""Beyond every instant; the first and last minute of an unbounded range."""

Range = tuple[int, int]
"""From the first minute on, and before the second."""


def clipped(ranges: Iterable[Range], start: int, end: int) -> Iterator[Range]:
    """The parts of ranges that lie in [start, end)."""
    for first, last in ranges:
        if first < end and start < last:
            yield max(first, start), min(last, end)


def without(ranges: Iterable[Range], taken: list[Range]) -> list[Range]:
    """The parts of ranges that no range of `taken` (sorted, disjoint) covers."""
    left: list[Range] = []
    for first, last in ranges:
        start = first
        for begin, end in taken:
            if end <= start:
                continue
            if begin >= last:
                break
            if start < begin:
                left.append((start, begin))
            start = max(start, end)
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
