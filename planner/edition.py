"""When the newsletter goes out, and which posts are in it."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from planner.model import Edition, NewsletterSettings, Post, Role, Stage

_ORDER = {Role.WARMS: 0, Role.NEUTRAL: 1, Role.ASKS: 2}
"""Within an edition the reader is warmed before being asked."""


def instant_of(post_date: datetime, newsletter: NewsletterSettings) -> datetime:
    """When a post of that date reaches readers of the newsletter: at once, or with the next digest."""
    if newsletter.edition == "post":
        return post_date
    try:
        return next(instant for instant in _instants(post_date, newsletter) if _utc(instant) >= _utc(post_date))
    except OverflowError:  # the calendar ends in 9999
        return post_date


def editions(
    deliveries: Iterable[tuple[Post, tuple[Stage, ...]]], newsletter: NewsletterSettings
) -> tuple[Edition, ...]:
    """The editions of posts that may go to those stages, oldest first; a post that may go to nobody is in none."""
    sent = [(post, stages) for post, stages in deliveries if stages]
    if newsletter.edition == "post":
        made = [_edition(f"{post.date:%Y-%m-%d}-{post.slug}", post.date, [(post, stages)]) for post, stages in sent]
    else:
        made = [
            _edition(f"{instant:%Y-%m-%d}", instant, group) for instant, group in _digests(sent, newsletter).items()
        ]
    return tuple(sorted(made, key=lambda edition: (_utc(edition.instant), edition.letters[0].path)))


def _digests(
    sent: list[tuple[Post, tuple[Stage, ...]]], newsletter: NewsletterSettings
) -> dict[datetime, list[tuple[Post, tuple[Stage, ...]]]]:
    groups: dict[datetime, list[tuple[Post, tuple[Stage, ...]]]] = defaultdict(list)
    for post, stages in sent:
        groups[instant_of(post.date, newsletter)].append((post, stages))
    return groups


def _edition(name: str, instant: datetime, group: list[tuple[Post, tuple[Stage, ...]]]) -> Edition:
    posts = sorted(
        (post for post, _ in group), key=lambda post: (_ORDER[post.purpose.role], _utc(post.date), post.path)
    )
    reached = {stage for _, stages in group for stage in stages}
    return Edition(
        name=name, instant=instant, letters=tuple(posts), stages=tuple(stage for stage in Stage if stage in reached)
    )


def _instants(start: datetime, newsletter: NewsletterSettings) -> Iterator[datetime]:
    days = (
        _weekdays(start.date(), newsletter.weekday)
        if newsletter.edition == "week"
        else _month_days(start.date(), newsletter.day)
    )
    for day in days:
        local = datetime.combine(day, time(*newsletter.time), tzinfo=start.tzinfo)
        # An hour that the change to summer time skips becomes the one after it.
        yield _utc(local).astimezone(start.tzinfo)


def _weekdays(start: date, weekday: int) -> Iterator[date]:
    day = start + timedelta(days=(weekday - start.weekday()) % 7)
    while True:
        yield day
        day += timedelta(days=7)


def _month_days(start: date, wanted: int) -> Iterator[date]:
    year, month = start.year, start.month
    while True:
        # The 31st of a shorter month is its last day.
        yield date(year, month, min(wanted, monthrange(year, month)[1]))
        year, month = year + month // 12, month % 12 + 1
        if year > date.max.year:
            raise OverflowError


def _utc(instant: datetime) -> datetime:
    # Two times of one zone would be compared by the clock on the wall, which may show an hour twice.
    return instant.astimezone(UTC)
