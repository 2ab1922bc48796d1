"""How things stand in a shop: how warm each stream's readers are, the offers ahead, and what to write next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from planner.edition import instant_of
from planner.model import Post, Role, Settings, Stage, Step
from planner.report.known import Known
from planner.voices import Voice
from planner.warming.advice import Advice, Days, advice, preferred
from planner.warming.calendar import minutes
from planner.warming.lacks import lacks
from planner.warming.series import StepVerdict
from planner.warming.streams import Standing, Stream, Verdict
from planner.warming.today import Today, today
from planner.wording import DEFAULT_TIME

_COLD = "cold-offer"


@dataclass(frozen=True, slots=True)
class Ahead:
    """An offer that is still to come, in one stream."""

    post: Post
    verdict: Verdict
    """Of an offer with an error of its own: as if it had none."""
    held_back: tuple[str, ...]
    """The rules that keep it out, be it warm or not."""
    is_held_back: bool
    """Whether it is kept out for being cold; a shop may let such offers pass."""


@dataclass(frozen=True, slots=True)
class SeriesStatus:
    """A series with the verdicts on its offers, by day."""

    name: str
    stage: Stage
    offers: tuple[tuple[Step, StepVerdict], ...]


@dataclass(frozen=True, slots=True)
class StreamStatus:
    """One stream."""

    name: str
    today: Today
    offers: tuple[Ahead, ...]
    """By date and path."""
    series: tuple[SeriesStatus, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A shop at a moment."""

    settings: Settings
    at: datetime
    streams: tuple[StreamStatus, ...]
    next: tuple[Advice, ...]
    titles: Mapping[str, str]
    """The title of each letter, by path."""
    unanswered: tuple[Voice, ...] = ()
    """What customers said and no letter has answered, the longest waiting first."""
    missed: tuple[str, ...] = ()
    """The paths of the files in which voices stand, or may stand, that could not be read."""


def status(known: Known) -> Status:
    """How things stand, for every stream there is."""
    streams = tuple(_stream(known, name) for name in known.streams)
    return Status(
        settings=known.settings,
        at=known.at,
        streams=streams,
        next=_next(known, streams),
        titles={path: letter.title for path, letter in known.letters.items()},
        unanswered=known.unanswered,
        missed=known.missed,
    )


def _stream(known: Known, name: str) -> StreamStatus:
    stream = known.streams[name]
    ahead = (_ahead(known, stream, verdict) for verdict in known.verdicts[name])
    offers = sorted((offer for offer in ahead if offer is not None), key=_by_date)
    return StreamStatus(name, today(stream, minutes(known.at)), tuple(offers), tuple(_series(known, name)))


def _ahead(known: Known, stream: Stream, verdict: Verdict) -> Ahead | None:
    post = known.letters[verdict.path]
    if not isinstance(post, Post) or minutes(post.date) <= minutes(known.at):
        return None
    rules = set(_rules(known, stream, post))
    return Ahead(post, verdict, tuple(sorted(rules - {_COLD})), is_held_back=_COLD in rules)


def _rules(known: Known, stream: Stream, post: Post) -> Iterator[str]:
    """The rules whose errors keep an offer out of a stream."""
    for one in known.errors.get(post.path, ()):
        if one.values.get("stream", stream.name) == stream.name:
            yield one.rule


def _by_date(offer: Ahead) -> tuple[int, str]:
    # In minutes: two times of one zone would be compared by the clock on the wall, which may show an hour twice.
    return minutes(offer.post.date), offer.post.path


def _series(known: Known, stream: str) -> Iterator[SeriesStatus]:
    for name, stage in sorted(known.settings.series.items()):
        if stream.endswith(f"/{stage}"):
            found = ((known.letters[verdict.path], verdict) for verdict in known.series[stream])
            steps = ((step, verdict) for step, verdict in found if isinstance(step, Step) and step.series == name)
            yield SeriesStatus(name, stage, tuple(steps))


def _next(known: Known, streams: tuple[StreamStatus, ...]) -> tuple[Advice, ...]:
    offers = {offer.post.path: offer.post.date.date() for stream in streams for offer in stream.offers}
    at = minutes(known.at)
    found = (lack for stream in streams for lack in lacks(known.streams[stream.name], at, frozenset(offers)))
    waiting = frozenset(
        (stream.name, offer.post.path)
        for stream in streams
        for offer in stream.offers
        if offer.verdict.standing is Standing.COLD and offer.verdict.earliest is not None
    )
    warming = [name for name, purpose in known.settings.purposes.items() if purpose.role is Role.WARMS]
    return advice(found, _days(known, offers), preferred(warming), waiting)


def _days(known: Known, offers: Mapping[str, date]) -> Days:
    zone, newsletter = known.settings.timezone, known.settings.newsletter

    def arrives(day: date, stream: str) -> int:
        written = datetime.combine(day, time(*DEFAULT_TIME), zone)
        return minutes(instant_of(written, newsletter) if "/" in stream else written)

    return Days(known.at.date(), arrives, frozenset(post.date.date() for post in known.posts), offers)
