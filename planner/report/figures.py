"""Instants and warmth as programs and sentences want them."""

from __future__ import annotations

from math import floor
from typing import Any
from zoneinfo import ZoneInfo

from planner.warming.calendar import moment
from planner.warming.streams import Joined, Warmth
from planner.wording import Catalogue


def instant_text(minute: int | None, zone: ZoneInfo) -> str | None:
    """A minute since 1970 in ISO 8601 with the zone's offset."""
    return None if minute is None else moment(minute, zone).isoformat(timespec="seconds")


def joined_data(joined: Joined, zone: ZoneInfo) -> dict[str, str | None]:
    """Join dates for programs; None where there is no bound."""
    return {"from": instant_text(joined.start, zone), "until": instant_text(joined.end, zone)}


def joined_text(joined: Joined, instant: int, zone: ZoneInfo, words: Catalogue) -> str:
    """Join dates of those who get what is sent at `instant`; that all joined before then goes without saying."""
    start = None if joined.start is None else moment(joined.start, zone)
    end = None if start and joined.end in {None, instant} else moment(joined.end or instant, zone)
    return words.joined_within(start, end)


def warmth_data(warmth: Warmth) -> dict[str, Any]:
    """What a reader has had, beside what is needed, for programs. A minute is 0.0007 days."""
    return {**_counts(warmth), "days": round(warmth.days, 4), "days_needed": warmth.days_needed, "first": warmth.first}


def had(warmth: Warmth) -> dict[str, Any]:
    """The same for sentences, whose days are rounded down: one minute short of ten days is not ten days."""
    return {**_counts(warmth), "days": floor(warmth.days * 10) / 10, "days_needed": warmth.days_needed}


def _counts(warmth: Warmth) -> dict[str, int]:
    return {
        "posts": warmth.posts,
        "posts_needed": warmth.posts_needed,
        "kinds": warmth.kinds,
        "kinds_needed": warmth.kinds_needed,
    }
