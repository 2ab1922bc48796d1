"""Dates as people write them, in English and Japanese."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from planner.patterns import compiled
from planner.wording import DEFAULT_TIME

YEARS = (1900, 2999)
"""The first and the last year of a date: one outside is a slip of the pen (and near the ends of the calendar, arithmetic fails)."""
_ERAS = {"令和": 2018, "r": 2018, "平成": 1988, "h": 1988, "昭和": 1925, "s": 1925}
"""The year before the first of each era, so that era year 1 is the year after."""
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_MONTH_NAME = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = re.compile(
    r"(?:"
    r"(?P<y1>\d{4})(?P<sep>[-/.])(?P<m1>\d{1,2})(?P=sep)(?P<d1>\d{1,2})"
    r"|(?:(?P<era>令和|平成|昭和|[rhs])\s*(?P<ey>\d{1,2}|元)|(?P<y2>\d{4}))\s*年\s*(?P<m2>\d{1,2})\s*月\s*(?P<d2>\d{1,2})\s*日"
    r"|(?P<era2>[rhs])(?P<ey2>\d{1,2})[./-](?P<m5>\d{1,2})[./-](?P<d5>\d{1,2})"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH_NAME},?\s+(?P<y3>\d{{4}})"
    rf"|{_MONTH_NAME.replace('name', 'name2')}\s+(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y4>\d{{4}})"
    r")(?:\s*\((?P<w1>[月火水木金土日]|[a-z]{3,9})\)|\s*(?P<w2>[月火水木金土日])曜日?)?"
)
_TIME = (
    r"(?:[t,\s]\s*)?(?P<half>午前|午後)?\s*(?:"
    r"(?P<h>\d{1,2}):(?P<m>\d{2})(?::(?P<s>\d{2}(?:\.\d+)?))?(?:\s*(?P<noon>[ap])\.?m\.?)?"
    r"|(?P<hj>\d{1,2})時(?:(?P<mj>\d{1,2})分|(?P<mh>半))?"
    r"|(?P<he>\d{1,2})\s*(?P<noon_e>[ap])\.?m\.?)"
    r"\s*(?P<zone>z|utc|jst|[+-]\d{2}:?\d{2})?"
)
_NOON = 12
_WEEKDAYS = (
    ("月", "monday"),
    ("火", "tuesday"),
    ("水", "wednesday"),
    ("木", "thursday"),
    ("金", "friday"),
    ("土", "saturday"),
    ("日", "sunday"),
)


def parse_when(text: str, zone: ZoneInfo) -> datetime | None:
    """An instant as written, aware, cut to whole minutes, 09:00 where it names no time; None if it is no date.

    A clock time that the zone skips or repeats (summer time) is taken as its first reading.
    """
    words = _fold(text)
    day = _DAY.match(words)
    found = _date_of(day) if day else None
    if day is None or found is None:
        return None
    rest = words[day.end() :].strip(" ,") if words[day.end() :] else ""
    if not rest:
        return datetime.combine(found, time(*DEFAULT_TIME), zone)
    clock = compiled(_TIME).fullmatch(rest)
    return _combine(found, clock, zone) if clock else None


def parse_day(text: str) -> date | None:
    """A day as written, without a time; None if it is none."""
    words = _fold(text)
    day = _DAY.fullmatch(words)
    return _date_of(day) if day else None


def is_far(text: str) -> bool:
    """Whether this is no date only because its year is not one of `YEARS`."""
    day = _DAY.match(_fold(text))
    return day is not None and not YEARS[0] <= _year_of(day) <= YEARS[1]


def usual_when(text: str) -> str | None:
    """An instant in its usual spelling, `2026-12-01 10:00`, with the offset if one was written.

    None if it is no date, or says more than that spelling would: seconds, or another weekday than the date has.
    """
    words = _fold(text)
    day = _DAY.match(words)
    rest = words[day.end() :].strip(" ,") if day else ""
    spelt = _usual_date(day)
    if spelt is None or not rest:
        return spelt
    clock = compiled(_TIME).fullmatch(rest)
    if clock is None or (clock["s"] or "").strip("0.") or _combine(date(2000, 1, 2), clock, ZoneInfo("UTC")) is None:
        return None
    hour, minute = _clock(clock)
    return f"{spelt} {hour:02}:{minute:02}{_usual_offset(clock['zone'])}"


def usual_day(text: str) -> str | None:
    """A day in its usual spelling, `2026-12-01`; None if it is none, or has another weekday than is written."""
    return _usual_date(_DAY.fullmatch(_fold(text)))


def _usual_date(day: re.Match[str] | None) -> str | None:
    found = _date_of(day) if day else None
    if day is None or found is None:
        return None
    weekday = day["w1"] or day["w2"]
    sign, name = _WEEKDAYS[found.weekday()]
    return found.isoformat() if weekday is None or weekday == sign or name.startswith(weekday) else None


def _usual_offset(text: str | None) -> str:
    if text is None or text in {"z", "utc"}:
        return "Z" if text else ""
    digits = text[1:].replace(":", "") if text != "jst" else "0900"
    return f"{text[0] if text != 'jst' else '+'}{digits[:2]}:{digits[2:]}"


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower()


def _date_of(match: re.Match[str]) -> date | None:
    group = match.groupdict()
    month = group["m1"] or group["m2"] or group["m5"] or _MONTHS[str(group["name"] or group["name2"])]
    day = group["d1"] or group["d2"] or group["d3"] or group["d4"] or group["d5"]
    year = _year_of(match)
    try:
        return date(year, int(month), int(str(day))) if YEARS[0] <= year <= YEARS[1] else None
    except ValueError:
        return None


def _year_of(match: re.Match[str]) -> int:
    group = match.groupdict()
    year = group["y1"] or group["y2"] or group["y3"] or group["y4"]
    era, era_year = group["era"] or group["era2"], group["ey"] or group["ey2"]
    return int(year) if year else _ERAS[str(era)] + (1 if era_year == "元" else int(str(era_year)))


def _combine(day: date, clock: re.Match[str], zone: ZoneInfo) -> datetime | None:
    try:
        local = datetime.combine(day, time(*_clock(clock)))
        return local.replace(tzinfo=_offset(clock["zone"]) or zone).astimezone(zone)
    except (ValueError, OverflowError):
        return None


def _clock(clock: re.Match[str]) -> tuple[int, int]:
    group = clock.groupdict()
    hour = int(group["h"] or group["hj"] or group["he"])
    minute = 30 if group["mh"] else int(group["m"] or group["mj"] or 0)
    half = group["half"] or group["noon"] or group["noon_e"]
    if half and hour <= _NOON:
        hour = hour % _NOON + (_NOON if half in {"午後", "p"} else 0)
    return hour, minute


def _offset(text: str | None) -> timezone | None:
    if text is None:
        return None
    if text in {"z", "utc"}:
        return UTC
    sign, digits = (text[0], text[1:].replace(":", "")) if text != "jst" else ("+", "0900")
    span = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-span if sign == "-" else span)
