"""`duplicate-day`: two letters of one series on the same day."""

from __future__ import annotations

from collections.abc import Iterator

from planner.model import Level, Step
from planner.rules.base import Inspection, Judgement, NoOptions, Rule, at


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """The first by path keeps its day; every later one is told whose it is."""
    taken: dict[tuple[str, int], Step] = {}
    for letter in inspection.letters:
        if isinstance(letter, Step):
            first = taken.setdefault((letter.series, letter.day), letter)
            if first is not letter:
                yield at(letter, "day", "taken", day=letter.day, other=first.path)


RULE = Rule("duplicate-day", Level.ERROR, NoOptions(), check)
