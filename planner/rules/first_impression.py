"""`first-impression`: what somebody sees who comes to the home page, or to the feed, for the first time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from planner.model import Channel, Level, Role
from planner.rules.base import Inspection, Judgement, NoOptions, Rule
from planner.rules.received import letters_by_path, received
from planner.warming.streams import Send

_NEWEST = 5
"""How many letters make the first impression."""


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """One judgement for each offer (and stream) with which a second one stands among the newest letters."""
    letters = letters_by_path(inspection)
    for name in (Channel.SITE.value, Channel.FEED.value):
        if name not in inspection.streams:
            continue
        sends = received(inspection, name)
        for index in _crowded(sends):
            letter = letters[sends[index].path]
            values = _values(sends, index)
            yield Judgement(
                letter.path, letter.place("purpose"), values.pop("case"), {"stream": name, "newest": _NEWEST, **values}
            )


def _crowded(sends: tuple[Send, ...]) -> list[int]:
    """The offers that at some moment are the latest of several among the newest letters."""
    found: dict[int, None] = {}
    for last, send in enumerate(sends):
        if last + 1 < len(sends) and sends[last + 1].instant == send.instant:
            continue  # they appear together
        offers = [index for index in range(max(0, last - _NEWEST + 1), last + 1) if sends[index].role is Role.ASKS]
        if len(offers) > 1 and not sends[offers[-1]].history:
            found.setdefault(offers[-1])
    return list(found)


def _values(sends: tuple[Send, ...], index: int) -> dict[str, Any]:
    before = next(number for number in range(index - 1, -1, -1) if sends[number].role is Role.ASKS)
    between = index - before - 1
    case = "between" if between else "next"
    return {"case": case, "other": sends[before].path, "between": between, "missing": _NEWEST - 1 - between}


RULE = Rule("first-impression", Level.WARNING, NoOptions(), check, after_warming=True)
