"""`late-apology`: an apology that comes long after what it is about, or before it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planner.incidents import happened_at
from planner.model import Level
from planner.rules.base import Inspection, Judgement, Rule, at
from planner.warming.calendar import minutes

_HOUR = 60


class Options(NamedTuple):
    """`hours`: how long after it happened an apology is still in time."""

    hours: int = 48


def check(inspection: Inspection, options: Options) -> Iterator[Judgement]:
    """By the date of the letter; exactly `hours` later is still in time."""
    for post in inspection.posts:
        happened = happened_at(post)
        if happened is None:
            continue
        passed = minutes(post.date) - minutes(happened)
        if passed < 0:
            yield at(post, "incident.happened", "before", happened=happened, date=post.date)
        elif passed > options.hours * _HOUR:
            hours, rest = divmod(passed, _HOUR)
            yield at(post, "date", "late", happened=happened, hours=hours, minutes=rest, most=options.hours)


RULE = Rule("late-apology", Level.WARNING, Options(), check)
