"""The days on which a shop writes: its usual weekdays and hour, learnt from its posts, and which days are free."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from planner.warming.calendar import minutes, moment

_LEARNT_FROM = 30
"""Posts that tell a habit: old ones don't."""
_FEWEST = 3
_SHARE = 5
"""A weekday is usual if at least one in so many posts falls on it."""
_TUESDAY_AND_FRIDAY = (1, 4)
_MORNING = time(9)
_PACE = 2
"""Days from one post to the next that readers can bear."""
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Habit:
    """When a shop usually writes."""

    zone: ZoneInfo
    weekdays: tuple[int, ...] = _TUESDAY_AND_FRIDAY
    """Monday is 0; the most frequent first."""
    hour: time = _MORNING


def habit_of(dates: Iterable[datetime], zone: ZoneInfo) -> Habit:
    """The habit that the latest of these dates (aware, any order) show; Tuesday and Friday at nine where there are few."""
    known = [when.astimezone(zone) for when in sorted(dates, key=minutes)[-_LEARNT_FROM:]]
    if len(known) < _FEWEST:
        return Habit(zone)
    days = Counter(when.weekday() for when in known)
    usual = sorted(
        (day for day, count in days.items() if count * _SHARE >= len(known)), key=lambda day: (-days[day], day)
    )
    hours = Counter(when.time() for when in known)
    hour = min(hours, key=lambda one: (-hours[one], one))
    return Habit(zone, tuple(usual) or _TUESDAY_AND_FRIDAY, hour)


@dataclass(frozen=True, slots=True)
class Free:
    """The days that are free for a new post."""

    habit: Habit
    now: int
    taken: frozenset[date]
    """Days on which something appears already, or would."""

    def every(self, start: int, end: int) -> tuple[int, ...]:
        """The minute of the usual hour on each free day, later than now and than `start`, on a day before that of `end`."""
        return tuple(self._minutes(self._days(start, end)))

    def choices(self, start: int, end: int) -> Iterator[tuple[int, ...]]:
        """Sets of such minutes, the kindest first: usual weekdays at an easy pace, any day at that pace, every free day."""
        easy = [day for day in self._days(start, end) if self._has_room(day, end)]
        yield tuple(self._minutes(_paced(day for day in easy if day.weekday() in self.habit.weekdays)))
        yield tuple(self._minutes(_paced(easy)))
        yield self.every(start, end)

    def _days(self, start: int, end: int) -> list[date]:
        least = max(start, self.now)
        day, last = self._day(least), self._day(end)
        days = [day + number * _ONE_DAY for number in range((last - day).days)]
        return [one for one in days if one not in self.taken and self._minute(one) > least]

    def _has_room(self, day: date, end: int) -> bool:
        """Whether no post stands so near that the two would come too fast."""
        near = {day + number * _ONE_DAY for number in range(1 - _PACE, _PACE)}
        return not near & (self.taken | {self._day(end)})

    def _day(self, minute: int) -> date:
        return moment(minute, self.habit.zone).date()

    def _minute(self, day: date) -> int:
        return minutes(datetime.combine(day, self.habit.hour, self.habit.zone))

    def _minutes(self, days: Iterable[date]) -> Iterator[int]:
        return (self._minute(day) for day in days)


def _paced(days: Iterable[date]) -> Iterator[date]:
    """As many of the days as keep the pace, the first one among them."""
    last: date | None = None
    for day in days:
        if last is None or (day - last).days >= _PACE:
            yield day
            last = day
