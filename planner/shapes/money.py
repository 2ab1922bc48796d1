"""An amount of money."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from planner import numerals
from planner.frontmatter import Node
from planner.model import EMPTY, Money
from planner.nearest import fold
from planner.patterns import compiled
from planner.shapes.currencies import currency, decimals, is_like_one, nearest_currency
from planner.shapes.reading import Reading, scalar

_FREE = {"free", "無料", "送料無料"}
_PARTS = r"(?P<before>\D*)(?P<amount>\d(?:[\d.,' ]*\d)?)(?P<after>\D*)"
_LONGEST = 60
_COUNTED = ("百", "千", "万", "億")
"""What begins so belongs to the amount, and is no currency."""
_GROSS = r"(?:税込(?:み|価格)?|内税|(?:including|incl\.?|inc\.?|with) (?:tax|vat)|(?:tax|vat) (?:included|incl\.?))"
_WITH_TAX = rf"(?i)^[(（]?{_GROSS}[)）]?\s*:?\s*|\s*[(（,]?\s*{_GROSS}[)）]?$"
"""Said, and not needed: a price is what one pays."""
_NET = r"(?i)税抜|税別|\+\s*(?:消費)?税|(?:plus|\+|excl(?:\.|uding)?|before|without|ex)\s*(?:vat|tax)\b|\bnet\b"
"""Prices without tax: the law asks for what one pays."""


class Price(NamedTuple):
    """An amount of money with its currency: `4400 JPY`, `4,400円`, `39,90 €`; 0 where it is free.

    `words` are those for currencies, folded, each with its code.
    """

    words: Mapping[str, str] = EMPTY

    def read(self, key: str, node: Node, reading: Reading) -> Money | None:
        text = _tidy(scalar(node) or "")
        if fold(text) in _FREE:
            return Money(Decimal(0), "JPY")
        whole, is_even = compiled(numerals.EVEN).subn("", compiled(_WITH_TAX).sub("", text[:_LONGEST]))
        parts = compiled(_PARTS).fullmatch(whole) if len(text) <= _LONGEST else None
        if parts is None or compiled(_NET).search(text):
            reading.wrong(key, node, "price", case="net" if compiled(_NET).search(text) else "not")
            return None
        marks = (parts["before"].strip(), parts["after"].strip())
        code = currency(marks, self.words)
        if code is None:
            self._unknown(key, node, reading, marks)
            return None
        return _money(key, node, reading, parts["amount"], code, 0 if is_even else decimals(code))

    def _unknown(self, key: str, node: Node, reading: Reading, marks: tuple[str, str]) -> None:
        named = [mark for mark in marks if mark and not mark.startswith(_COUNTED)]
        off = [mark for mark in named if currency((mark, ""), self.words) is None]
        mark = next((mark for mark in off if is_like_one(mark, self.words)), None)
        guess = nearest_currency(mark, self.words) if mark else None
        if mark is None:
            reading.wrong(key, node, "price")
        else:
            told = {"mark": mark, **({"nearest": guess} if guess else {})}
            reading.wrong(key, node, "price", case="currency-near" if guess else "currency", **told)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "examples": ["4400 JPY"]}


def _tidy(text: str) -> str:
    """A price in half-width characters, with plain signs."""
    folded = unicodedata.normalize("NFKC", text.replace("\u00a5", "¥").replace("\u2019", "'"))
    return numerals.in_figures(" ".join(folded.split()))


def _money(key: str, node: Node, reading: Reading, amount: str, code: str, digits: int) -> Money | None:
    values = sorted(numerals.readings(amount, digits))
    if len(values) > 1:
        sign = next(sign for sign in ".," if sign in amount)
        told = {"more": f"{values[-1]} {code}", "sign": sign, "digits": digits}
        reading.wrong(key, node, "price", case="two-ways", **told)
        return None
    if not values or values[0] != round(values[0], digits):
        reading.wrong(key, node, "price")
        return None
    return Money(values[0], code)
