"""What one reader gets, for programs: the JSON of `planner.simulate/1`."""

from __future__ import annotations

from typing import Any

from planner.model import Step
from planner.report.figures import warmth_data
from planner.report.json_report import dump
from planner.report.simulation import Received, Simulation


def render(simulation: Simulation) -> str:
    """One JSON object; the same shop and the same reader give the same bytes."""
    return dump(
        {
            "schema": "planner.simulate/1",
            "stage": simulation.stage,
            "joined": simulation.joined.isoformat(timespec="seconds"),
            "letters": [_letter(one) for one in simulation.letters],
        }
    )


def _letter(one: Received) -> dict[str, Any]:
    letter = one.letter
    return {
        "path": letter.path,
        "date": one.date.isoformat(timespec="seconds"),
        "day": one.day,
        "purpose": letter.purpose.name,
        "title": letter.title,
        "series": letter.series if isinstance(letter, Step) else None,
        "received": one.withheld is None,
        "withheld": one.withheld,
        "warmth": None if one.warmth is None else warmth_data(one.warmth),
    }
