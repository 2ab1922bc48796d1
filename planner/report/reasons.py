"""Why something should be written next, as a sentence."""

from __future__ import annotations

from typing import Any

from planner.report.figures import had
from planner.report.status import Status
from planner.warming.advice import Advice
from planner.warming.calendar import moment
from planner.warming.streams import Warmth
from planner.wording import Catalogue


def why(status: Status, advice: Advice, words: Catalogue) -> str:
    """The reason for a piece of advice."""
    values: dict[str, Any] = {"streams": advice.streams}
    zone = status.settings.timezone
    for name, value in advice.values.items():
        values |= had(value) if isinstance(value, Warmth) else {name: moment(value, zone)}
    return words.say(f"status.why.{advice.case}", **values)
