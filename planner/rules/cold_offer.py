"""`cold-offer`: an offer that comes before its readers have had enough that warms."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor
from typing import Any

from planner.model import Letter, Level, Role, Settings
from planner.rules.base import Inspection, Judgement, NoOptions, Rule
from planner.rules.received import letters_by_path
from planner.warming.calendar import moment
from planner.warming.history import History
from planner.warming.series import StepVerdict
from planner.warming.streams import DAY, Standing, Stream, Verdict, Warmth


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """One judgement for each stream in which long-standing readers are cold, and one for each cold offer of a series."""
    letters = letters_by_path(inspection)
    for stream, verdicts in inspection.verdicts.items():
        for verdict in verdicts:
            if verdict.standing is Standing.COLD:
                yield _cold(inspection.settings, letters[verdict.path], stream, verdict)
    for name, steps in inspection.series.items():
        for step in steps:
            if step.standing is Standing.COLD:
                yield _cold_step(letters[step.path], inspection.streams[name], step)


def _cold(settings: Settings, letter: Letter, stream: str, verdict: Verdict) -> Judgement:
    if verdict.outage:
        case = "incident"
    elif verdict.warmth.posts < verdict.warmth.posts_needed:
        case = "posts"
    elif verdict.warmth.kinds < verdict.warmth.kinds_needed:
        case = "kinds"
    else:
        case = "days"
    values = {"stream": stream, **_values(verdict.warmth)}
    if verdict.earliest is None:
        return Judgement(letter.path, letter.place("purpose"), f"{case}-write", values)
    values["earliest"] = moment(verdict.earliest, settings.timezone)
    return Judgement(letter.path, letter.place("purpose"), f"{case}-wait", values)


def _cold_step(letter: Letter, stream: Stream, step: StepVerdict) -> Judgement:
    values = {"stream": stream.name, "day": step.instant // DAY, **_values(step.warmth)}
    day = _earliest_day(stream, step)
    if day is None:
        return Judgement(letter.path, letter.place("purpose"), "series-write", values)
    return Judgement(letter.path, letter.place("purpose"), "series-wait", {**values, "earliest_day": day})


def _earliest_day(stream: Stream, offer: StepVerdict) -> int | None:
    """The first day after its own on which a cold offer would be warm, if nothing else in the series changed."""
    history = History(stream.rule)
    day = offer.instant // DAY
    for number, step in enumerate(stream.steps):
        if step.role is not Role.ASKS or history.takes(step, step.instant):
            history.receive(step, step.instant)
        following = stream.steps[number + 1].instant // DAY if number + 1 < len(stream.steps) else None
        found = _warm_day(history, max(day, step.instant // DAY) + 1, following)
        if found is not None:
            return found
    return None


def _warm_day(history: History, day: int, following: int | None) -> int | None:
    """The first day from `day` on, and before that of the `following` letter, on which the reader would be warm."""
    while following is None or day < following:
        if history.is_warm(day * DAY):
            return day
        if not history.enough or history.earliest is None:
            return None
        day = max(day + 1, history.earliest // DAY + history.need.days)
    return None


def _values(warmth: Warmth) -> dict[str, Any]:
    return {
        "posts": warmth.posts,
        "needed": warmth.posts_needed,
        "missing": max(0, warmth.posts_needed - warmth.posts),
        "kinds": warmth.kinds,
        "kinds_needed": warmth.kinds_needed,
        # Rounded down: one minute short of seven days is not seven days.
        "days": floor(warmth.days * 10) / 10,
        "days_needed": warmth.days_needed,
        "first": warmth.first,
    }


RULE = Rule("cold-offer", Level.ERROR, NoOptions(), check, after_warming=True)
