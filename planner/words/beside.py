"""What stands beside one another in a letter: in one paragraph or in neighbouring ones; the words around a letter are beside all of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from planner.words.parts import Region

ENOUGH = 4
"""What the weights of all that stands beside one another must come to."""
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")


class Weighed(NamedTuple):
    """Something in a letter that weighs something."""

    name: str
    """Of several things of one name only the heaviest counts."""
    weight: int
    region: Region
    start: int
    """In the body, if it stands there."""


class Neighbourhoods:
    """What weighs something in a letter, for every three paragraphs on end."""

    def __init__(self, body: str, every: Iterable[Weighed]) -> None:
        self._breaks = [gap.start() for gap in _PARAGRAPHS.finditer(body)]
        every = list(every)
        self._around = heaviest(one for one in every if one.region is not Region.BODY)
        self._near: dict[int, dict[str, int]] = {}
        for one in every:
            if one.region is Region.BODY:
                for middle in self._of(one.start):
                    _weigh(self._near.setdefault(middle, dict(self._around)), one)

    def all(self) -> Iterable[dict[str, int]]:
        """What the heaviest of each name weighs, in one neighbourhood after the other."""
        return self._near.values() if self._near else [self._around]

    def of(self, region: Region, start: int) -> Iterable[dict[str, int]]:
        """The same, in those that have a place."""
        return (self._near[middle] for middle in self._of(start)) if region is Region.BODY else self.all()

    def _of(self, start: int) -> tuple[int, int, int]:
        paragraph = bisect_right(self._breaks, start)
        return paragraph - 1, paragraph, paragraph + 1


def heaviest(every: Iterable[Weighed]) -> dict[str, int]:
    """What the heaviest of each name weighs."""
    found: dict[str, int] = {}
    for one in every:
        _weigh(found, one)
    return found


def _weigh(found: dict[str, int], one: Weighed) -> None:
    found[one.name] = max(found.get(one.name, 0), one.weight)
