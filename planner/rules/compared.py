"""Where an offer's own words compare its price with another, or say what is saved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache, partial
from typing import NamedTuple

from planner import numerals
from planner.model import Letter, Money, Place
from planner.numerals import likely
from planner.patterns import compiled
from planner.rules.offers import phrases, terms
from planner.rules.said import Said, denied, said, worded


class Comparison(NamedTuple):
    """Words that compare prices; `amount` is None where they name no other price (20% off)."""

    place: Place
    text: str
    amount: Decimal | None


_Span = tuple[int, int]
_TABLE = "reference"
_NUMBER = numerals.NUMBER
_CODE = "jpy|usd|eur|gbp|chf"
_UNIT = rf"円|[€£]|ユーロ|ドル|ポンド|(?:yen|{_CODE}|dollars?|euros?|pounds?)\b"
_SIGN = rf"[¥$€£]|\b(?:{_CODE})"
_AMOUNT = rf"(?:{_SIGN})\s?{_NUMBER}|{numerals.SPELT}\s?円|(?<![\d,.]){_NUMBER}{numerals.EVEN}?\s?(?:{_UNIT})"
_SHARE = rf"(?<![\d.,])\d{{1,3}}(?:[.,]\d)?[\s-]?(?:%|per\s?cent\b|パーセント|割)|(?<![{numerals.SIGNS}])[一二三四五六七八九半]割"
_STYLED = r"<[a-z]\w{0,9}\s(?=[^<>]{0,200}line-through)[^<>]{0,300}>"
_OPENS = rf"(?:~~|<(?:del|s|strike)\b[^<>]{{0,200}}>|{_STYLED})"
_CLOSES = r"(?:~~|</[a-z]\w{0,9}>)"
_STRUCK = rf"~~[^~\n]{{1,200}}~~|(?:<(?:del|s|strike)\b[^<>]{{0,200}}>|{_STYLED})(?:<[a-z][^<>]{{0,100}}>\s?){{0,3}}[^<]{{1,200}}(?=<)"
_STRUCK_BARE = rf"(?P<struck>{_OPENS}\s?(?P<was>{_NUMBER})\s?{_CLOSES})[\s*_→⇒>=-]{{0,8}}[¥$€£]?\s?(?P<now>{_NUMBER})"
"""A mere number, struck out beside the price: “~~5,500~~ 4,400”."""
_ANY = rf"{_AMOUNT}|(?<![\d,.]){_NUMBER}"
_BETWEEN = r"[\s,、。;:/|()「」*_~–—-]{0,6}"
_LOOSE = r"[\s:はがので、,()「」*_~=–—-]{0,4}"
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


_Spans = Iterator[tuple[int, int, Decimal | None]]


def _spans(text: str) -> _Spans:
    """What compares whatever the offer's own price is."""
    for match in compiled(_AMOUNT).finditer(text):
        span = _struck(text, match) or _worded(text, match.span(), "amount")
        if span is not None:
            yield *span, likely(match[0])
        elif (saved := _worded(text, match.span(), "saving")) is not None:
            yield *saved, None
    for match in compiled(_SHARE).finditer(text):
        if (shared := _worded(text, match.span(), "share")) is not None:
            yield *shared, None
    if any(word in text for word in _first_words("alone")):
        for match in _alone().finditer(text):
            if not denied(text, match.span(), _TABLE):
                yield *match.span(), None


def _beside(text: str, price: Money) -> _Spans:
    """A higher price or a mere number right beside the price of the offer: “5,500円から4,400円に”, “(was 5,500)”."""
    for match in compiled(_STRUCK_BARE).finditer(text):
        if likely(match["now"]) == price.amount:
            yield *match.span("struck"), likely(match["was"])
    for match in _in_brackets().finditer(text):
        was = likely(match["before"] or match["after"])
        if was <= price.amount * _FAR:
            yield *match.span(), was
    for now in compiled(_ANY).finditer(text):
        yield from _led(text, now, price.amount)


def _led(text: str, now: re.Match[str], price: Decimal) -> _Spans:
    """An amount that leads to the price; an arrow may also lead to the price of other goods."""
    amount, near = likely(now[0]), max(0, now.start() - _NEAR)
    before = text[near : now.start()]
    was = (_found(_lead, "leads_to_price", before) if amount == price else None) or _found(_arrow, "arrows", before)
    if was is None or _range_ends().match(text, now.end()) or likely(was["was"]) <= amount:
        return
    marked = [_is_marked(was["was"]), _is_marked(now[0])]
    at = near + was.start("was")
    bare = _is_told(text, at) or (_arrow().search(before) and len(re.findall(r"\d", was["was"])) >= _LONG)
    if all(marked) or (amount == price and (any(marked) or bare)):
        yield at, now.end(), likely(was["was"])


