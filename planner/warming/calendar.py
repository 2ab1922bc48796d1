"""From posts to streams: which post is sent to whom, and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from planner.model import STREAMS, Channel, Post, Role, Settings, Stage, Step
from planner.warming.streams import DAY, Outage, Send, Stream, merged_outages

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ROLE_ORDER = {Role.WARMS: 0, Role.NEUTRAL: 0, Role.ASKS: 1}


def minutes(instant: datetime) -> int:
    """An aware instant in whole minutes since 1970."""
    return (instant - _EPOCH) // timedelta(minutes=1)


def moment(minute: int, zone: ZoneInfo) -> datetime:
    """The instant of a minute since 1970, in a time zone."""
    return (_EPOCH + timedelta(minutes=minute)).astimezone(zone)


def streams_of(post: Post) -> tuple[str, ...]:
    """The streams that a post appears in, by its channels and its audience."""
    plain = [channel.value for channel in (Channel.SITE, Channel.FEED) if channel in post.channels]
    stages = (post.audience or tuple(Stage)) if Channel.NEWSLETTER in post.channels else ()
    return (*plain, *(f"{Channel.NEWSLETTER}/{stage}" for stage in Stage if stage in stages))


def calendar_streams(
    settings: Settings,
    posts: Iterable[Post],
    steps: Iterable[Step],
    *,
    faulty: frozenset[str] = frozenset(),
    delivery: Callable[[datetime], datetime] | None = None,
) -> dict[str, Stream]:
    """Every stream, with its sends in order.

    `faulty` are the paths with an unresolved error: they warm nobody, and an offer among them is judged but not sent.
    `delivery` says when the newsletter with a post of that date goes out (default: at once).
    """
    sends: dict[str, list[Send]] = {name: [] for name in STREAMS}
    outages: dict[str, list[Outage]] = {name: [] for name in STREAMS}
    known = tuple(posts)
    ends = _recoveries(known, faulty)
    for post in known:
        for stream in streams_of(post):
            digest = delivery if stream.startswith(Channel.NEWSLETTER) else None
            if post.asks or post.path not in faulty:
                sends[stream].append(_send(settings, post, faulty, digest))
            start = _happened(post)
            if start is not None:
                outages[stream].append(Outage(start, ends.get(post.path)))
    series = _series(settings, steps, faulty)
    return {
        name: Stream(
            name,
            settings.rule_of(name),
            tuple(sorted(sends[name], key=lambda send: send.rank)),
            series.get(name, ()),
            merged_outages(outages[name]),
        )
        for name in STREAMS
    }


def _send(
    settings: Settings, post: Post, faulty: frozenset[str], delivery: Callable[[datetime], datetime] | None
) -> Send:
    instant = delivery(post.date) if delivery else post.date
    return Send(
        instant=minutes(instant),
        path=post.path,
        kind=post.purpose.name,
        role=post.purpose.role,
        campaign=post.campaign,
        deadline=_deadline(post.offer.until, settings.timezone) if post.offer and post.offer.until else None,
        history=settings.since is not None and post.date < settings.since,
        kept_out=post.path in faulty,
        order=_ROLE_ORDER[post.purpose.role] if delivery else 0,
    )


def _deadline(until: date, zone: ZoneInfo) -> int:
    """The first minute after a day is over in the shop's zone."""
    if until == date.max:
        return minutes(datetime.combine(until, time(23, 59), zone)) + 1
    return minutes(datetime.combine(until + timedelta(days=1), time(), zone))


def _series(settings: Settings, steps: Iterable[Step], faulty: frozenset[str]) -> dict[str, tuple[Send, ...]]:
    found: dict[str, list[Send]] = {}
    for step in steps:
        if step.stage is not None and (step.asks or step.path not in faulty):
            until = step.offer.until if step.offer else None
            send = Send(
                instant=step.day * DAY,
                path=step.path,
                kind=step.purpose.name,
                role=step.purpose.role,
                campaign=step.campaign,
                deadline=_deadline(until, settings.timezone) if until else None,
                kept_out=step.path in faulty,
            )
            found.setdefault(f"{Channel.NEWSLETTER}/{step.stage}", []).append(send)
    return {name: tuple(sorted(sends, key=lambda send: send.rank)) for name, sends in found.items()}


def _recoveries(posts: tuple[Post, ...], faulty: frozenset[str]) -> Mapping[str, int]:
    """When each incident (by the apology's path) was closed."""
    closed: dict[str, int] = {}
    apologies = [post for post in posts if _happened(post) is not None]
    for post in posts:
        if post.recovers is None or post.path in faulty:
            continue
        for apology in apologies:
            if names_letter(post.recovers, apology):
                closed[apology.path] = min(minutes(post.date), closed.get(apology.path, minutes(post.date)))
    return closed


def _happened(post: Post) -> int | None:
    """When the incident happened that a post apologises for."""
    if post.purpose.name != "apology" or post.incident is None or post.incident.happened is None:
        return None
    return minutes(post.incident.happened)


def names_letter(name: str, letter: Post | Step) -> bool:
    """Whether `recovers:`, `fulfils:` or the like means a letter: by its slug, its file name or its path."""
    stem = letter.path.rpartition("/")[2].removesuffix(".md")
    return name in {letter.slug, stem, letter.path} or name.removesuffix(".md") == stem
