"""Random streams for property tests: short spans and coarse clocks, so that ties and edges are common."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from planner.model import Need, Role, WarmingRule
from planner.warming.streams import DAY, Outage, Send, Stream, merged_outages

_KINDS = ("gratitude", "product-story", "staff-voice", "customer-story")
_INSTANTS = st.builds(lambda day, part: day * DAY + part, st.integers(1, 40), st.sampled_from([0, 1, 540, 541, 1439]))


@st.composite
def _sends(draw: st.DrawFn) -> tuple[Send, ...]:
    count = draw(st.integers(0, 24))
    sends = [
        _send(f"p{draw(st.integers(0, 99)):02d}-{number}", draw(_INSTANTS), draw(st.sampled_from("wwwwnoooo")), draw)
        for number in range(count)
    ]
    return tuple(sorted(sends, key=lambda send: send.rank))


def _send(path: str, instant: int, letter: str, draw: st.DrawFn) -> Send:
    if letter == "w":
        return Send(instant, path, draw(st.sampled_from(_KINDS)), Role.WARMS)
    if letter == "n":
        return Send(instant, path, "news", Role.NEUTRAL)
    campaign = draw(st.sampled_from([None, None, "a", "b"]))
    deadline = draw(st.one_of(st.none(), st.integers(0, 20).map(lambda days: instant + days * DAY + 60)))
    history = draw(st.integers(0, 9)) == 0
    return Send(instant, path, "offer", Role.ASKS, campaign, deadline, history, kept_out=draw(st.integers(0, 9)) == 0)


def _step(day: int, letter: str, draw: st.DrawFn) -> Send:
    step = _send(f"s{day:02d}", day * DAY, letter, draw)
    return replace(step, history=False, kept_out=False)


@st.composite
def _steps(draw: st.DrawFn, *, offers: bool) -> tuple[Send, ...]:
    days = draw(st.lists(st.integers(0, 14), unique=True, max_size=6))
    roles = "wwwwno" if offers else "wwwwn"
    return tuple(_step(day, draw(st.sampled_from(roles)), draw) for day in sorted(days))


@st.composite
def rules(draw: st.DrawFn) -> WarmingRule:
    """A warming rule with small numbers."""
    need = st.builds(Need, st.integers(0, 4), st.integers(0, 3), st.integers(0, 6))
    return WarmingRule(draw(need), draw(need), draw(st.integers(4, 20)), draw(st.integers(0, 2)))


@st.composite
def streams(draw: st.DrawFn, *, steps: bool = True, step_offers: bool = True) -> Stream:
    """A stream of up to 24 sends in 40 days, with a series, incidents and campaigns."""
    outages = draw(st.lists(st.builds(_outage, _INSTANTS, st.one_of(st.none(), st.integers(0, 8000))), max_size=2))
    series = draw(_steps(offers=step_offers)) if steps else ()
    return Stream("newsletter/customer", draw(rules()), draw(_sends()), series, merged_outages(outages))


def _outage(start: int, length: int | None) -> Outage:
    return Outage(start, None if length is None else start + length)


@st.composite
def tight_streams(draw: st.DrawFn) -> Stream:
    """A stream of a few days in which nearly everything touches: for trying every join date."""
    instants = st.builds(lambda day, minute: day * DAY + minute, st.integers(1, 9), st.sampled_from([0, 0, 0, 1]))
    count = draw(st.integers(1, 9))
    sends = [_send(f"p{number}", draw(instants), draw(st.sampled_from("wwwwnooo")), draw) for number in range(count)]
    days = draw(st.lists(st.integers(0, 5), unique=True, max_size=4))
    steps = [_step(day, draw(st.sampled_from("wwwoo")), draw) for day in sorted(days)]
    need = st.builds(Need, st.integers(0, 3), st.integers(0, 2), st.integers(0, 3))
    rule = WarmingRule(draw(need), draw(need), draw(st.integers(3, 6)), draw(st.integers(0, 2)))
    outages = draw(st.lists(st.builds(_outage, instants, st.sampled_from([None, DAY, 2 * DAY + 1])), max_size=1))
    in_order = tuple(sorted(sends, key=lambda send: send.rank))
    return Stream("newsletter/customer", rule, in_order, tuple(steps), merged_outages(outages))