def _is_marked(amount: str) -> bool:
    return compiled(_NUMBER).fullmatch(amount) is None


def _is_told(text: str, at: int) -> bool:
    """Whether words before a mere number say that it is a price to compare with."""
    return _found(partial(_before, "amount"), "before_amount", text[max(0, at - _NEAR) : at]) is not None


def _struck(text: str, amount: re.Match[str]) -> _Span | None:
    """Where the amount is struck out, by Markdown, by a tag or by a style on its line."""
    near = max(0, amount.start() - _STRUCK_LENGTH)
    start = max(near, text.rfind("\n", near, amount.start()) + 1)
    for match in compiled(_STRUCK).finditer(text, start, amount.end() + _STRUCK_LENGTH):
        if match.start() < amount.start() and amount.end() <= match.end():
            return match.span()
    return None


def _worded(text: str, amount: _Span, what: str) -> _Span | None:
    """Where words before or behind an amount compare with it (`amount`), or say that it (`saving`) or a share is saved."""
    near = max(0, amount[0] - _NEAR)
    before = _found(partial(_before, what), f"before_{what}", text[near : amount[0]])
    after = _after(what).match(text, amount[1])
    if before is None and after is None:
        return None
    span = near + before.start() if before else amount[0], after.end() if after else amount[1]
    return None if denied(text, span, _TABLE) else span


def _found(pattern: Callable[[], re.Pattern[str]], name: str, before: str) -> re.Match[str] | None:
    """What a pattern finds in the text before an amount. Looking for one word of each phrase first is ten times as fast."""
    return pattern().search(before) if any(word in before for word in _first_words(name)) else None


@cache
def _before(what: str) -> re.Pattern[str]:
    """The words before an amount, with a colon, “of”, “with tax” or the like between."""
    soft = _any("between_before")
    return re.compile(rf"(?:{_any(f'before_{what}')})(?:{_LOOSE}(?:{soft})){{0,3}}{_LOOSE}$")


@cache
def _after(what: str) -> re.Pattern[str]:
    return re.compile(rf"[\s)」*_-]{{0,3}}(?:(?:{_any('between_after')})[\s)」*_]?){{0,2}}(?:{_any(f'after_{what}')})")


@cache
def _in_brackets() -> re.Pattern[str]:
    """A mere number that is alone in brackets with such a word."""
    before = rf"(?:{_any('before_amount')}|before){_LOOSE}(?P<before>{_NUMBER})"
    return re.compile(rf"\(\s?(?:{before}|(?P<after>{_NUMBER})\s(?:{_any('after_amount')}))\s?\)")


@cache
def _lead() -> re.Pattern[str]:
    words = f"{_any('leads_to_price')}|{_any('arrows')}"
    return re.compile(rf"(?P<was>{_ANY})(?:{_BETWEEN}(?:{words})){{1,3}}{_BETWEEN}$")


@cache
def _arrow() -> re.Pattern[str]:
    return re.compile(rf"(?P<was>{_ANY})\s{{0,3}}(?:{_any('arrows')})\s{{0,3}}$")


@cache
def _range_ends() -> re.Pattern[str]:
    return re.compile(rf"[\s,]{{0,2}}(?:{_any('range_ends')})")


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(_any("alone"))


@cache
def _first_words(name: str) -> frozenset[str]:
    """Of each phrase of a list, a word to look for first."""
    return frozenset(max(re.split(r"[\s#|-]", phrase.lower()), key=len) or phrase for phrase in phrases(_TABLE, name))


def _any(name: str) -> str:
    """The longest first: “引き” before “引”. Behind a phrase that ends in “|”, its clause ends too."""
    return "|".join(map(_pattern, sorted(phrases(_TABLE, name), key=len, reverse=True)))


def _pattern(phrase: str) -> str:
    end = r"(?=\s*(?:[).,;!/。、]|\Z)|\s*\n)"
    return worded(phrase.rstrip("| ")) + end if phrase.endswith("|") else worded(phrase)
