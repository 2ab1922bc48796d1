"""`long-silence`: so long without a letter that readers forget the shop."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from planner.model import Level
from planner.rules.base import Inspection, Judgement, Rule
from planner.rules.received import judged_from, letters_by_path, newsletters
from planner.warming.calendar import minutes, moment
from planner.warming.streams import DAY


class Options(NamedTuple):
    """`days`: how long a silence may last."""

    days: int = 45


def check(inspection: Inspection, options: Options) -> Iterator[Judgement]:
    """One judgement for each stage and each silence, at the last letter before it."""
    letters = letters_by_path(inspection)
    since, now = judged_from(inspection), minutes(inspection.at)
    for stream, sends in newsletters(inspection):
        silences = [
            (one.path, one.instant, two.instant, "between" if two.instant > now else "past")
            for one, two in pairwise(sends)
        ]
        silences.append((sends[-1].path, sends[-1].instant, now, "until-now"))
        for path, start, end, case in silences:
            if end - start > options.days * DAY and (since is None or end > since):
                letter = letters[path]
                values = {
                    "stream": stream.name,
                    "days": (end - start) // DAY,
                    "most": options.days,
                    "by": moment(max(start + options.days * DAY, now), inspection.settings.timezone).date(),
                    "next": moment(end, inspection.settings.timezone),
                }
                yield Judgement(letter.path, letter.place("date"), case, values)


RULE = Rule("long-silence", Level.WARNING, Options(), check, after_warming=True)
