"""The clock: now, or the moment that the command line or SOURCE_DATE_EPOCH sets in its place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from planner.dates import YEARS, is_far, parse_when
from planner.errors import UsageError


def now(environ: Mapping[str, str]) -> datetime:
    """Return this moment, aware; SOURCE_DATE_EPOCH stops the clock."""
    written = environ.get("SOURCE_DATE_EPOCH")
    if not written:
        return datetime.now(UTC)
    try:
        moment = datetime.fromtimestamp(int(written), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError("usage-epoch", found=written) from error
    if not YEARS[0] <= moment.year <= YEARS[1]:
        raise UsageError("usage-epoch", found=written)
    return moment


def parse_at(text: str, option: str) -> datetime:
    """The moment that an option names, in any spelling of a post's date; naive unless it names an offset."""
    first, second = (parse_when(text, ZoneInfo(zone)) for zone in ("UTC", "Asia/Tokyo"))
    if is_far(text):
        raise UsageError("usage-year", found=text, option=option, first=YEARS[0], last=YEARS[1])
    if first is None or second is None:
        raise UsageError("usage-date", found=text, option=option)
    return first if first == second else first.replace(tzinfo=None)


def moment_in(zone: ZoneInfo, text: str, option: str) -> datetime:
    """The same in a time zone: that of the shop, whatever offset it names."""
    found = parse_at(text, option)
    return found.replace(tzinfo=zone) if found.tzinfo is None else found.astimezone(zone)
