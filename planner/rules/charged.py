"""Prices that were charged, day by day, what the laws ask of them, and where an offer's words compare with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from planner.model import Letter, Money, PastPrice, Place
from planner.rules.offers import money, phrases, terms
from planner.rules.said import Said, said, worded

EIGHT_WEEKS = 56
TWO_WEEKS = 14
THIRTY_DAYS = 30


@dataclass(frozen=True, slots=True)
class Charged:
    """The reference price, and the prices charged before a sale: (price, first day, last day), days as ordinals."""

    reference: Money
    periods: tuple[tuple[Money, int, int], ...]

    def days_at_reference(self, first: int, last: int) -> set[int]:
        """The days from `first` to `last` on which the reference price was charged."""
        return {
            day
            for price, since, until in self.periods
            if price == self.reference
            for day in range(max(since, first), min(until, last) + 1)
        }


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


@dataclass(frozen=True, slots=True)
class Comparison:
    """Words that compare prices; `amount` is None where they name no other price (20% off)."""

    place: Place
    text: str
    amount: Decimal | None


_NUMBER = r"\d[\d,]{0,15}(?:\.\d{1,2})?"
_AMOUNT = rf"(?:[¥$€£]\s?{_NUMBER}|{_NUMBER}\s?(?:円|yen\b|jpy\b|usd\b|eur\b|gbp\b|dollars?\b|euros?\b|pounds?\b))"
_STRUCK = re.compile(r"~~(?P<one>[^~\n]{1,200})~~|<(?:del|s|strike)\b[^<>]{0,200}>(?P<two>[^<]{1,200})<")


def compared(letter: Letter) -> Iterator[Comparison]:
    """Every comparison of prices in an offer's own words; a price no higher than the offer's is none."""
    price = terms(letter).price
    for one in said(letter):
        for start, end, amount in _spans(one):
            if amount is None or price is None or amount > price.amount:
                text = " ".join(one.text[start:end].split())
                yield Comparison(one.place(start, end), text, amount)


def _spans(one: Said) -> Iterator[tuple[int, int, Decimal | None]]:
    for struck in _STRUCK.finditer(one.text):
        amount = re.search(_AMOUNT, struck["one"] or struck["two"])
        if amount is not None:
            end = struck.end() if struck["one"] else struck.end() - 1
            yield struck.start(), end, _number(amount[0])
    for match in _worded().finditer(one.text):
        amount = match["after"] or match["before"]
        yield match.start(), match.end(), _number(amount) if amount else None


@cache
def _worded() -> re.Pattern[str]:
    before = "|".join(worded(phrase) for phrase in phrases("reference", "before_amount"))
    after = "|".join(worded(phrase) for phrase in phrases("reference", "after_amount"))
    alone = "|".join(worded(phrase) for phrase in phrases("reference", "alone"))
    link = r"[\s:はがの、(「*_]{0,4}"
    return re.compile(rf"(?:{before}){link}(?P<after>{_AMOUNT})|(?P<before>{_AMOUNT})\s?(?:{after})|(?:{alone})")


def _number(amount: str) -> Decimal:
    return Decimal("".join(re.findall(r"[\d.]", amount)).rstrip("."))
