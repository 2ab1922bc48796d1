"""Incidents: what went wrong in a shop, from when until when, and which groups of readers it touched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from planner.model import Post
from planner.warming.calendar import by_time, happened_at, minutes, names_letter, streams_of

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
    known = list(posts)
    closing = [post for post in known if post.recovers is not None and post.path not in without]
    found = [
        Incident(post, happened, _recovery(post, closing), streams_of(post))
        for post in known
        if (happened := happened_at(post)) is not None
    ]
    return tuple(sorted(found, key=lambda incident: (minutes(incident.happened), incident.apology.path)))


def _recovery(apology: Post, closing: Sequence[Post]) -> Post | None:
    naming = (post for post in closing if post.recovers is not None and names_letter(post.recovers, apology))
    return min(naming, key=by_time, default=None)
