"""Prices that were charged, day by day, and what the laws ask of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from planner.model import Money, PastPrice
from planner.rules.offers import money

EIGHT_WEEKS = 56
TWO_WEEKS = 14
THIRTY_DAYS = 30


class Charged(NamedTuple):
    """The reference price, and the prices charged before a sale: (price, first day, last day), days as ordinals."""

    reference: Money
    periods: tuple[tuple[Money, int, int], ...]

    def days_at_reference(self, first: int, last: int) -> set[int]:
        """The days from `first` to `last` on which the reference price was charged, and no lower one."""
        lower = (period for period in self.periods if period[0].amount < self.reference.amount)
        same = (period for period in self.periods if period[0] == self.reference)
        return _days(same, first, last) - _days(lower, first, last)


def _days(periods: Iterable[tuple[Money, int, int]], first: int, last: int) -> set[int]:
    return {day for _, since, until in periods for day in range(max(since, first), min(until, last) + 1)}


Found = tuple[str, dict[str, Any]] | None


def charged(was: Sequence[PastPrice], start: date) -> Charged | None:
    """The prices before a sale that starts on `start`; None where none is stated. What reaches into the sale ends before it."""
    last = start.toordinal() - 1
    periods = tuple(
        (past.price, past.since.toordinal(), min(last, past.until.toordinal() if past.until else last))
        for past in was
        if past.price is not None and past.since is not None
    )
    return Charged(periods[0][0], periods) if periods else None


def _japan(found: Charged, start: date) -> Found:
    """The Consumer Affairs Agency's guideline: over half of the last eight weeks, two weeks in all, and less than two ago."""
    day = start.toordinal()
    first = max(day - EIGHT_WEEKS, min(since for _, since, _ in found.periods))
    at_reference = len(found.days_at_reference(first, day - 1))
    on_sale = max(0, day - first)
    values: dict[str, Any] = {"was": money(found.reference), "start": start}
    if at_reference * 2 <= on_sale:
        return "half", values | {"charged": at_reference, "sold": on_sale}
    if at_reference < TWO_WEEKS:
        return "short", values | {"charged": at_reference}
    ago = day - max(found.days_at_reference(first, day - 1))
    return ("stale", values | {"ago": ago}) if ago >= TWO_WEEKS else None


def _union(found: Charged, start: date) -> Found:
    """Directive 98/6/EC, article 6a: no more than the lowest price of the 30 days before."""
    day = start.toordinal()
    lately = [
        price for price, since, until in found.periods if since <= day - 1 and until >= max(since, day - THIRTY_DAYS)
    ]
    values: dict[str, Any] = {"was": money(found.reference), "start": start}
    if not lately:
        return "unknown-lowest", values
    lowest = min(lately, key=lambda price: price.amount)
    return ("lowest", values | {"lowest": money(lowest)}) if found.reference.amount > lowest.amount else None


def _states(_: Charged, _start: date) -> Found:
    """16 CFR 233.1 names no number of days: a price that was openly charged, with its dates, is what can be checked."""
    return None


PROOFS: Mapping[str, Callable[[Charged, date], Found]] = {"jp": _japan, "eu": _union, "us": _states}
