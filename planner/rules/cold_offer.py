"""`cold-offer`: an offer that comes before its readers have had enough that warms."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor
from typing import Any

from planner.model import Letter, Level, Settings
from planner.rules.base import Inspection, Judgement, NoOptions, Rule
from planner.warming.calendar import moment
from planner.warming.streams import Standing, Verdict


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """One judgement for each stream in which long-standing readers are cold."""
    letters = {letter.path: letter for letter in inspection.letters}
    for stream, verdicts in inspection.verdicts.items():
        for verdict in verdicts:
            if verdict.standing is Standing.COLD:
                yield _cold(inspection.settings, letters[verdict.path], stream, verdict)


def _cold(settings: Settings, letter: Letter, stream: str, verdict: Verdict) -> Judgement:
    values = _values(settings, stream, verdict)
    if verdict.outage:
        case = "incident"
    elif verdict.warmth.posts < verdict.warmth.posts_needed:
        case = "posts"
    elif verdict.warmth.kinds < verdict.warmth.kinds_needed:
        case = "kinds"
    else:
        case = "days"
    case += "-wait" if verdict.earliest is not None else "-write"
    return Judgement(letter.path, letter.place("purpose"), case, values)


def _values(settings: Settings, stream: str, verdict: Verdict) -> dict[str, Any]:
    warmth = verdict.warmth
    earliest = {} if verdict.earliest is None else {"earliest": moment(verdict.earliest, settings.timezone)}
    return {
        "stream": stream,
        "posts": warmth.posts,
        "needed": warmth.posts_needed,
        "missing": max(0, warmth.posts_needed - warmth.posts),
        "kinds": warmth.kinds,
        "kinds_needed": warmth.kinds_needed,
        # Rounded down: one minute short of seven days is not seven days.
        "days": floor(warmth.days * 100) / 100,
        "days_needed": warmth.days_needed,
        "first": warmth.first,
        **earliest,
    }


RULE = Rule("cold-offer", Level.ERROR, NoOptions(), check, after_warming=True)
