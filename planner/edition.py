"""When the newsletter goes out, and which posts are in it."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from planner.model import Edition, JoinRange, Letter, NewsletterSettings, Role, Step, Variant
from planner.variants import EVERYONE, Addressed, unique_names, variants

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
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


def editions(addressed: Iterable[Addressed], newsletter: NewsletterSettings) -> tuple[Edition, ...]:
    """The editions of posts, oldest first; what nobody receives is in none."""
    made = [_edition(*group, newsletter.edition) for group in _sendings(addressed, newsletter)]
    found = sorted((one for one in made if one.variants), key=lambda one: _place(one.letters[0], one.instant))
    names = unique_names(edition.name for edition in found)
    return tuple(replace(edition, name=name) for edition, name in zip(found, names, strict=True))


def series_editions(steps: Iterable[Step]) -> tuple[Edition, ...]:
    """An edition for each step of a series that greets a stage, by series and day."""
    in_order = sorted(steps, key=lambda step: (step.series, step.day, step.path))
    greeting = [(step, step.stage) for step in in_order if step.stage is not None]
    names = unique_names(f"series-{step.series}-{step.day:02d}" for step, _ in greeting)
    return tuple(
        Edition(
            name=name,
            instant=None,
            letters=(step,),
            variants=(Variant(name=EVERYONE, letters=(step,), readers={stage: (JoinRange(),)}),),
        )
        for (step, stage), name in zip(greeting, names, strict=True)
    )


def _sendings(
    addressed: Iterable[Addressed], newsletter: NewsletterSettings
) -> Iterator[tuple[datetime, list[Addressed]]]:
    """The posts that go out together, and when."""
    if newsletter.edition == "post":
        yield from ((one[0].date, [one]) for one in addressed)
        return
    digests: dict[datetime, list[Addressed]] = defaultdict(list)
    for post, readers in addressed:
        digests[instant_of(post.date, newsletter)].append((post, readers))
    yield from digests.items()


def _edition(instant: datetime, group: list[Addressed], kind: str) -> Edition:
    in_order = sorted(group, key=lambda one: (_ORDER[one[0].purpose.role], *_place(one[0], one[0].date)))
    made = variants(in_order, instant)
    sent = {letter.path for variant in made for letter in variant.letters}
    letters = tuple(post for post, _ in in_order if post.path in sent)
    day = instant.date().isoformat()
    name = f"{day}-{group[0][0].slug}" if kind == "post" else day
    return Edition(name=name, instant=instant, letters=letters, variants=made)


def _place(letter: Letter, instant: datetime | None) -> tuple[timedelta, str]:
    # Two times of one zone would be compared by the clock on the wall, which may show an hour twice.
    return (instant or _EPOCH) - _EPOCH, letter.path


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
    return instant.astimezone(UTC)
