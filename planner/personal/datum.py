"""What was found in a text, and what may stand there: the shop's own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from planner.patterns import compiled
from planner.personal.house import House, house
from planner.personal.signs import halved, in_figures

_LEAST_DIGITS = 7
_LEAST_LETTERS = 5
_KANJI = "[一-龥]"


class Datum(NamedTuple):
    """Something that may lead to a person; `start` and `end` count characters of the text."""

    kind: str
    """`email`, `phone`, `address` or `name`."""
    start: int
    end: int
    masked: str
    """So much of it that its author knows which is meant, and nobody else."""


class Known:
    """What may stand anywhere: the shop's own addresses and numbers, and what the shop allows."""

    def __init__(self, domains: Iterable[str] = (), words: Iterable[str | None] = ()) -> None:
        self.domains = tuple(domain.casefold() for domain in domains if domain)
        written = [word for word in words if word]
        self._written = tuple(written)
        self.words = frozenset(filter(None, map(_bare, written)))
        self.digits = frozenset(digits for digits in map(number, written) if len(digits) >= _LEAST_DIGITS)

    def mail(self, address: str) -> bool:
        """Whether a mail address is the shop's."""
        domain = address.rpartition("@")[2]
        ours = any(domain == known or domain.endswith(f".{known}") for known in self.domains)
        return ours or any(address in word for word in self.words)

    def phone(self, written: str) -> bool:
        """Whether a number is the shop's, with or without the country in front."""
        digits = number(written)
        return any(digits in known or _same_line(digits, known) for known in self.digits)

    def address(self, written: str) -> bool:
        """Whether a postal address is the shop's, or a part of it; a neighbour's differs in nothing but a number."""
        bare = _bare(written).rstrip(".")
        if any(_within(bare, word) for word in self.words):
            return True
        meant = house(written) if compiled(_KANJI).search(written) else None
        if meant is not None:
            return any(meant.is_of(ours) for ours in self._houses)
        return any(len(word) >= _LEAST_LETTERS and _within(word, bare) for word in self.words)

    @cached_property
    def _houses(self) -> tuple[House, ...]:
        return tuple(filter(None, map(house, self._written)))


def number(written: str) -> str:
    """The digits of a text; of a telephone number in kanji, those that it means."""
    return re.sub(r"\D", "", unicodedata.normalize("NFKC", in_figures(written)[0]))


def _same_line(one: str, other: str) -> bool:
    """Whether two runs of digits are one line: `075…` and `8175…`."""
    shorter, longer = sorted((one.lstrip("0"), other.lstrip("0")), key=len)
    return len(shorter) >= _LEAST_DIGITS and longer.endswith(shorter)


def _within(part: str, whole: str) -> bool:
    """Whether one text stands in the other, and ends no number in its middle."""
    first, last = r"(?<![\d-])" if part[:1].isdigit() else "", r"(?!-?\d)" if part[-1:].isdigit() else ""
    return part in whole and re.search(f"{first}{re.escape(part)}{last}", whole) is not None


def _bare(written: str) -> str:
    plain = halved(unicodedata.normalize("NFKC", written)).casefold()
    return re.sub(r"[\s,、。]+", "", re.sub(r"(?<=\d)[\s,、。]+(?=\d)", "/", plain))
