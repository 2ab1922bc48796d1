"""Plans, held against the verdicts of the warming, and against every way there is where that can be tried."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import combinations, product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.model import Need, Role, WarmingRule
from planner.warming.calendar import minutes, moment
from planner.warming.lane import Lane, Planned
from planner.warming.plan import Ground, Plan, earliest, plan
from planner.warming.readers import verdicts
from planner.warming.streams import DAY, Outage, Send, Standing, Stream
from planner.warming.turns import Draft
from planner.warming.weekdays import Free, Habit, habit_of

TOKYO = ZoneInfo("Asia/Tokyo")
TALKS = ("gratitude", "good-choice", "product-story", "owner-story", "staff-voice", "customer-story")
KINDS = (*TALKS, "helpful", "question", "after-care")
GENTLE = WarmingRule(Need(4, 2, 10), Need(5, 4, 21), 180, 2)


def at(text: str) -> int:
    when = datetime.fromisoformat(text)
    return minutes((when if when.hour else when.replace(hour=9)).replace(tzinfo=TOKYO))


def day(minute: int) -> str:
    return f"{moment(minute, TOKYO):%m-%d %a}"


def warming(when: str, kind: str) -> Send:
    return Send(at(when), f"{when}-{kind}", kind, Role.WARMS)


def asking(when: str) -> Send:
    return Send(at(when), f"{when}-offer", "offer", Role.ASKS)


def wish(when: str) -> Send:
    return Send(at(when), "", "offer", Role.ASKS)


def ground(*sends: Send, now: str, rule: WarmingRule = GENTLE, drafts: tuple[Draft, ...] = ()) -> Ground:
    stream = Stream("newsletter/customer", rule, tuple(sorted(sends, key=lambda send: send.rank)))
    days = frozenset(moment(send.instant, TOKYO).date() for send in sends)
    return Ground((Lane(stream, at(now)),), Free(Habit(TOKYO), at(now), days), KINDS, drafts)


def told(found: Plan | None) -> list[str]:
    assert found is not None
    return [f"{day(post.instant)} {post.kind}{' <- ' + post.path if post.path else ''}" for post in found.posts]


def test_an_empty_shop_is_given_five_talks_from_three_weeks_before_on() -> None:
    assert told(plan(ground(now="2026-11-01"), wish("2026-12-15"))) == [
        "11-24 Tue gratitude",
        "11-27 Fri good-choice",
        "12-01 Tue product-story",
        "12-04 Fri owner-story",
        "12-11 Fri staff-voice",
    ]


OCTOBER = tuple(warming(f"2026-10-{6 + 3 * number:02d}", kind) for number, kind in enumerate(TALKS))
"""The six talks, from 6 to 21 October."""


def standing(on: Ground, offer: Send, posts: tuple[Planned, ...]) -> set[Standing]:
    """What the warming itself says of the offer once the posts are in the calendar, put together apart from `Lane`."""
    found = set()
    for lane in on.lanes:
        added = [Send(post.instant, post.path or f"new-{post.instant}", post.kind, Role.WARMS) for post in posts]
        sends = tuple(sorted([*lane.stream.sends, *added, offer], key=lambda send: send.rank))
        found |= {one.standing for one in verdicts(replace(lane.stream, sends=sends)) if one.path == offer.path}
    return found


def test_warm_readers_need_nothing() -> None:
    assert told(plan(ground(*OCTOBER, now="2026-11-01"), wish("2026-11-10"))) == []


def test_after_an_offer_four_posts_are_enough_for_old_readers_and_a_fifth_lets_in_new_ones() -> None:
    on = ground(*OCTOBER, asking("2026-11-03"), now="2026-11-04")
    found = plan(on, wish("2026-12-01"))
    assert told(found) == [
        "11-10 Tue gratitude",
        "11-13 Fri good-choice",
        "11-17 Tue helpful",
        "11-20 Fri question",
        "11-27 Fri after-care",
    ]
    assert found is not None
    assert [day(joined.end or 0) for joined in found.joiners(on.lanes[0])] == ["11-10 Tue"]


def test_where_there_is_no_time_for_new_readers_four_posts_remain() -> None:
    on = ground(*OCTOBER, asking("2026-11-03"), now="2026-11-04")
    assert len(told(plan(on, wish("2026-11-17")))) == 4


def test_posts_wait_for_the_offer_on_the_way() -> None:
    on = ground(*OCTOBER, asking("2026-11-12"), now="2026-10-25")
    found = plan(on, wish("2026-12-10"))
    assert found is not None
    assert all(post.instant > at("2026-11-12") for post in found.posts)


@pytest.mark.parametrize(
    ("offer", "days"),
    [
        ("2026-11-20", ["11-06 Fri", "11-10 Tue", "11-13 Fri", "11-17 Tue"]),
        ("2026-11-16", ["11-05 Thu", "11-07 Sat", "11-09 Mon", "11-13 Fri"]),
        ("2026-11-15", ["11-05 Thu", "11-07 Sat", "11-09 Mon", "11-13 Fri"]),
    ],
)
def test_usual_weekdays_give_way_only_for_the_date(offer: str, days: list[str]) -> None:
    on = ground(*OCTOBER, asking("2026-11-03"), now="2026-11-04")
    assert [line[:9] for line in told(plan(on, wish(offer)))] == days


def test_the_pace_gives_way_only_for_the_date() -> None:
    rule = WarmingRule(Need(4, 2, 3), Need(5, 4, 21), 180, 2)
    on = ground(*OCTOBER, asking("2026-11-03"), now="2026-11-04", rule=rule)
    days = [[line[:5] for line in told(plan(on, wish(f"2026-11-{day:02d}")))] for day in (13, 9)]
    assert days == [["11-05", "11-07", "11-09", "11-11"], ["11-05", "11-06", "11-07", "11-08"]]


def test_a_date_too_near_is_refused_and_the_earliest_named() -> None:
    on = ground(*OCTOBER, asking("2026-11-03"), now="2026-11-04")
    assert plan(on, wish("2026-11-14")) is None
    found = earliest(on, wish("2026-11-10"))
    assert found is not None
    assert (day(found.offer.instant), told(found)[0]) == ("11-15 Sun", "11-05 Thu gratitude")


def test_today_counts_only_if_its_hour_is_to_come() -> None:
    rule = WarmingRule(Need(1, 1, 0), Need(1, 1, 0), 180, 2)
    assert plan(ground(now="2026-11-04", rule=rule), wish("2026-11-04T20:00")) is None
    early = plan(ground(now="2026-11-04T08:00", rule=rule), wish("2026-11-05"))
    assert told(early) == ["11-04 Wed gratitude"]
    assert plan(ground(now="2026-11-04T09:01", rule=rule), wish("2026-11-05")) is None


def test_drafts_that_wait_come_first_and_dated_ones_in_time_stay() -> None:
    drafts = (Draft("late.md", "after-care", at("2026-12-20")), Draft("undated.md", "staff-voice"))
    in_time = Draft("in-time.md", "gratitude", at("2026-11-25"))
    on = ground(
        replace(warming("2026-11-25", "gratitude"), path="in-time.md"), now="2026-11-01", drafts=(*drafts, in_time)
    )
    assert told(plan(on, wish("2026-12-15"))) == [
        "11-20 Fri good-choice",
        "11-27 Fri product-story",
        "12-04 Fri staff-voice <- undated.md",
        "12-11 Fri after-care <- late.md",
    ]


def test_an_open_incident_leaves_nothing_to_plan_and_a_closed_one_waits_for_its_end() -> None:
    on = ground(*OCTOBER, now="2026-11-01")
    lane = on.lanes[0]
    still = replace(on, lanes=(Lane(replace(lane.stream, outages=(Outage(at("2026-10-30"), None),)), lane.now),))
    assert (
        still.is_closed(wish("2026-11-10")),
        plan(still, wish("2026-11-10")),
        earliest(still, wish("2026-11-10")),
    ) == (
        True,
        None,
        None,
    )
    outage = Outage(at("2026-10-30"), at("2026-11-20"))
    closed = replace(on, lanes=(Lane(replace(lane.stream, outages=(outage,)), lane.now),))
    found = earliest(closed, wish("2026-11-10"))
    assert found is not None
    assert day(found.offer.instant) == "11-20 Fri"


def test_every_stream_must_be_warm() -> None:
    regulars = WarmingRule(Need(2, 1, 7), Need(2, 2, 7), 180, 2)
    one, other = ground(now="2026-11-01").lanes[0], ground(now="2026-11-01", rule=regulars).lanes[0]
    both = replace(ground(now="2026-11-01"), lanes=(other, one))
    assert len(told(plan(both, wish("2026-12-15")))) == 5
    assert len(told(plan(replace(both, lanes=(other,)), wish("2026-12-15")))) == 2


def test_a_stream_is_given_what_it_lacks_though_another_has_had_it() -> None:
    easy, hard = WarmingRule(Need(0, 0, 0), Need(0, 0, 0), 12, 0), WarmingRule(Need(0, 0, 0), Need(0, 3, 0), 12, 0)
    one = ground(warming("2026-11-01", "good-choice"), now="2026-11-01", rule=easy)
    other = ground(warming("2026-11-01", "gratitude"), now="2026-11-01", rule=hard)
    both = replace(other, lanes=(*one.lanes, *other.lanes), kinds=TALKS[:3])
    assert told(plan(both, wish("2026-11-04"))) == ["11-02 Mon good-choice", "11-03 Tue product-story"]


def test_a_digest_brings_posts_and_offer_later() -> None:
    def sunday(minute: int) -> int:
        when = moment(minute, TOKYO)
        return minutes(datetime.combine(when.date() + timedelta(days=6 - when.weekday()), time(23), TOKYO))

    on = ground(now="2026-11-01")
    weekly = replace(on, lanes=(Lane(on.lanes[0].stream, on.lanes[0].now, sunday),))
    found = plan(weekly, wish("2026-12-15"))
    assert found is not None
    assert day(found.posts[0].instant) == "11-27 Fri"  # with the offer of 20 December, 21 days after 29 November


def test_the_habit_of_a_shop() -> None:
    mondays = [datetime(2026, 11, 2, 10, tzinfo=TOKYO) + timedelta(days=7 * week) for week in range(6)]
    odd = [datetime(2026, 11, 5, 18, tzinfo=TOKYO), datetime(2026, 11, 12, 18, tzinfo=TOKYO)]
    assert habit_of([*mondays, *odd], TOKYO) == Habit(TOKYO, (0, 3), time(10))
    assert habit_of([*mondays, odd[0]], TOKYO) == Habit(TOKYO, (0,), time(10))
    assert habit_of(odd, TOKYO) == Habit(TOKYO, (1, 4), time(9))


NOW = at("2026-11-01")
NEEDS = st.builds(Need, st.integers(0, 4), st.integers(0, 3), st.integers(0, 12))
RULES = st.builds(WarmingRule, NEEDS, NEEDS, st.integers(12, 60), st.integers(0, 2))


@st.composite
def sends(draw: st.DrawFn, *, most: int, roles: str, ahead: int) -> tuple[Send, ...]:
    found = []
    for number in range(draw(st.integers(0, most))):
        instant = NOW + draw(st.integers(-40, ahead)) * DAY + draw(st.sampled_from([0, 0, 60, -60]))
        role = {"w": Role.WARMS, "n": Role.NEUTRAL, "o": Role.ASKS}[draw(st.sampled_from(roles))]
        kind = draw(st.sampled_from(KINDS[:4])) if role is Role.WARMS else str(role)
        found.append(Send(instant, f"p{number:02d}", kind, role))
    return tuple(sorted(found, key=lambda send: send.rank))


@st.composite
def grounds(draw: st.DrawFn, *, ahead_roles: str = "wwwno", kinds: tuple[str, ...] = KINDS, most: int = 12) -> Ground:
    """One or two lanes with the same calendar but for a few posts, and some days taken."""
    past = [send for send in draw(sends(most=most, roles="wwwno", ahead=0)) if send.instant <= NOW]
    later = [send for send in draw(sends(most=5, roles=ahead_roles, ahead=30)) if send.instant > NOW]
    later = [replace(send, path=f"q{send.path}") for send in later]
    everything = tuple(sorted([*past, *later], key=lambda send: send.rank))
    lanes = []
    for name in draw(st.sampled_from([["site"], ["newsletter/customer"], ["site", "newsletter/regular"]])):
        mine = tuple(send for send in everything if draw(st.integers(0, 4)))
        lanes.append(Lane(Stream(name, draw(RULES), mine), NOW))
    days = {moment(send.instant, TOKYO).date() for send in everything}
    weekdays = draw(st.lists(st.integers(0, 6), min_size=1, max_size=3, unique=True))
    return Ground(tuple(lanes), Free(Habit(TOKYO, tuple(weekdays)), NOW, frozenset(days)), kinds)


@settings(deadline=None)
@given(grounds(), st.integers(1, 45))
def test_what_is_planned_is_warm_on_free_days_to_come(on: Ground, days: int) -> None:
    offer = Send(NOW + days * DAY, "~offer", "offer", Role.ASKS)
    found = plan(on, offer) or earliest(on, offer)
    if found is None:
        return
    dates = [moment(post.instant, TOKYO).date() for post in found.posts]
    assert standing(on, found.offer, found.posts) <= {Standing.WARM, Standing.PARTLY}
    assert len(set(dates)) == len(dates)
    assert not set(dates) & on.free.taken
    assert all(NOW < post.instant < found.offer.instant for post in found.posts)
    assert sorted(dates) == dates


@settings(deadline=None)
@given(grounds(ahead_roles="wn", kinds=KINDS[:3], most=6), st.integers(1, 7))
def test_what_cannot_be_met_cannot_be_met_in_any_way(on: Ground, days: int) -> None:
    offer = Send(NOW + days * DAY, "~offer", "offer", Role.ASKS)
    if plan(on, offer) is None:
        assert not any(standing(on, offer, posts) <= {Standing.WARM, Standing.PARTLY} for posts in every_way(on, offer))


def every_way(on: Ground, offer: Send) -> Iterator[tuple[Planned, ...]]:
    first, last = moment(NOW, TOKYO).date(), moment(offer.instant, TOKYO).date()
    days: list[date] = [first + timedelta(days=number) for number in range(1, (last - first).days)]
    free = [minutes(datetime.combine(day, time(9), TOKYO)) for day in days if day not in on.free.taken]
    for count in range(len(free) + 1):
        for chosen in combinations(free, count):
            for kinds in product(on.kinds, repeat=count):
                yield tuple(Planned(*pair) for pair in zip(chosen, kinds, strict=True))


@settings(deadline=None)
@given(grounds(ahead_roles="wn", most=8), st.integers(1, 25))
def test_no_day_before_the_earliest_would_do(on: Ground, days: int) -> None:
    offer = Send(NOW + days * DAY, "~offer", "offer", Role.ASKS)
    found = None if plan(on, offer) else earliest(on, offer)
    if found is not None:
        between = range(offer.instant, found.offer.instant, DAY)
        assert [plan(on, replace(offer, instant=instant)) for instant in between] == [None] * len(between)
