"""`second-incident`: another failure towards readers who still wait for the report on the last one."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator

from planner.incidents import Incident, incidents
from planner.model import Level
from planner.rules.base import Inspection, Judgement, NoOptions, Rule, at


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """On the second apology, once. Two letters about what happened at the same moment are one incident.

    A report with an error of its own reaches nobody, and closes nothing.
    """
    waiting: dict[str, deque[tuple[int, Incident]]] = defaultdict(deque)
    for number, second in enumerate(incidents(inspection.posts, inspection.faulty)):
        still_open = [_oldest(waiting[stream], second) for stream in second.streams]
        first = min((one for one in still_open if one is not None), key=lambda one: one[0], default=(number, second))[1]
        if first.happened < second.happened:
            both = tuple(stream for stream in second.streams if stream in first.streams)
            values = {"other": first.apology.path, "happened": first.happened, "streams": both}
            yield at(second.apology, "incident.happened", "open", **values)
        for stream in second.streams:
            waiting[stream].append((number, second))


def _oldest(waiting: deque[tuple[int, Incident]], second: Incident) -> tuple[int, Incident] | None:
    """The first incident that is open when another happens; those closed by then stay closed."""
    while waiting and not waiting[0][1].open_at(second.happened):
        waiting.popleft()
    return waiting[0] if waiting else None


RULE = Rule("second-incident", Level.ERROR, NoOptions(), check, after_faults=True)
