"""The number in what a shop writes about its telephone: hours, an extension or a second number may stand beside it."""

from __future__ import annotations

import re
from unicodedata import normalize

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−ー〜~", "-"))
_TRUNK = re.compile(r"(\+\d{1,3}[- .]?)\(0\)")
"""The zero that is dialled only from within the country."""
_BEGIN = re.compile(r"\+?\d+", re.ASCII)
_MORE = re.compile(r"(?P<gap>[-.]|[)(]| ?\(|\)[- ]?| )(?P<digits>\d+)(?!\d|[:時])", re.ASCII)
"""A further group of digits; those before a colon or 時 are an hour."""
_WHOLE, _WHOLE_ABROAD = 9, 11
"""With so many digits a number is whole, at home and with its country; what a space or a bracket parts from it is another matter."""


def telephone(written: str) -> str | None:
    """The address under which a telephone calls the number; None where there is none."""
    text = _TRUNK.sub(r"\1", normalize("NFKC", written).translate(_DASHES))
    begin = _BEGIN.search(text)
    if begin is None:
        return None
    digits, end = begin[0], begin.end()
    whole = _WHOLE_ABROAD if digits.startswith("+") else _WHOLE
    while (more := _MORE.match(text, end)) and (len(digits) < whole or more["gap"] in {"-", "."}):
        digits, end = digits + more["digits"], more.end()
    return f"tel:{digits}"
