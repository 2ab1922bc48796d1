"""Dates in every way that people write them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.dates import is_far, parse_day, parse_when

TOKYO = ZoneInfo("Asia/Tokyo")
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    "written",
    [
        "2026-12-01",
        "2026/12/1",
        "2026.12.1",
        "2026年12月1日",
        "2026年12月1日(火)",
        "2026年12月1日火曜日",
        "令和8年12月1日",
        "令和 8 年 12 月 1 日",
        "R8.12.1",
        "２０２６年１２月１日",
        "２０２６－１２－０１",
        "1 December 2026",
        "Dec 1, 2026",
        "1st December 2026",
        "December 1st, 2026",
    ],
)
def test_a_date_alone_is_nine_in_the_morning(written: str) -> None:
    assert parse_when(written, TOKYO) == datetime(2026, 12, 1, 9, 0, tzinfo=TOKYO)
    assert parse_day(written) == date(2026, 12, 1)


@pytest.mark.parametrize(
    "written",
    [
        "2026-12-01 15:30",
        "2026-12-01T15:30",
        "2026-12-01T15:30:59",
        "2026-12-01 06:30Z",
        "2026-12-01T15:30+09:00",
        "2026-12-01 15:30 +0900",
        "2026年12月1日 15時30分",
        "2026年12月1日15時半",
        "2026年12月1日 午後3時30分",
        "令和8年12月1日　１５：３０",
        "1 December 2026, 3:30pm",
        "2026-12-01 3:30 p.m.",
    ],
)
def test_a_time_is_kept_to_the_minute(written: str) -> None:
    assert parse_when(written, TOKYO) == datetime(2026, 12, 1, 15, 30, tzinfo=TOKYO)
    assert parse_day(written) is None


@pytest.mark.parametrize(
    "written",
    ["", "tomorrow", "2026-02-30", "2026-13-01", "12/1/2026", "2026-12", "2026-12-01 25:00", "2026-12-01 10:61",
     "2026-12-01 at ten", "2026-12-01 10:00+99:00", "令和8年13月1日", "9" * 400,
     "0001-01-01", "9999-12-31", "20260-12-01"],
)  # fmt: skip
def test_what_is_no_date_is_none(written: str) -> None:
    assert parse_when(written, TOKYO) is None


@pytest.mark.parametrize(
    ("written", "hour"),
    [("10am", 10), ("3 pm", 15), ("12am", 0), ("12 p.m.", 12), ("午前12時", 0), ("午後12時", 12), ("8 PM +09:00", 20)],
)
def test_halves_of_the_day(written: str, hour: int) -> None:
    assert parse_when(f"2026-12-01 {written}", TOKYO) == datetime(2026, 12, 1, hour, tzinfo=TOKYO)


def test_the_first_year_of_an_era_has_a_name() -> None:
    assert parse_day("令和元年5月1日") == date(2019, 5, 1)
    assert parse_day("平成31年4月30日") == date(2019, 4, 30)


def test_an_hour_that_summer_time_skips_is_still_an_instant() -> None:
    found = parse_when("2026-03-29 02:30", BERLIN)
    assert found is not None
    assert found.utcoffset() is not None


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    parse_when(text, TOKYO)
    parse_day(text)


@given(st.datetimes(datetime(1900, 1, 1), datetime(2999, 12, 31)))
def test_iso_comes_back(when: datetime) -> None:
    minute = when.replace(second=0, microsecond=0)
    found = parse_when(minute.isoformat(sep=" ", timespec="minutes"), TOKYO)
    assert found is not None
    assert (
        found.astimezone(TOKYO).replace(tzinfo=None) == minute or minute.year < 1952
    )  # Tokyo had summer time until 1951


@pytest.mark.parametrize("text", ["1026-12-01", "9999-12-31 10:00", "3000年1月1日", "1 December 1899"])
def test_a_year_far_away_is_no_date_and_is_told_apart(text: str) -> None:
    assert parse_when(text, ZoneInfo("UTC")) is None
    assert is_far(text)


@pytest.mark.parametrize("text", ["2026-02-30", "soon", "", "2026-12-01", "99999-01-01"])
def test_what_is_no_date_for_another_reason_is_not_far(text: str) -> None:
    assert not is_far(text)
