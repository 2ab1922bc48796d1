"""From posts to streams: which post is sent to whom, and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from planner.model import STREAMS, Channel, Letter, Post, Role, Settings, Stage, Step
from planner.warming.streams import DAY, Outage, Send, Stream, merged_outages

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ROLE_ORDER = {Role.WARMS: 0, Role.NEUTRAL: 0, Role.ASKS: 1}


def minutes(instant: datetime) -> int:
    """An aware instant in whole minutes since 1970."""
    return (instant - _EPOCH) // timedelta(minutes=1)


def moment(minute: int, zone: ZoneInfo) -> datetime:
    """The instant of a minute since 1970, in a time zone."""
    return (_EPOCH + timedelta(minutes=minute)).astimezone(zone)


def by_time(post: Post) -> tuple[int, str]:
    """What posts are sorted by; two times of one zone would be compared by the clock on the wall, which shows an hour twice."""
    return minutes(post.date), post.path


def streams_of(post: Post) -> tuple[str, ...]:
    """The streams that a post appears in, by its channels and its audience."""
    plain = [channel.value for channel in (Channel.SITE, Channel.FEED) if channel in post.channels]
    stages = (post.audience or tuple(Stage)) if Channel.NEWSLETTER in post.channels else ()
    return (*plain, *(f"{Channel.NEWSLETTER}/{stage}" for stage in Stage if stage in stages))


class Calendar(NamedTuple):
    """The letters of a shop, with what is known of them before any offer is judged."""

    settings: Settings
    posts: tuple[Post, ...]
    steps: tuple[Step, ...] = ()
    faulty: frozenset[str] = frozenset()
    """Paths with an unresolved error: they warm nobody, and an offer among them is judged but not sent."""
    cooled: frozenset[str] = frozenset()
    """Paths that are sent, but warm nobody."""
    absent: frozenset[tuple[str, str]] = frozenset()
    """Paths with the streams that an error keeps them out of; elsewhere they are as any other."""
    passing: frozenset[str] = frozenset()
    """Offers that go out even where they are cold."""
    delivery: Callable[[datetime], datetime] | None = None
    """When the newsletter with a post of that date goes out (None: at once)."""

    def streams(self) -> dict[str, Stream]:
        """Every stream, with its sends in order."""
        sends: dict[str, list[Send]] = {name: [] for name in STREAMS}
        outages: dict[str, list[Outage]] = {name: [] for name in STREAMS}
        ends = {path: minutes(post.date) for path, post in first_recoveries(self.posts, self.faulty).items()}
        for post in self.posts:
            happened = happened_at(post)
            for stream in streams_of(post):
                if post.asks or not self._is_kept_out(post, stream):
                    sends[stream].append(self._send(post, stream))
                if happened is not None:
                    outages[stream].append(Outage(minutes(happened), ends.get(post.path)))
        return {name: self._stream(name, sends[name], outages[name]) for name in STREAMS}

    def _stream(self, name: str, sends: list[Send], outages: list[Outage]) -> Stream:
        in_order = tuple(sorted(sends, key=lambda send: send.rank))
        steps = (step for step in self.steps if f"{Channel.NEWSLETTER}/{step.stage}" == name)
        series = sorted(
            (self._step(step, name) for step in steps if step.asks or not self._is_kept_out(step, name)),
            key=lambda step: step.rank,
        )
        return Stream(name, self.settings.rule_of(name), in_order, tuple(series), merged_outages(outages))

    def _send(self, post: Post, stream: str) -> Send:
        digest = self.delivery if stream.startswith(Channel.NEWSLETTER) else None
        return Send(
            instant=minutes(digest(post.date) if digest else post.date),
            history=self.settings.since is not None and minutes(post.date) < minutes(self.settings.since),
            order=_ROLE_ORDER[post.purpose.role] if digest else 0,
            **self._common(post, stream),
        )

    def _step(self, step: Step, stream: str) -> Send:
        return Send(instant=step.day * DAY, **self._common(step, stream))

    def _is_kept_out(self, letter: Post | Step, stream: str) -> bool:
        return letter.path in self.faulty or (letter.path, stream) in self.absent

    def _common(self, letter: Post | Step, stream: str) -> dict[str, Any]:
        until = letter.offer.until if letter.offer else None
        return {
            "path": letter.path,
            "kind": letter.purpose.name,
            "role": Role.NEUTRAL if letter.warms and letter.path in self.cooled else letter.purpose.role,
            "campaign": letter.campaign,
            "deadline": _deadline(until, self.settings.timezone) if until else None,
            "kept_out": self._is_kept_out(letter, stream),
            "passes": letter.path in self.passing,
        }


def _deadline(until: date, zone: ZoneInfo) -> int:
    """The first minute after a day is over in the shop's zone."""
    if until == date.max:
        return minutes(datetime.combine(until, time(23, 59), zone)) + 1
    return minutes(datetime.combine(until + timedelta(days=1), time(), zone))


def first_recoveries(posts: Iterable[Post], without: frozenset[str]) -> Mapping[str, Post]:
    """The first report on each incident, by the apology's path; one whose path is in `without` closes nothing."""
    known = tuple(posts)
    reports = sorted((post for post in known if post.recovers is not None and post.path not in without), key=by_time)
    first = {report.recovers: report for report in reversed(reports)}
    named = ((post, [first[name] for name in names_of(post) if name in first]) for post in known if happened_at(post))
    return {apology.path: min(found, key=by_time) for apology, found in named if found}


def happened_at(letter: Letter) -> datetime | None:
    """When that happened for which a letter apologises; None where it is no apology, or does not say."""
    if letter.purpose.name != "apology" or letter.incident is None:
        return None
    return letter.incident.happened


def names_of(letter: Letter) -> tuple[str, ...]:
    """What `recovers:`, `fulfils:` and the like may call a letter: its slug, its file's name with and without ending, its path."""
    stem = letter.path.rpartition("/")[2].removesuffix(".md")
    return tuple(dict.fromkeys((letter.slug, stem, f"{stem}.md", letter.path)))


def names_letter(name: str, letter: Letter) -> bool:
    """Whether that is what a letter may be called."""
    return name in names_of(letter)
