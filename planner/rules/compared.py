"""Where an offer's own words compare its price with another, or say what is saved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from planner.model import Letter, Money, Place
from planner.numerals import likely
from planner.patterns import compiled
from planner.rules import price_patterns as patterns
from planner.rules.offers import terms
from planner.rules.said import Said, denied, said


class Comparison(NamedTuple):
    """Words that compare prices; `amount` is None where they name no other price (20% off)."""

    place: Place
    text: str
    amount: Decimal | None


_Span = tuple[int, int]
_Spans = Iterator[tuple[int, int, Decimal | None]]
_NEAR = 60
_STRUCK_LENGTH = 400
_FAR = 10
"""A mere number that is so many times the price is a year or a count, and no price of the same thing."""
_LONG = 4
"""Figures of a mere number that an arrow can lead from: “60 → 40” may be degrees."""


def compared(letter: Letter) -> Iterator[Comparison]:
    """Every comparison of prices in an offer's own words; a price no higher than the offer's is none, what is saved is one."""
    price = terms(letter).price
    for one in said(letter):
        for start, end, amount in (*_spans(one.text), *(_beside(one.text, price) if price is not None else ())):
            if amount is None or price is None or amount > price.amount:
                yield _comparison(one, (start, end), amount)


def _comparison(one: Said, span: _Span, amount: Decimal | None) -> Comparison:
    return Comparison(one.place(*span), " ".join(one.written[slice(*span)].split()), amount)


def _spans(text: str) -> _Spans:
    """What compares whatever the offer's own price is."""
    for match in compiled(patterns.AMOUNT).finditer(text):
        span = _struck(text, match) or _worded(text, match.span(), "amount")
        if span is not None:
            yield *span, likely(match[0])
        elif (saved := _worded(text, match.span(), "saving")) is not None:
            yield *saved, None
    for match in compiled(patterns.SHARE).finditer(text):
        if (shared := _worded(text, match.span(), "share")) is not None:
            yield *shared, None
    for match in patterns.alone(text):
        if not denied(text, match.span(), patterns.TABLE):
            yield *match.span(), None


def _beside(text: str, price: Money) -> _Spans:
    """A higher price or a mere number right beside the price of the offer: “5,500円から4,400円に”, “(was 5,500)”."""
    for match in compiled(patterns.STRUCK_BARE).finditer(text):
        if likely(match["now"]) == price.amount:
            yield *match.span("struck"), likely(match["was"])
    for match in patterns.in_brackets(text):
        was = likely(match["before"] or match["after"])
        if was <= price.amount * _FAR:
            yield *match.span(), was
    for now in compiled(patterns.ANY).finditer(text):
        yield from _led(text, now, price.amount)


def _led(text: str, now: re.Match[str], price: Decimal) -> _Spans:
    """An amount that leads to the price; an arrow may also lead to the price of other goods."""
    amount, near = likely(now[0]), max(0, now.start() - _NEAR)
    before = text[near : now.start()]
    was = (patterns.leading(before) if amount == price else None) or patterns.pointing(before)
    if was is None or patterns.ends_range(text, now.end()) or likely(was["was"]) <= amount:
        return
    marked = [_is_marked(was["was"]), _is_marked(now[0])]
    at = near + was.start("was")
    bare = _is_told(text, at) or (patterns.pointing(before) and len(re.findall(r"\d", was["was"])) >= _LONG)
    if all(marked) or (amount == price and (any(marked) or bare)):
        yield at, now.end(), likely(was["was"])


def _is_marked(amount: str) -> bool:
    return compiled(patterns.NUMBER).fullmatch(amount) is None


def _is_told(text: str, at: int) -> bool:
    """Whether words before a mere number say that it is a price to compare with."""
    return patterns.words_before("amount", text[max(0, at - _NEAR) : at]) is not None


def _struck(text: str, amount: re.Match[str]) -> _Span | None:
    """Where the amount is struck out, by Markdown, by a tag or by a style on its line."""
    near = max(0, amount.start() - _STRUCK_LENGTH)
    start = max(near, text.rfind("\n", near, amount.start()) + 1)
    for match in compiled(patterns.STRUCK).finditer(text, start, amount.end() + _STRUCK_LENGTH):
        if match.start() < amount.start() and amount.end() <= match.end():
            return match.span()
    return None


def _worded(text: str, amount: _Span, what: str) -> _Span | None:
    """Where words before or behind an amount compare with it (`amount`), or say that it (`saving`) or a share is saved."""
    near = max(0, amount[0] - _NEAR)
    before = patterns.words_before(what, text[near : amount[0]])
    after = patterns.words_after(what, text, amount[1])
    if before is None and after is None:
        return None
    span = near + before.start() if before else amount[0], after.end() if after else amount[1]
    return None if denied(text, span, patterns.TABLE) else span
