"""Numbers as people write them: 4,400 and 39,90, 三十六, 二千五百, 1万2千.

What an owner states is read strictly (`readings`, `in_figures`); what a letter says in passing, as it was most likely
meant (`likely`).
"""

from __future__ import annotations

import re
from decimal import Decimal

from planner.patterns import compiled

FIGURES = {figure: value for value, figure in enumerate("〇一二三四五六七八九")} | {"零": 0}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIAD = 10_000
_UNITS = _TENS | {"万": _MYRIAD}
SIGNS = "".join((*FIGURES, *_UNITS))
"""As they stand between the brackets of a pattern."""
_SPACES = " \u00a0\u202f"
EVEN = r"(?:(?<=\d) ?[.,][-‐‑‒–—―−]{1,2}(?!\d))"
"""“39,– €” and “39.– CHF”: nothing behind the point."""
NUMBER = rf"(?:\d{{1,3}}(?:[{_SPACES}'’]\d{{3}}){{1,3}}(?!\d)(?:[.,]\d{{1,2}}(?!\d))?|\d(?:[\d,.]{{0,15}}\d)?)"
"""A number in figures, in running text."""
SPELT = rf"(?<![\d,.{SIGNS}])[\d{SIGNS}](?:(?:[\d,.{SIGNS}]|(?<=[万千百]) (?=[\d{SIGNS}])){{0,15}}[\d{SIGNS}])?"
"""One that may have kanji in it."""
_COUNTED = rf"[\d.,{SIGNS}億](?:[\d.,{SIGNS}億 ]*[\d.,{SIGNS}億])?"
_PLAIN = r"(?=.*\D)(?:[1-9]\d{0,3}万)?(?:[1-9]?千)?(?:[1-9]?百(?:\d{1,2})?|\d{1,3})?|[1-9]\d{0,3}万\d{4}"
"""“4千”, “1万2千”, “2千5百”, “1万2000”; “10千” is how accounts are kept, and on no price tag."""
_BROKEN = r"(\d{1,4}\.\d{1,4})([百千万])"
_GAPS = ",. '"


def value(spelt: str) -> int:
    """What a number comes to, spelt with tens (三十六) or figure by figure (三六), also with Arabic figures in it."""
    total = part = figure = 0
    for sign in spelt:
        if sign == "万":
            total, part, figure = total + max(part + figure, 1) * _MYRIAD, 0, 0
        elif sign in _TENS:
            part, figure = part + max(figure, 1) * _TENS[sign], 0
        else:
            figure = figure * 10 + (FIGURES[sign] if sign in FIGURES else int(sign))
    return total + part + figure


def in_figures(text: str) -> str:
    """A text in which 1万2千 has become 12000; what stands on no price tag (10千, 2千万) is left as it is."""
    return compiled(_COUNTED).sub(_counted, text)


def _counted(number: re.Match[str]) -> str:
    spelt = compiled(r"(?<=[百千万]) | (?=[百千万])").sub("", number[0])
    return str(value(spelt)) if compiled(_PLAIN).fullmatch(spelt) else number[0]


def readings(figures: str, digits: int) -> set[Decimal]:
    """What an amount may come to, whichever of its signs part the thousands, and whichever begins its decimals.

    Three digits behind a comma are thousands, in English as in Japanese; behind a single dot they may be either, except
    where nothing smaller is paid with (no `digits`), or just so much smaller.
    """
    found = set()
    for gap in _GAPS.replace(".", "") if digits == 3 else _GAPS:  # noqa: PLR2004 - fils, of which a dinar has a thousand
        for point in ".,".replace(gap, ""):
            most = max(digits, 2) if point == "," else 3 if digits else 2
            whole = rf"\d{{1,12}}|[1-9]\d{{0,2}}(?:{re.escape(gap)}\d{{3}}){{1,3}}"
            match = re.fullmatch(rf"(?P<whole>{whole})(?:{re.escape(point)}(?P<rest>\d{{1,{most}}}))?", figures)
            if match:
                rest = f".{match['rest']}" if match["rest"] else ""
                found.add(Decimal(match["whole"].replace(gap, "") + rest))
    return found


def likely(amount: str) -> Decimal:
    """What an amount in running text was most likely meant to be, whatever stands around its number.

    Of two readings it is the larger: three digits behind the last sign are thousands.
    """
    if broken := compiled(_BROKEN).search(amount):
        return Decimal(broken[1]) * _UNITS[broken[2]]
    if not set(SIGNS).isdisjoint(amount):
        return Decimal(value(re.sub(rf"[^\d{SIGNS}]", "", amount)))
    plain = re.sub(rf"[’{_SPACES}]", "'", amount)
    figures = "".join(re.findall(r"[\d.,']", plain)).strip(".,'")
    return max(readings(figures, 2), default=Decimal(re.sub(r"\D", "", figures)))
