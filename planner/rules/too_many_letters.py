"""`too-many-letters`: more letters in a week or a month than a reader is glad of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from planner.model import Level, Settings
from planner.rules.base import Inspection, Judgement, Rule
from planner.rules.crowding import Arrival, Crowd, newcomer, stretches
from planner.rules.received import judged_from, letters_by_path, received
from planner.warming.calendar import moment
from planner.warming.ranges import FOREVER
from planner.warming.streams import DAY, Joined, Standing, Stream


class Options(NamedTuple):
    """The most letters in any 7 days, and in any 30."""

    week: int = 4
    month: int = 15


def check(inspection: Inspection, options: Options) -> Iterator[Judgement]:
    """For each stage: each stretch that is too much for all readers, and the newcomer who gets still more beside the series."""
    letters = letters_by_path(inspection)
    for name, stream in inspection.streams.items():
        if stream.is_joined:
            arrivals = tuple(_arrivals(inspection, stream))
            for days, most in ((7, options.week), (30, options.month)):
                for path, case, values in _crowds(inspection.settings, stream, arrivals, days, most):
                    place = letters[path].place("date", "day")
                    common = {"stream": name, "days": days, "most": most}
                    yield Judgement(path, place, case, {**common, **values})


def _crowds(
    settings: Settings, stream: Stream, arrivals: tuple[Arrival, ...], days: int, most: int
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    above = most
    for arrival, letters in stretches(arrivals, days * DAY, most):
        above = max(above, letters)
        yield arrival.path, "everyone", {"letters": letters}
    alone = tuple(Arrival(step.instant, step.path) for step in stream.steps)
    for arrival, letters in stretches(alone, days * DAY, most):
        above = max(above, letters)
        yield arrival.path, "series", {"letters": letters}
    crowd = newcomer(tuple(step.instant for step in stream.steps), arrivals, days * DAY, above)
    if crowd is not None:
        values = {"letters": crowd.letters, "joined": moment(crowd.joined, settings.timezone).date()}
        yield _mailed(stream, arrivals, crowd, days * DAY)[most], "newcomer", values


def _mailed(stream: Stream, arrivals: tuple[Arrival, ...], crowd: Crowd, width: int) -> list[str]:
    """The paths of what that reader gets in the window, in order; at one instant the series comes first."""
    steps = [(crowd.joined + step.instant, 0, step.path) for step in stream.steps]
    sends = [(arrival.instant, 1, arrival.path) for arrival in arrivals if arrival.reaches(crowd.joined)]
    return [path for instant, _, path in sorted([*steps, *sends]) if crowd.end - width < instant <= crowd.end]


def _arrivals(inspection: Inspection, stream: Stream) -> Iterator[Arrival]:
    """The letters of a stage since `since`; the posts of a digest are one letter."""
    since = judged_from(inspection)
    partly = {
        verdict.path: verdict.joiners
        for verdict in inspection.verdicts.get(stream.name, ())
        if verdict.standing is Standing.PARTLY
    }
    digest = inspection.settings.newsletter.edition != "post"
    sends = [send for send in received(inspection, stream.name) if since is None or send.instant >= since]
    for (instant, _), group in groupby(sends, key=lambda send: (send.instant, "" if digest else send.path)):
        paths = [send.path for send in group]
        if all(path in partly for path in paths):
            yield Arrival(instant, paths[0], tuple(_range(one) for path in paths for one in partly[path]))
        else:
            yield Arrival(instant, paths[0])


def _range(joined: Joined) -> tuple[int, int]:
    return (-FOREVER if joined.start is None else joined.start, FOREVER if joined.end is None else joined.end)


RULE = Rule("too-many-letters", Level.WARNING, Options(), check, after_warming=True)
