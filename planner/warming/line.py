"""The warmth of a stream's long-standing readers over time, as a line that can be drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planner.model import Role
from planner.warming.history import History
from planner.warming.readers import long_standing
from planner.warming.streams import DAY, Send, Stream, outage_at
from planner.warming.today import receives


@dataclass(frozen=True, slots=True)
class Point:
    """How many warming posts count at an instant, and how many the next offer needs."""

    instant: int
    posts: int
    needed: int
    welcome: bool
    """Whether an offer would find the reader warm, with no incident open."""


def warmth_line(stream: Stream, start: int, end: int) -> tuple[Point, ...]:
    """The warmth from one minute to another: a point for each day, and one before and one after each send."""
    history = long_standing(stream)
    before = [send for send in stream.sends if send.instant < start]
    for send in before:
        _meet(stream, history, send)
    points: list[Point] = []
    sends = iter(send for send in stream.sends[len(before) :] if send.instant <= end)
    following = next(sends, None)
    for instant in _instants(start, end):
        while following is not None and following.instant <= instant:
            points.append(_point(stream, history, following.instant))
            _meet(stream, history, following)
            points.append(_point(stream, history, following.instant))
            following = next(sends, None)
        points.append(_point(stream, history, instant))
    return tuple(points)


def _instants(start: int, end: int) -> Iterator[int]:
    yield from range(start, end, DAY)
    yield end


def _point(stream: Stream, history: History, instant: int) -> Point:
    warmth = history.warmth(instant)
    welcome = history.is_warm(instant) and outage_at(stream.outages, instant) is None
    return Point(instant, warmth.posts, warmth.posts_needed, welcome)


def _meet(stream: Stream, history: History, send: Send) -> None:
    if send.role is not Role.ASKS or receives(stream, history, send):
        history.receive(send, send.instant)
