"""What a plan comes to, ready to be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from planner.model import Settings, Stage
from planner.warming.ranges import FOREVER, Range, clipped
from planner.warming.streams import Joined


class State(StrEnum):
    """How far a post of a plan has come."""

    NEW = "new"
    """Still to be written."""
    MADE = "made"
    """A draft that the plan has just made."""
    DRAFT = "draft"
    """A draft that has its date."""
    MOVE = "move"
    """A draft to which the owner has to give the date."""
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Row:
    """A post of the plan."""

    date: datetime
    purpose: str
    state: State
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to a wish for an offer."""

    settings: Settings
    at: datetime
    offer: datetime
    """The wished date."""
    written: str | None
    """The offer that stands on that day already."""
    stage: Stage | None
    met: bool
    closed: tuple[str, ...]
    """The streams in which an incident is open on the wished date."""
    earliest: datetime | None
    """The wished date if it can be met, else the first later one that can; None: there is none."""
    rows: tuple[Row, ...]
    """The posts before the offer on that earliest date, in order."""
    readers: Mapping[str, tuple[Joined, ...]]
    """Who is warm for it then, by stream; their join dates end at the offer."""
    arrivals: Mapping[str, int]
    """When it reaches the readers of each stream."""
    useless: tuple[str, ...]
    """Warming drafts that were left out, since they have errors."""

    def of(self, state: State) -> list[Row]:
        """The posts that have come so far."""
        return [row for row in self.rows if row.state is state]


def common(groups: Iterable[tuple[Joined, ...]]) -> tuple[Joined, ...]:
    """The join dates that are in every group."""
    shared: list[Range] = [(-FOREVER, FOREVER)]
    for joiners in groups:
        spans = [
            (-FOREVER if one.start is None else one.start, FOREVER if one.end is None else one.end) for one in joiners
        ]
        shared = [part for start, end in spans for part in clipped(shared, start, end)]
    return tuple(Joined(None if start == -FOREVER else start, None if end == FOREVER else end) for start, end in shared)
