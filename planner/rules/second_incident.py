"""`second-incident`: another failure towards readers who still wait for the report on the last one."""

from __future__ import annotations

from collections.abc import Iterator

from planner.incidents import incidents
from planner.model import Level
from planner.rules.base import Inspection, Judgement, NoOptions, Rule, at


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """On the second apology, once. Two letters about what happened at the same moment are one incident."""
    known = incidents(inspection.posts)
    for number, second in enumerate(known):
        for first in known[:number]:
            both = tuple(stream for stream in second.streams if stream in first.streams)
            if both and first.happened < second.happened and first.open_at(second.happened):
                values = {"other": first.apology.path, "happened": first.happened, "streams": both}
                yield at(second.apology, "incident.happened", "open", **values)
                break


RULE = Rule("second-incident", Level.ERROR, NoOptions(), check)
