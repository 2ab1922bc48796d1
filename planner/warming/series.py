"""Offers within a series, judged for a reader who gets nothing but the series."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from planner.model import Role
from planner.warming.history import History
from planner.warming.streams import Standing, Stream, Warmth


class StepVerdict(NamedTuple):
    """The answer for one offer of a series: it is warm or cold, never in part."""

    path: str
    instant: int
    """Minutes from the day the reader joined."""
    standing: Standing
    warmth: Warmth


def series_verdicts(stream: Stream) -> tuple[StepVerdict, ...]:
    """The verdict on each offer of a stream's series, in its order."""
    history = History(stream.rule)
    found = []
    for step in stream.steps:
        received = True
        if step.role is Role.ASKS:
            warmth = history.warmth(step.instant)
            received = history.takes(step, step.instant)
            found.append(StepVerdict(step.path, step.instant, Standing.WARM if received else Standing.COLD, warmth))
        if (received or step.passes) and not step.kept_out:
            history.receive(step, step.instant)
    return tuple(found)


def without_cold_steps(stream: Stream, verdicts: tuple[StepVerdict, ...]) -> Stream:
    """The stream as readers get it: a cold offer of its series is held back, unless it passes, or has an error of its own."""
    cold = {verdict.path for verdict in verdicts if verdict.standing is Standing.COLD}
    sent = (step for step in stream.steps if not step.kept_out and (step.passes or step.path not in cold))
    # What passes is received as it is, as an offer of long ago would be.
    return replace(stream, steps=tuple(replace(step, history=True) if step.path in cold else step for step in sent))
