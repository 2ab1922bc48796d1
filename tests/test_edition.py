"""Which posts go out together, and when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.edition import editions, instant_of, series_editions
from planner.model import JoinRange, NewsletterSettings, Stage
from planner.variants import Addressed
from tests.publications import NEWS, OFFER, TOKYO, post, step

EACH = NewsletterSettings()
TUESDAYS = NewsletterSettings(edition="week", weekday=1, time=(10, 0))
LAST_DAYS = NewsletterSettings(edition="month", day=31, time=(10, 0))
ALL = tuple(Stage)
SOME = (Stage.CUSTOMER, Stage.REGULAR)


def at(text: str, zone: str = "Asia/Tokyo") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def to(*stages: Stage, **changes: Any) -> Addressed:
    """A post for readers of these stages, whenever they joined."""
    one = post(**changes)
    return one, dict.fromkeys(stages, (JoinRange(),))


def test_each_post_is_an_edition_of_its_own() -> None:
    first, second = to(*ALL, slug="a", date=at("2026-12-02 09:00")), to(*SOME, slug="b", date=at("2026-12-01 18:30"))
    made = editions([first, second], EACH)
    assert [(edition.name, edition.instant, edition.letters) for edition in made] == [
        ("2026-12-01-b", second[0].date, (second[0],)),
        ("2026-12-02-a", first[0].date, (first[0],)),
    ]
    assert [edition.stages for edition in made] == [SOME, ALL]


def test_a_post_that_may_go_to_nobody_is_in_no_edition() -> None:
    for readers in ({}, {Stage.CUSTOMER: ()}):
        assert editions([(post(), readers)], EACH) == editions([(post(), readers)], TUESDAYS) == ()


def test_two_posts_of_one_name_are_two_editions() -> None:
    made = editions([to(*ALL), to(*ALL, date=at("2026-12-01 18:00"))], EACH)
    assert [edition.name for edition in made] == ["2026-12-01-first", "2026-12-01-first-2"]


def test_a_letter_of_a_series_is_an_edition_without_a_date() -> None:
    later, first, nobodys = step(12), step(3), step(0, stage=None)
    made = series_editions([later, nobodys, first, step(3, path="content/series/welcome/3-again.md")])
    assert [edition.name for edition in made] == ["series-welcome-03", "series-welcome-03-2", "series-welcome-12"]
    assert {edition.instant for edition in made} == {None}
    (variant,) = made[0].variants
    assert (variant.name, variant.letters, variant.readers) == ("everyone", (first,), {Stage.CUSTOMER: (JoinRange(),)})


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("2026-12-01 10:00", "2026-12-01 10:00"),
        ("2026-12-01 10:01", "2026-12-08 10:00"),
        ("2026-12-01 09:00", "2026-12-01 10:00"),
        ("2026-12-02 09:00", "2026-12-08 10:00"),
        ("2026-12-31 09:00", "2027-01-05 10:00"),
    ],
)
def test_the_week_goes_out_on_its_weekday(written: str, sent: str) -> None:
    assert instant_of(at(written), TUESDAYS) == at(sent)


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("2026-12-01 10:00", "2026-12-31 10:00"),
        ("2026-12-31 10:01", "2027-01-31 10:00"),
        ("2027-02-03 10:00", "2027-02-28 10:00"),
        ("2028-02-03 10:00", "2028-02-29 10:00"),
        ("2026-04-30 11:00", "2026-05-31 10:00"),
    ],
)
def test_the_month_goes_out_on_its_day_or_its_last(written: str, sent: str) -> None:
    assert instant_of(at(written), LAST_DAYS) == at(sent)


def test_a_digest_warms_before_it_asks() -> None:
    day = at("2026-12-01 09:00")
    ask = to(Stage.REGULAR, slug="a", purpose=OFFER, date=day - timedelta(days=3))
    news = to(Stage.PROSPECT, slug="b", purpose=NEWS, date=day - timedelta(days=2))
    late, early = to(slug="d", date=day), to(Stage.PROSPECT, slug="c", date=day - timedelta(days=1))
    (made,) = editions([ask, news, early, late], TUESDAYS)
    assert made.name == "2026-12-01"
    assert made.instant == at("2026-12-01 10:00")
    assert made.letters == (early[0], news[0], ask[0])
    assert made.stages == (Stage.PROSPECT, Stage.REGULAR)


def test_an_hour_that_summer_time_skips_is_the_one_after() -> None:
    sundays = NewsletterSettings(edition="week", weekday=6, time=(2, 30))
    sent = instant_of(at("2026-03-28 12:00", "Europe/Berlin"), sundays)
    assert sent.isoformat() == "2026-03-29T03:30:00+02:00"


def test_an_hour_that_comes_twice_is_told_apart() -> None:
    sundays = NewsletterSettings(edition="week", weekday=6, time=(2, 45))
    second = datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Berlin"))
    assert instant_of(second, sundays) == at("2026-11-01 02:45", "Europe/Berlin")


@pytest.mark.parametrize("newsletter", [TUESDAYS, LAST_DAYS])
def test_the_end_of_the_calendar(newsletter: NewsletterSettings) -> None:
    last = datetime(9999, 12, 31, 23, 0, tzinfo=TOKYO)
    assert instant_of(last, newsletter) == last


@given(
    st.datetimes(
        min_value=datetime.fromisoformat("2000-01-01"),
        max_value=datetime.fromisoformat("2050-01-01"),
        timezones=st.sampled_from([TOKYO, ZoneInfo("Europe/Berlin")]),
    ),
    st.sampled_from(["post", "week", "month"]),
    st.integers(0, 6),
    st.integers(1, 31),
)
def test_a_digest_is_never_before_its_posts_and_at_most_a_period_later(
    written: datetime, kind: str, weekday: int, day: int
) -> None:
    sent = instant_of(written, NewsletterSettings(edition=kind, weekday=weekday, day=day, time=(10, 0)))
    wait = sent.astimezone(UTC) - written.astimezone(UTC)
    assert timedelta(0) <= wait <= timedelta(days={"post": 0, "week": 7, "month": 31}[kind], hours=1)
