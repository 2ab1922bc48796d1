"""Incidents: what went wrong in a shop, from when until when, and which groups of readers it touched."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from planner.model import Post
from planner.warming.calendar import first_recoveries, happened_at, minutes, streams_of

__all__ = ["Incident", "happened_at", "incidents"]


class Incident(NamedTuple):
    """A failure of the shop, from the moment it happened until the recovery."""

    apology: Post
    happened: datetime
    recovery: Post | None
    """The first letter that reports what was done; None while none is written."""
    streams: tuple[str, ...]
    """Those whose readers were let down: those of the apology."""

    def open_at(self, at: datetime) -> bool:
        """Whether readers still wait for the report at that moment."""
        now = minutes(at)
        return minutes(self.happened) <= now and (self.recovery is None or now < minutes(self.recovery.date))


def incidents(posts: Iterable[Post], without: frozenset[str] = frozenset()) -> tuple[Incident, ...]:
    """Every incident, by when it happened; a recovery whose path is in `without` closes nothing."""
    known = tuple(posts)
    closing = first_recoveries(known, without)
    found = [
        Incident(post, happened, closing.get(post.path), streams_of(post))
        for post in known
        if (happened := happened_at(post)) is not None
    ]
    return tuple(sorted(found, key=lambda incident: (minutes(incident.happened), incident.apology.path)))
