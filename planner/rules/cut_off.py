"""`cut-off`: readers who joined too late to be warm for an offer that the others get."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from planner.model import Level, Settings
from planner.rules.base import Inspection, Judgement, NoOptions, Rule
from planner.rules.received import letters_by_path
from planner.warming.calendar import minutes, moment
from planner.warming.streams import Joined, Standing, Verdict


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """One judgement for each stage of which only some readers are warm for an offer that is still to come."""
    letters, now = letters_by_path(inspection), minutes(inspection.at)
    for stream, verdicts in inspection.verdicts.items():
        for verdict in verdicts:
            if verdict.standing is Standing.PARTLY and verdict.instant > now:
                letter = letters[verdict.path]
                case = "before" if len(verdict.joiners) == 1 else "ranges"
                values = _values(inspection.settings, stream, verdict)
                yield Judgement(letter.path, letter.place("date"), case, values)


def _values(settings: Settings, stream: str, verdict: Verdict) -> dict[str, Any]:
    """`from` and `until` bound the readers who are still cold; `joined` are those who get the offer."""
    joined = tuple(_joined(settings, one) for one in verdict.joiners)
    first, second = verdict.joiners[0], next(iter(verdict.joiners[1:]), None)
    end = second.start if second is not None else verdict.instant
    return {
        "stream": stream,
        "from": _moment(settings, first.end),
        "until": _moment(settings, end),
        "joined": joined,
    }


def _joined(settings: Settings, one: Joined) -> dict[str, datetime | None]:
    return {"from": _moment(settings, one.start), "until": _moment(settings, one.end)}


def _moment(settings: Settings, minute: int | None) -> datetime | None:
    return None if minute is None else moment(minute, settings.timezone)


RULE = Rule("cut-off", Level.NOTE, NoOptions(), check, after_warming=True)
