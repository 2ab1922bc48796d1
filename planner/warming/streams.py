"""Streams: what one group of readers is sent, in order, as plain numbers.

Instants are whole minutes since 1970-01-01T00:00Z, and a day is 24 hours.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from planner.model import Role, WarmingRule

DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Send:
    """One thing that a reader is sent."""

    instant: int
    path: str
    kind: str
    """The name of its purpose."""
    role: Role
    campaign: str | None = None
    deadline: int | None = None
    """The first minute after the offer's `until` day."""
    history: bool = False
    """An offer from before `since`: not judged, received as it is."""
    kept_out: bool = False
    """An offer with an error of its own: judged, but nobody gets it."""
    passes: bool = False
    """An offer that goes out to everybody even where it is cold, because the shop lets it."""
    order: int = 0
    """Within one instant: a digest puts warming before offers."""

    @property
    def rank(self) -> tuple[int, int, str]:
        """What sends are sorted by."""
        return self.instant, self.order, self.path


class Outage(NamedTuple):
    """An open incident: no offers from `start` until just before `end` (None: still open)."""

    start: int
    end: int | None


@dataclass(frozen=True, slots=True)
class Stream:
    """What the readers of a stream are sent, sorted, and the rule that protects them."""

    name: str
    rule: WarmingRule
    sends: tuple[Send, ...]
    steps: tuple[Send, ...] = ()
    """The series of the stream's stage; here `instant` counts from the day the reader joined."""
    outages: tuple[Outage, ...] = ()

    @property
    def is_joined(self) -> bool:
        """Whether its readers have a join date: those of the newsletter do, those of the site and the feed do not."""
        return self.name.startswith("newsletter/")


class Standing(StrEnum):
    """Whether readers are warm for an offer."""

    WARM = "warm"
    PARTLY = "partly"
    COLD = "cold"


class Warmth(NamedTuple):
    """What a reader has had at an instant, beside what is needed. Days from the earliest counted post on."""

    posts: int
    posts_needed: int
    kinds: int
    kinds_needed: int
    days: float
    days_needed: int
    first: bool


class Joined(NamedTuple):
    """Readers who joined at `start` or later and before `end`, in minutes; None: no bound."""

    start: int | None
    end: int | None


class Verdict(NamedTuple):
    """The answer for one offer in one stream."""

    path: str
    instant: int
    campaign: str | None
    standing: Standing
    warmth: Warmth
    joiners: tuple[Joined, ...]
    """Who receives it, by join date."""
    earliest: int | None
    """The first instant, from its own on, at which a long-standing reader would be warm; None: waiting never helps."""
    outage: bool = False
    """Whether an open incident keeps it back."""


def merged_outages(outages: Iterable[Outage]) -> tuple[Outage, ...]:
    """The same outages, sorted and without overlaps."""
    merged: list[Outage] = []
    for outage in sorted(outages, key=lambda one: one.start):
        if merged and (merged[-1].end is None or outage.start <= merged[-1].end):
            last = merged.pop()
            end = None if last.end is None or outage.end is None else max(last.end, outage.end)
            merged.append(Outage(last.start, end))
        elif outage.end is None or outage.start < outage.end:
            merged.append(outage)
    return tuple(merged)


def outage_at(outages: tuple[Outage, ...], instant: int) -> Outage | None:
    """The outage (of merged ones) that an instant falls in."""
    index = bisect_right(outages, instant, key=lambda one: one.start) - 1
    if index < 0:
        return None
    outage = outages[index]
    return outage if outage.end is None or instant < outage.end else None


Verdicts = Mapping[str, tuple[Verdict, ...]]
