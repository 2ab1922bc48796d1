"""An amount of money."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from planner.frontmatter import Node
from planner.model import Money
from planner.nearest import fold
from planner.shapes.reading import Reading, scalar

_SIGNS = {"¥": "JPY", "円": "JPY", "$": "USD", "€": "EUR", "£": "GBP"}


_AMOUNT = re.compile(
    r"(?P<before>[¥$€£]|[A-Z]{3})?\s*(?P<amount>\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,12}(?:\.\d{1,2})?)\s*(?P<after>[¥$€£円]|[A-Z]{3})?"
)


_NET = re.compile(
    r"税抜|税別|\+\s*(?:消費)?税|(?:plus|\+|excl(?:\.|uding)?|before|without|ex)\s*(?:vat|tax)\b|\bnet\b", re.IGNORECASE
)
"""Prices without tax: the law asks for what one pays."""


@dataclass(frozen=True, slots=True)
class Price:
    """An amount of money with its currency: `4400 JPY`, `4,400円`, `€12.50`; 0 where it is free."""

    def read(self, key: str, node: Node, reading: Reading) -> Money | None:
        text = unicodedata.normalize("NFKC", scalar(node) or "").replace("\u00a5", "¥").strip()
        if fold(text) in {"free", "無料", "送料無料"}:
            return Money(Decimal(0), "JPY")
        match = _AMOUNT.fullmatch(re.sub(r"\s*[(（]?(税込み?|tax included|incl\. tax)[)）]?$", "", text))
        if match is None or bool(match["before"]) == bool(match["after"]):
            reading.wrong(key, node, "price", case="net" if _NET.search(text) else "not")
            return None
        sign = match["before"] or match["after"]
        return Money(Decimal(match["amount"].replace(",", "")), _SIGNS.get(sign, sign))

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "examples": ["4400 JPY"]}
