"""The verdict for long-standing readers, held against one reader followed by hand."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.model import Need, Role, WarmingRule
from planner.presets import DEFAULT
from planner.warming.readers import verdicts
from planner.warming.streams import DAY, Joined, Outage, Send, Standing, Stream, Verdict
from tests.calendars import streams, tight_streams
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


@settings(max_examples=500, deadline=None)
@given(tight_streams())
def test_joiners_agree_with_every_single_reader(stream: Stream) -> None:
    found = verdicts(stream)
    cold = {verdict.path for verdict in found if verdict.standing is Standing.COLD}
    shown = replace(
        stream, sends=tuple(replace(send, kept_out=send.kept_out or send.path in cold) for send in stream.sends)
    )
    everyone = [day * DAY + minute for day in range(-12, 11) for minute in (-1, 0, 1, 2)]
    for reader in [LONG_AGO, *everyone]:
        received = {outcome.path: outcome.received for outcome in follow(shown, reader)}
        for verdict in found:
            if verdict.path not in cold and reader < verdict.instant:
                assert _is_in(reader, verdict) == received[verdict.path], (reader, verdict)


@settings(max_examples=150, deadline=None)
@given(streams(), st.data())
def test_joiners_agree_in_longer_calendars(stream: Stream, data: st.DataObject) -> None:
    found = verdicts(stream)
    cold = {verdict.path for verdict in found if verdict.standing is Standing.COLD}
    shown = replace(
        stream, sends=tuple(replace(send, kept_out=send.kept_out or send.path in cold) for send in stream.sends)
    )
    edges = sorted({bound + step for bound in _join_edges(stream, found) for step in (-1, 0, 1)})
    for reader in data.draw(st.lists(st.sampled_from(edges), max_size=30, unique=True)) if edges else []:
        received = {outcome.path: outcome.received for outcome in follow(shown, reader)}
        for verdict in found:
            if verdict.path not in cold and reader < verdict.instant:
                assert _is_in(reader, verdict) == received[verdict.path], (reader, verdict)


@settings(max_examples=300, deadline=None)
@given(tight_streams())
def test_a_cold_offer_that_passes_reaches_everybody_and_counts_for_those_after_it(stream: Stream) -> None:
    passing = replace(stream, sends=tuple(replace(send, passes=send.role is Role.ASKS) for send in stream.sends))
    shown = stream
    while (cold := _first_cold(shown)) is not None:
        sends = (replace(send, history=True) if send.path == cold else send for send in shown.sends)
        shown = replace(shown, sends=tuple(sends))
    let_through = {send.path for send, before in zip(shown.sends, stream.sends, strict=True) if send != before}
    found = verdicts(passing)
    assert {one.path for one in found if one.standing is Standing.COLD} == let_through
    for reader in [LONG_AGO, *(day * DAY + minute for day in range(-8, 11) for minute in (-1, 0, 1))]:
        received = {outcome.path: outcome.received for outcome in follow(shown, reader)}
        for verdict in found:
            if reader < verdict.instant:
                assert _is_in(reader, verdict) == received[verdict.path], (reader, verdict)


def test_an_offer_of_a_series_that_passes_is_received_while_an_incident_is_open() -> None:
    steps = (Send(DAY, "step", "offer", Role.ASKS, history=True),)
    sends = (Send(5 * DAY, "a", "gratitude", Role.WARMS), Send(9 * DAY, "b", "offer", Role.ASKS))
    rule = WarmingRule(Need(1, 1, 0), Need(2, 1, 0), 30, 0)
    stream = Stream("newsletter/regular", rule, sends, steps, (Outage(2 * DAY, 3 * DAY),))
    verdict = verdicts(stream)[0]
    for reader in (DAY - 1, DAY, 2 * DAY - 1, 2 * DAY, 4 * DAY):
        assert _is_in(reader, verdict) == (reader < 5 * DAY) == follow(stream, reader)[-1].received


def _first_cold(stream: Stream) -> str | None:
    """The first offer that a long-standing reader, followed by hand, does not receive."""
    offers = {send.path for send in stream.sends if send.role is Role.ASKS}
    return next((one.path for one in follow(stream, LONG_AGO) if one.path in offers and not one.received), None)


def _is_in(reader: int, verdict: Verdict) -> bool:
    return any(
        (one.start is None or one.start <= reader) and (one.end is None or reader < one.end) for one in verdict.joiners
    )


def _join_edges(stream: Stream, found: tuple[Verdict, ...]) -> Iterator[int]:
    """Join dates at which an answer may change: those the proof names, and those the calendar suggests."""
    for verdict in found:
        yield from (bound for one in verdict.joiners for bound in (one.start, one.end) if bound is not None)
    rule = stream.rule
    spans = {0, rule.usual.days * DAY, rule.first.days * DAY, rule.within * DAY}
    days = {0, *(step.instant for step in stream.steps)}
    for instant in {send.instant for send in stream.sends} | {send.deadline for send in stream.sends if send.deadline}:
        yield from (instant - day + sign * span for day in days for span in spans for sign in (-1, 1))


def test_on_the_site_nobody_has_a_join_date() -> None:
    sends = (Send(1, "a", "offer", Role.ASKS, history=True), Send(2, "b", "offer", Role.ASKS))
    found = verdicts(Stream("site", DEFAULT, sends))
    assert [verdict.joiners for verdict in found] == [(Joined(None, None),), ()]


def test_every_offer_is_judged_in_order() -> None:
    sends = (
        Send(1, "b", "offer", Role.ASKS),
        Send(1, "c", "offer", Role.ASKS),
        Send(2, "a", "gratitude", Role.WARMS),
        Send(3, "a2", "offer", Role.ASKS),
    )
    assert [verdict.path for verdict in verdicts(Stream("site", DEFAULT, sends))] == ["b", "c", "a2"]


def test_earliest_is_after_what_warms_at_that_minute_though_another_offer_is_held_back_there() -> None:
    rule = WarmingRule(Need(1, 1, 0), Need(1, 1, 0), within=10, reminders=0)
    sends = (
        Send(0, "a", "offer", Role.ASKS),
        Send(10, "b", "gratitude", Role.WARMS),
        Send(10, "c", "offer", Role.ASKS, kept_out=True),
    )
    first = verdicts(Stream("site", rule, sends))[0]
    assert (first.path, first.earliest) == ("a", 11)


def test_earliest_is_not_before_what_is_received_at_that_minute_though_another_offer_is_held_back_there() -> None:
    rule = WarmingRule(Need(0, 0, 1), Need(0, 0, 0), within=10, reminders=0)
    sends = (
        Send(0, "a", "offer", Role.ASKS, kept_out=True),
        Send(0, "b", "offer", Role.ASKS),
        Send(0, "c", "gratitude", Role.WARMS),
        Send(0, "d", "offer", Role.ASKS),
    )
    last = verdicts(Stream("site", rule, sends))[-1]
    assert (last.path, last.earliest) == ("d", DAY)


def test_a_campaign_that_the_series_has_used_up_reminds_of_nothing_more() -> None:
    rule = WarmingRule(Need(0, 0, 1), Need(0, 0, 0), within=10, reminders=1)
    steps = (
        Send(0, "s0", "offer", Role.ASKS, "cup"),
        Send(1, "s1", "offer", Role.ASKS, "cup"),
    )
    sends = (Send(DAY, "a", "gratitude", Role.WARMS), Send(DAY, "b", "offer", Role.ASKS, "cup"))
    (found,) = verdicts(Stream("newsletter/customer", rule, sends, steps))
    assert (found.standing, found.earliest) == (Standing.COLD, 2 * DAY)


@pytest.mark.no_cover
def test_campaigns_that_never_end_take_no_longer() -> None:
    """A thousand reminders are more than come: how many of them a reader has had makes no difference any more."""
    rule = WarmingRule(Need(1, 1, 0), Need(1, 1, 0), within=180, reminders=1000)
    sends = tuple(
        Send(day * DAY, f"{day:04}", "offer" if day % 3 == 2 else "gratitude", _role(day), f"c{day % 20}")
        for day in range(3000)
    )
    began = time.perf_counter()
    found = verdicts(Stream("newsletter/customer", rule, sends))
    assert len(found) == 1000
    assert time.perf_counter() - began < 4


@pytest.mark.parametrize("campaigns", [1, 20, 800])
def test_many_offers_of_a_campaign_take_no_longer_each(campaigns: int) -> None:
    """Readers who joined at other times have had other reminders of other campaigns: no two of them are alike in all."""
    sends = tuple(_send_of(number, f"c{number // 5 % campaigns}") for number in range(8000))
    kinds = ("gratitude", "staff-voice", "owner-story", "helpful", "after-care")
    steps = tuple(Send(day * DAY, f"s{day}", kind, Role.WARMS) for day, kind in enumerate(kinds))
    stream = Stream("newsletter/customer", DEFAULT, sends, (*steps, Send(24 * DAY, "s24", "offer", Role.ASKS, "c0")))
    began = time.perf_counter()
    assert len(verdicts(stream)) == 1600
    assert time.perf_counter() - began < 4


@pytest.mark.no_cover
def test_each_offer_of_a_series_costs_the_same_for_each_of_the_calendar_however_many_there_are() -> None:
    """The answer is as long: each offer of the series makes cold, for each of the calendar, those who have just had it."""
    few, many = _crossed(20), _crossed(80)
    assert sum(len(one.joiners) for one in verdicts(many)) > 80 * 40
    assert _calls(many) < 18 * _calls(few)


def _crossed(number: int) -> Stream:
    """That many offers in the calendar, and half as many in the series."""
    rule = WarmingRule(Need(1, 1, 0), Need(1, 1, 0), within=30, reminders=0)
    roles = (Role.WARMS, Role.ASKS)
    sends = (Send(7 * DAY * one, f"p{one:03}", "helpful", roles[one % 2]) for one in range(2 * number))
    steps = (Send(11 * DAY * one // 2, f"s{one:03}", "helpful", roles[one % 2]) for one in range(number))
    return Stream("newsletter/customer", rule, tuple(sends), tuple(steps))


def _calls(stream: Stream) -> int:
    """How many calls of functions the verdicts take: the same on every machine."""
    calls: Counter[str] = Counter()
    sys.setprofile(lambda _frame, event, _arg: calls.update([event]))
    try:
        verdicts(stream)
    finally:
        sys.setprofile(None)
    return calls["call"]


def _send_of(number: int, campaign: str) -> Send:
    if number % 5 == 4:
        return Send(number * DAY, f"{number:04}", "offer", Role.ASKS, campaign)
    return Send(number * DAY, f"{number:04}", f"kind-{number % 7}", Role.WARMS)


def test_an_offer_on_the_first_day_of_a_series_has_reached_the_oldest_readers_too() -> None:
    rule = WarmingRule(Need(1, 1, 0), Need(0, 0, 0), within=10, reminders=2)
    sends = (Send(DAY, "a", "offer", Role.ASKS, "cup", 2 * DAY), Send(3 * DAY, "b", "offer", Role.ASKS, "cup"))
    steps = (Send(0, "s0", "offer", Role.ASKS, "cup"),)
    found = verdicts(Stream("newsletter/customer", rule, sends, steps))
    assert [(one.standing, one.joiners) for one in found] == [
        (Standing.WARM, (Joined(None, DAY),)),
        (Standing.WARM, (Joined(None, 3 * DAY),)),
    ]


def _role(day: int) -> Role:
    return Role.ASKS if day % 3 == 2 else Role.WARMS
