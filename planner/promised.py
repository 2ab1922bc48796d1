"""What readers were promised: the earliest end that an offer was ever shown with, from git and from the last build.

A version counts from its own date on: what is corrected before a letter is out was promised to nobody. Offers that ended
long ago are left in peace, so that only the last few months of a long history need to be read. Whatever its file is called by
now, a letter is held to its promise: readers know its address, its date and its title, not its file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from planner.content import UnreadableError, decode, default_slug
from planner.dates import parse_day, parse_when
from planner.frontmatter import Node, Table, YamlError, parse_document
from planner.model import Post, Settings, Source
from planner.shapes import Flag, Reading, scalar

REPORT = "report.json"
SCHEMA = "planner.report/1"
_MAX_BYTES = 50_000_000
_ANEW = timedelta(days=60)
"""A letter that is dated so long after its earlier end is a new offer."""
_BEFORE = timedelta(days=90)
_UNENDED = timedelta(days=180)
"""For so long an offer without an end is looked up: it may have had one."""


def promised_deadlines(settings: Settings, sources: Iterable[Source], at: datetime) -> Mapping[str, date]:
    """The earliest end that readers were shown of each offer, by path."""
    read = {source.path: source for source in sources}
    offers = {path: one for path, one in read.items() if not one.draft and _is_recent_offer(one, at.date())}
    if not offers:
        return {}
    found: dict[str, date] = {}
    for path, day in (*_reported(settings, read, offers, at), *_committed(settings, offers, at)):
        post = offers[path].letter if path in offers else None
        if isinstance(post, Post) and post.date.date() - day <= _ANEW:
            found[path] = min(day, found.get(path, day))
    return found


def _is_recent_offer(source: Source, today: date) -> bool:
    post = source.letter
    if not isinstance(post, Post) or not post.asks:
        return False
    until = post.offer.until if post.offer else None
    return today - until <= _ANEW if until else today - post.date.date() <= _UNENDED


def known_as(post: Post) -> dict[str, str]:
    """What readers know a letter by, whatever its file is called."""
    return {"slug": post.slug, "date": post.date.isoformat(timespec="minutes"), "title": post.title}


def _reported(
    settings: Settings, read: Mapping[str, Source], offers: Mapping[str, Source], at: datetime
) -> Iterator[tuple[str, date]]:
    """What the report of the last build lists, unless it is of a later moment than `at`."""
    report = _report(settings)
    built = parse_when(str(report.get("at")), settings.timezone)
    promised, known = report.get("promised"), report.get("promised_as")
    if built is None or built > at or not isinstance(promised, dict):
        return
    letters = ((path, source.letter) for path, source in offers.items() if path not in promised)
    new = {path: known_as(letter) for path, letter in letters if isinstance(letter, Post)}
    for path, text in promised.items():
        day = parse_day(str(text))
        if day is not None:
            yield path if path in read else _followed(path, known, new), day


def _followed(path: str, known: Any, new: Mapping[str, Mapping[str, str]]) -> str:
    """The path of the one new letter that is the one gone from `path`; `path` itself where none is, or more than one."""
    told = known.get(path) if isinstance(known, dict) else None
    was = told if isinstance(told, dict) else {"slug": default_slug(path)}
    for keys in (("slug",), ("date", "title")):
        same = [name for name, names in new.items() if all(names[key] == was.get(key) for key in keys)]
        if same:
            return same[0] if len(same) == 1 else path
    return path


def _report(settings: Settings) -> dict[str, Any]:
    file = settings.output / REPORT
    try:
        readable = file.is_file() and file.stat().st_size <= _MAX_BYTES
        report = json.loads(file.read_bytes()) if readable else None
    except (OSError, ValueError, RecursionError):
        return {}
    return report if isinstance(report, dict) and report.get("schema") == SCHEMA else {}


def _committed(settings: Settings, offers: Mapping[str, Source], at: datetime) -> Iterator[tuple[str, date]]:
    """What the versions in git said while they were out."""
    from planner.versions import versions  # noqa: PLC0415 - only a shop with offers has promised something

    dates = [source.letter.date for source in offers.values() if isinstance(source.letter, Post)]
    since = max(0, int((min(dates) - _BEFORE).timestamp())) if min(dates).year > 1970 else 0  # noqa: PLR2004
    texts = {path: source.text for path, source in offers.items()}
    for path, found in versions(settings.root, settings.docs_folder, texts, since).items():
        for version in found:
            # In seconds: git takes any number for the time of a commit, and the calendar ends in 9999.
            ended = at.timestamp() if version.ended is None else min(at.timestamp(), version.ended)
            day = _promise(version.text, offers[path].text, ended, settings)
            if day is not None:
                yield path, day


def _promise(data: bytes, now: str, ended: float, settings: Settings) -> date | None:
    """The `until` of a version that was out before it ended and is not what stands there now."""
    if b"until" not in data:
        return None
    try:
        text = decode(data)
        tree = parse_document(text).tree if text != now else None
    except (UnreadableError, YamlError):
        return None
    if not isinstance(tree, Table) or _is_draft(tree, settings):
        return None
    out = parse_when(_words(tree.get("date")), settings.timezone)
    offer = tree.get("offer")
    until = parse_day(_words(offer.get("until"))) if isinstance(offer, Table) else None
    return until if out and until and out.timestamp() < ended and until >= out.date() else None


def _is_draft(tree: Table, settings: Settings) -> bool:
    draft = tree.get("draft")
    return draft is not None and bool(Flag().read("draft", draft, Reading(settings.timezone)))


def _words(node: Node | None) -> str:
    return (scalar(node) or "") if node is not None else ""
