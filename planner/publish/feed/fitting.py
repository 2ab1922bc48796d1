"""What all formats take: text without signs that validators refuse, and times with a zone of whole minutes."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

from planner.render import for_feed, one_line

_REFUSED = re.compile("[\ufffd\U00010000-\U0010ffff]")
"""The sign for "not readable", which a wrong encoding leaves, and where the last no-signs of Unicode may be."""
_LAST_OF_PLANE = 0xFFFE
_MINUTE = timedelta(minutes=1)


def fit_line(text: str) -> str:
    """The text on one line."""
    return one_line(_REFUSED.sub(_kept, text))


def fit_html(html: str) -> str:
    """HTML of our own templates as feed readers accept it."""
    return _REFUSED.sub(_kept, for_feed(html)).strip()


def fit_time(when: datetime) -> datetime:
    """The time with its zone as hours and minutes: before there were zones, clocks differed by seconds, too."""
    offset = when.utcoffset() or timedelta()
    return when.replace(tzinfo=timezone(offset // _MINUTE * _MINUTE), fold=0)


def _kept(sign: re.Match[str]) -> str:
    refused = sign[0] == "\ufffd" or ord(sign[0]) & _LAST_OF_PLANE == _LAST_OF_PLANE
    return "" if refused else sign[0]
