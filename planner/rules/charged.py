"""Prices that were charged, day by day, what the laws ask of them, and where an offer's words compare with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from planner.model import Letter, Money, PastPrice, Place
from planner.patterns import compiled
from planner.rules.offers import money, phrases, terms
from planner.rules.said import Said, said, worded

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


class Comparison(NamedTuple):
    """Words that compare prices; `amount` is None where they name no other price (20% off)."""

    place: Place
    text: str
    amount: Decimal | None


_NUMBER = r"\d(?:[\d,.]{0,15}\d)?"
_CODE = "jpy|usd|eur|gbp|chf"
_UNIT = rf"円|[€£]|ユーロ|ドル|ポンド|(?:yen|{_CODE}|dollars?|euros?|pounds?)\b"
_AMOUNT = rf"(?:[¥$€£]|\b(?:{_CODE}))\s?{_NUMBER}|(?<![\d,.]){_NUMBER}\s?(?:{_UNIT})"
_STRUCK = r"~~[^~\n]{1,200}~~|<(?:del|s|strike)\b[^<>]{0,200}>[^<]{1,200}(?=<)"
_OPENS = r"(?:~~|<(?:del|s|strike)\b[^<>]{0,200}>)"
_CLOSES = r"(?:~~|</(?:del|s|strike)>)"
_STRUCK_BARE = rf"(?P<struck>{_OPENS}\s?(?P<was>{_NUMBER})\s?{_CLOSES})[\s*_→⇒>=-]{{0,8}}[¥$€£]?\s?(?P<now>{_NUMBER})"
"""A mere number, struck out beside the price: “~~5,500~~ 4,400”."""
_DECIMALS = r"[.,](\d{1,2})$"
_NEAR = 40
_STRUCK_LENGTH = 400


def compared(letter: Letter) -> Iterator[Comparison]:
    """Every comparison of prices in an offer's own words; a price no higher than the offer's is none, what is saved is one."""
    price = terms(letter).price
    for one in said(letter):
        for start, end, amount in (*_spans(one), *_struck_bare(one, price)):
            if amount is None or price is None or amount > price.amount:
                text = " ".join(one.written[start:end].split())
                yield Comparison(one.place(start, end), text, amount)


def _spans(one: Said) -> Iterator[tuple[int, int, Decimal | None]]:
    for match in compiled(_AMOUNT).finditer(one.text):
        span = _struck(one.text, match) or _worded(one.text, match, "amount")
        if span is not None:
            yield *span, _number(match[0])
        elif (saved := _worded(one.text, match, "saving")) is not None:
            yield *saved, None
    if any(word in one.text for word in _words_alone()):
        for match in _alone().finditer(one.text):
            yield *match.span(), None


def _struck_bare(one: Said, price: Money | None) -> Iterator[tuple[int, int, Decimal]]:
    """Numbers without a currency, struck out right before the offer's own price."""
    for match in compiled(_STRUCK_BARE).finditer(one.text) if price is not None else ():
        if price is not None and _number(match["now"]) == price.amount:
            yield *match.span("struck"), _number(match["was"])


def _struck(text: str, amount: re.Match[str]) -> tuple[int, int] | None:
    """Where the amount is struck out: in `~~…~~`, `<del>`, `<s>` or `<strike>` on its line."""
    near = max(0, amount.start() - _STRUCK_LENGTH)
    start = max(near, text.rfind("\n", near, amount.start()) + 1)
    for match in compiled(_STRUCK).finditer(text, start, amount.end() + _STRUCK_LENGTH):
        if match.start() < amount.start() and amount.end() <= match.end():
            return match.span()
    return None


def _worded(text: str, amount: re.Match[str], what: str) -> tuple[int, int] | None:
    """Where words before or behind the amount compare with it (`amount`), or say that it is saved (`saving`)."""
    near = max(0, amount.start() - _NEAR)
    before = _before(what).search(text[near : amount.start()])
    after = _after(what).match(text, amount.end())
    if before is None and after is None:
        return None
    return near + before.start() if before else amount.start(), after.end() if after else amount.end()


@cache
def _before(what: str) -> re.Pattern[str]:
    """The words before an amount, with a colon or the like between."""
    return re.compile(rf"(?:{_any(f'before_{what}')})[\s:はがの、(「*_]{{0,4}}$")


@cache
def _after(what: str) -> re.Pattern[str]:
    return re.compile(rf"\s?(?:{_any(f'after_{what}')})")


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(_any("alone"))


@cache
def _words_alone() -> frozenset[str]:
    """Of each phrase that stands alone, a word to look for first."""
    words = (max(re.split(r"[\s#-]", phrase.lower()), key=len) for phrase in phrases("reference", "alone"))
    return frozenset(words)


def _any(name: str) -> str:
    return "|".join(worded(phrase) for phrase in phrases("reference", name))


def _number(amount: str) -> Decimal:
    """What an amount comes to: one or two digits behind its last sign are decimals (“55,00 €”), three are thousands."""
    number = "".join(re.findall(r"[\d.,]", amount)).strip(".,")
    whole, decimals = (*re.split(_DECIMALS, number), "")[:2]
    return Decimal(re.sub(r"\D", "", whole) + (f".{decimals}" if decimals else ""))
