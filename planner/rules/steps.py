"""The series of a shop as rules look at them: each with its letters in the order in which a reader gets them."""

from __future__ import annotations

from collections.abc import Mapping

from planner.model import Step
from planner.rules.base import Inspection


def series_of(inspection: Inspection) -> Mapping[str, tuple[Step, ...]]:
    """The series that greet a stage, by name; letters by day and path."""
    found: dict[str, list[Step]] = {}
    for letter in inspection.letters:
        if isinstance(letter, Step) and letter.stage is not None:
            found.setdefault(letter.series, []).append(letter)
    return {name: tuple(sorted(steps, key=lambda step: (step.day, step.path))) for name, steps in found.items()}
