"""`talk-order`: the six talks come in their order in a series."""

from __future__ import annotations

from collections.abc import Iterator

from planner.model import Level, Step
from planner.rules.base import Inspection, Judgement, NoOptions, Rule, at
from planner.rules.steps import series_of

TALKS = ("gratitude", "good-choice", "product-story", "owner-story", "staff-voice", "customer-story")
_SWAPS = 1
"""How many neighbours may have changed places."""


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """One judgement for each series, at the first talk that comes after more of its successors than a swap explains."""
    for name, steps in series_of(inspection).items():
        talks = _first_of_each(steps)
        found = tuple(step.purpose.name for step in talks)
        late, swaps = None, 0
        for number, purpose in enumerate(found):
            swaps += sum(TALKS.index(other) > TALKS.index(purpose) for other in found[:number])
            late = talks[number] if late is None and swaps > _SWAPS else late
        if late is not None:
            in_order = tuple(sorted(found, key=TALKS.index))
            yield at(late, "purpose", "order", series=name, purpose=late.purpose.name, found=found, order=in_order)


def _first_of_each(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Where each talk is held first; to say thank you again later is never wrong."""
    first: dict[str, Step] = {}
    for step in steps:
        if step.purpose.name in TALKS:
            first.setdefault(step.purpose.name, step)
    return tuple(first.values())


RULE = Rule("talk-order", Level.WARNING, NoOptions(), check)
