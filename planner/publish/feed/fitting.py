"""What all formats take: text without signs that validators refuse, times in a zone that they accept, and names."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from unicodedata import normalize
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from planner.render import for_feed, one_line

_REFUSED = re.compile("[\ufffd\U00010000-\U0010ffff]")
"""The sign for "not readable", which a wrong encoding leaves, and where the last no-signs of Unicode may be."""
_LAST_OF_PLANE = 0xFFFE
_PORTS = {"http": ":80", "https": ":443"}
_IN_PATHS = "!$&'()*+,;=:@"
_HALF_HOUR = timedelta(minutes=30)
"""Checkers of RSS take no zone of a quarter of an hour, as in Nepal, for a good one."""


def fit_line(text: str) -> str:
    """The text on one line."""
    return one_line(_fit(text))


def fit_html(html: str, *, known: bool) -> str:
    """HTML of a template as feed readers accept it; `known` as `for_feed` means it."""
    return _fit(for_feed(html, known=known)).strip()


def fit_time(when: datetime) -> datetime:
    """The time in its zone, or in UTC where that is not a matter of half hours (before there were zones, of seconds)."""
    offset = when.utcoffset() or timedelta()
    local = when.replace(tzinfo=timezone(offset), fold=0)
    return local.astimezone(UTC) if offset % _HALF_HOUR else local


def fit_id(address: str) -> str:
    """An address in the form that is the same wherever the address is: a name is compared sign by sign."""
    parts = urlsplit(address)
    host = parts.netloc.lower().removesuffix(_PORTS.get(parts.scheme, ":"))
    path = "/".join(quote(normalize("NFC", unquote(part)), safe=_IN_PATHS) for part in parts.path.split("/"))
    return urlunsplit(parts._replace(netloc=host, path=path))


def _fit(text: str) -> str:
    return text if text.isascii() else _REFUSED.sub(_kept, text)


def _kept(sign: re.Match[str]) -> str:
    refused = sign[0] == "\ufffd" or ord(sign[0]) & _LAST_OF_PLANE == _LAST_OF_PLANE
    return "" if refused else sign[0]
