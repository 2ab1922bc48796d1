"""`first-touch`: the first letter of a series is the first thing a new reader gets, and it says thank you."""

from __future__ import annotations

from collections.abc import Iterator

from planner.model import Level
from planner.rules.base import Inspection, Judgement, NoOptions, Rule, at
from planner.rules.steps import series_of


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """One judgement for each series that greets a stage and begins with something else."""
    for name, steps in series_of(inspection).items():
        first = steps[0]
        if first.purpose.name != "gratitude":
            yield at(first, "purpose", "other", series=name, purpose=first.purpose.name)


RULE = Rule("first-touch", Level.WARNING, NoOptions(), check)
