"""Which house a written address means, so that two ways of writing it can be held side by side."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from planner.numerals import value
from planner.patterns import compiled
from planner.personal.signs import halved

_SPELT = r"[〇零一二三四五六七八九十百千]+(?=丁目|番|号|条)|(?<=番地の)[〇零一二三四五六七八九十百千]+|(?<=番地)[〇零一二三四五六七八九十百千]+|(?<=番)[一二三四五六七八九十百]+(?![一-龥])"
_CODE = r"〒?\d{3}-\d{4}(?=\D)|〒\d{7}"
_JOINS = r"(?<=\d)(?:丁目の?|番地?[の之-]?|[の之])(?=\d)"
_ENDS = r"(?<=\d)(?:番地?|号)"
_HOUSE = r"(?P<place>(?:\D|\d+(?=条))*)(?P<numbers>\d+(?:-\d+)*)"
_ENOUGH = 2
"""Numbers that already name a house: 4-2 may leave out the flat that 4-2-801 names, but 4 is any house of a quarter."""


class House(NamedTuple):
    """A place, and the numbers of a house in it."""

    place: str
    numbers: tuple[str, ...]

    def is_of(self, other: House) -> bool:
        """Whether this is the other one, or the same house without its flat; either may leave out parts of the place."""
        count = len(self.numbers)
        if self.numbers != other.numbers[:count] or (count < len(other.numbers) and count < _ENOUGH):
            return False
        return _is_part(self.place, other.place) or _is_part(other.place, self.place)


def house(written: str) -> House | None:
    """The house that a Japanese address names; none without a number."""
    plain = compiled(_CODE).sub("", halved(unicodedata.normalize("NFKC", written)))
    plain = re.sub(r"[\s,、。]+", "", re.sub(r"(?<=\d)[\s,、。]+(?=\d)", "/", plain))
    plain = compiled(_SPELT).sub(lambda match: str(value(match[0])), plain)
    found = compiled(_HOUSE).match(compiled(_ENDS).sub("", compiled(_JOINS).sub("-", plain)))
    return House(_same(found["place"]), tuple(found["numbers"].split("-"))) if found and found["place"] else None


def _same(place: str) -> str:
    return re.sub(r"(?<=[上下])が?[るル]|(?<=入)[りるル]", "", place).replace("ケ", "ヶ")


def _is_part(short: str, long: str) -> bool:
    """Whether all letters of one stand in the other, in their order."""
    letters = iter(long)
    return all(letter in letters for letter in short)
