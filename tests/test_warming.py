"""The verdict for long-standing readers, held against one reader followed by hand."""

from __future__ import annotations

from hypothesis import given, settings

from planner.model import Role
from planner.presets import DEFAULT
from planner.warming.readers import verdicts
from planner.warming.streams import DAY, Send, Standing, Stream
from tests.calendars import streams
from tests.one_reader import follow

LONG_AGO = -(10**6)


def _edges(stream: Stream, least: int) -> list[int]:
    """Every minute, from `least` on, at which an answer could change."""
    rule = stream.rule
    spans = [0, rule.usual.days * DAY, rule.first.days * DAY, rule.within * DAY]
    marks = {send.instant + span for send in stream.sends for span in spans}
    marks |= {send.deadline for send in stream.sends if send.deadline}
    marks |= {edge for outage in stream.outages for edge in (outage.start, outage.end) if edge is not None}
    minutes = {least} | {mark + step for mark in marks for step in (-1, 0, 1)}
    return sorted(minute for minute in minutes if minute >= least)


def _received(stream: Stream, path: str, moved: int | None = None) -> bool:
    outcomes = follow(stream, LONG_AGO, moved=None if moved is None else (path, moved))
    return next(outcome.received for outcome in outcomes if outcome.path == path)


@settings(max_examples=400, deadline=None)
@given(streams(step_offers=True))
def test_verdicts_agree_with_one_reader(stream: Stream) -> None:
    for verdict in verdicts(stream):
        assert (verdict.standing is not Standing.COLD) == _received(stream, verdict.path), verdict


@settings(max_examples=150, deadline=None)
@given(streams(step_offers=True))
def test_earliest_is_the_first_minute_that_would_be_warm(stream: Stream) -> None:
    for verdict in verdicts(stream)[:3]:
        minutes = _edges(stream, verdict.instant)
        expected = next((minute for minute in minutes if _received(stream, verdict.path, minute)), None)
        assert verdict.earliest == expected, verdict


def test_every_offer_is_judged_in_order() -> None:
    sends = (
        Send(1, "b", "offer", Role.ASKS),
        Send(1, "c", "offer", Role.ASKS),
        Send(2, "a", "gratitude", Role.WARMS),
        Send(3, "a2", "offer", Role.ASKS),
    )
    assert [verdict.path for verdict in verdicts(Stream("site", DEFAULT, sends))] == ["b", "c", "a2"]
