"""What one reader gets, letter by letter, and why an offer was withheld."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from planner.model import Channel, Post, Stage, Step
from planner.report.known import Known
from planner.warming.calendar import minutes, moment
from planner.warming.follow import Delivery, Withheld, follow
from planner.warming.streams import DAY, Send, Standing, Stream, Warmth


@dataclass(frozen=True, slots=True)
class Received:
    """A letter that the reader gets, or would have got."""

    letter: Post | Step
    date: datetime
    day: int
    """Whole days since the reader joined."""
    withheld: Withheld | None
    warmth: Warmth | None
    """How warm the reader was; for offers."""


@dataclass(frozen=True, slots=True)
class Simulation:
    """The letters of one reader, in order."""

    stage: Stage
    joined: datetime
    letters: tuple[Received, ...]


def simulate(known: Known, joined: datetime, stage: Stage) -> Simulation:
    """Follow a reader of a stage from the moment of joining up to the last letter planned."""
    name = f"{Channel.NEWSLETTER}/{stage}"
    cold = frozenset(one.path for one in known.verdicts[name] if one.standing is Standing.COLD)
    deliveries = follow(_as_sent(_with_cold_steps(known, name), cold), minutes(joined), cold - known.passing(name))
    return Simulation(stage, joined, tuple(_received(known, joined, deliveries)))


def usual_stage(known: Known) -> Stage:
    """The stage that a series greets, else the customers."""
    greeted = set(known.settings.series.values())
    return next((stage for stage in Stage if stage in greeted), Stage.CUSTOMER)


def _as_sent(stream: Stream, cold: frozenset[str]) -> Stream:
    """The stream with the cold offers that pass as received by everybody."""
    sends = (replace(send, history=send.history or (send.passes and send.path in cold)) for send in stream.sends)
    return replace(stream, sends=tuple(sends))


def _with_cold_steps(known: Known, name: str) -> Stream:
    """The stream with the offers of its series that are held back, so that they can be told."""
    stream = known.streams[name]
    there = {step.path for step in stream.steps}
    kept_out = (_step(known, verdict.path) for verdict in known.series[name] if verdict.path not in there)
    return replace(stream, steps=tuple(sorted((*stream.steps, *kept_out), key=lambda step: step.rank)))


def _step(known: Known, path: str) -> Send:
    letter = known.letters[path]
    day = letter.day if isinstance(letter, Step) else 0
    return Send(day * DAY, path, letter.purpose.name, letter.purpose.role, kept_out=True)


def _received(known: Known, joined: datetime, deliveries: tuple[Delivery, ...]) -> Iterator[Received]:
    for one in deliveries:
        try:
            date = moment(one.instant, known.settings.timezone)
        except OverflowError:  # the calendar ends in 9999
            return
        day = (one.instant - minutes(joined)) // DAY
        yield Received(known.letters[one.send.path], date, day, one.withheld, one.warmth)
