"""From a shop and a wished day to what a plan starts from: the streams, the drafts that help, the days that are free."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from planner.edition import instant_of
from planner.frontmatter import Table, YamlError, parse_document
from planner.keys import letter_keys
from planner.model import STREAMS, Channel, Post, Role, Settings, Source, Stage
from planner.report.plan import Answer, Row, State
from planner.shapes import Keys, Reading
from planner.shop import Shop
from planner.story import STORY
from planner.warming.advice import preferred
from planner.warming.calendar import minutes, moment, streams_of
from planner.warming.lane import Lane
from planner.warming.plan import Ground, Plan, earliest, plan
from planner.warming.ranges import FOREVER, Range, clipped
from planner.warming.streams import Joined, Send, Stream
from planner.warming.turns import Draft
from planner.warming.weekdays import Free, habit_of
from planner.wording import DEFAULT_TIME

Lanes = Mapping[str, tuple[Lane, ...]]
"""The lanes of each stream: as it would be with its offers in drafts, and without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """An offer that is wished for, and all that a plan for it needs."""

    settings: Settings
    at: datetime
    when: datetime
    offer: Send
    written: Post | None
    """The offer of that day, if there is one already."""
    stage: Stage | None
    ground: Ground
    lanes: Lanes
    ahead: Mapping[str, Post]
    """Warming posts to come, drafts with a date among them, by path."""
    useless: tuple[str, ...]
    """Warming drafts that have errors, so that nothing can be built on them."""


def wish_of(shop: Shop, ready: Shop, when: datetime, stage: Stage | None) -> Wish:
    """The wish for an offer; `ready` is the same shop as if its drafts were ready."""
    return _Workshop(shop, ready, stage).wish(when)


class _Workshop:
    def __init__(self, shop: Shop, ready: Shop, stage: Stage | None) -> None:
        self.shop = shop
        self.settings = shop.settings
        self.stage = stage
        self.now = minutes(shop.at)
        self.names = (f"{Channel.NEWSLETTER}/{stage}",) if stage else STREAMS
        self.ready = ready
        self.drafts = tuple(source for source in shop.sources if source.draft)
        self.known = {post.path: post for post in ready.posts}
        """Every post that can be read, drafts too."""

    def wish(self, when: datetime) -> Wish:
        written = self._written(when)
        if written is not None and (when.hour, when.minute) == DEFAULT_TIME:
            when = written.date  # who names a day means the offer of that day, whatever its hour
        offer = self._offer(when, written)
        lanes = {name: tuple(self._lanes(name, offer.path)) for name in self.names}
        ground = Ground(_different(lanes), self._free(), self._kinds(), tuple(self._waiting()), frozenset({STORY}))
        return Wish(
            settings=self.settings, at=self.shop.at, when=when, offer=offer, written=written, stage=self.stage, ground=ground, lanes=lanes,
            ahead=self._ahead(), useless=tuple(sorted(self._useless)),
        )  # fmt: skip

    def _written(self, when: datetime) -> Post | None:
        """The offer that stands on that day already, at that very minute if there are several."""
        day = (post for post in self.known.values() if post.asks and post.date.date() == when.date())
        known = [post for post in day if set(streams_of(post)) & set(self.names)]
        return min(known, key=lambda post: (post.date != when, post.date, post.path), default=None)

    def _offer(self, when: datetime, written: Post | None) -> Send:
        sends = (send for stream in self.ready.judged.streams.values() for send in stream.sends)
        found = next((send for send in sends if written is not None and send.path == written.path), None)
        bare = Send(minutes(when), "", "offer", Role.ASKS)
        return bare if found is None else replace(found, instant=minutes(when), kept_out=False, history=False, order=0)

    def _lanes(self, name: str, offer: str) -> Iterator[Lane]:
        """The stream with the warming drafts that come in time; and with all drafts, where that is something else."""
        certain, all_ready = self.shop.judged.streams[name], self.ready.judged.streams[name]
        helping = {source.path for source in self.drafts if self._helps(source)}
        late = {source.path for source in self.drafts if source.path in self.warming} - helping
        known = {send.path for send in certain.sends}
        added = (send for send in all_ready.sends if send.path in helping - known)
        streams = [_with(certain, [*certain.sends, *added], offer)]
        everything = _with(all_ready, (send for send in all_ready.sends if send.path not in late), offer)
        streams += [everything] if everything != streams[0] else []
        yield from (Lane(stream, self.now, self._arrives(stream)) for stream in streams)

    def _arrives(self, stream: Stream) -> Callable[[int], int] | None:
        newsletter = self.settings.newsletter
        if not stream.is_joined or newsletter.edition == "post":
            return None
        return lambda minute: minutes(instant_of(moment(minute, self.settings.timezone), newsletter))

    def _free(self) -> Free:
        """The days that are free; the habit is that of what has appeared."""
        habit = habit_of((post.date for post in self.shop.posts if post.date <= self.shop.at), self.settings.timezone)
        return Free(habit, self.now, frozenset(post.date.date() for post in self.known.values()))

    def _kinds(self) -> tuple[str, ...]:
        return preferred(purpose.name for purpose in self.settings.purposes.values() if purpose.role is Role.WARMS)

    def _ahead(self) -> dict[str, Post]:
        known = self.known.items()
        ahead = ((path, post) for path, post in known if path in self.warming and post.date > self.shop.at)
        return {path: post for path, post in ahead if set(streams_of(post)) & set(self.names)}

    @cached_property
    def warming(self) -> frozenset[str]:
        """The posts that warm somebody; one that sells, or has an error, does not."""
        streams = self.ready.judged.streams.values()
        return frozenset(send.path for stream in streams for send in stream.sends if send.role is Role.WARMS)

    def _helps(self, source: Source) -> bool:
        """Whether a draft warms on a day to come, if it is made ready."""
        return source.path in self.warming and self.known[source.path].date > self.shop.at

    def _waiting(self) -> Iterator[Draft]:
        """The warming drafts that may be given a date, and reach all who are to be warmed."""
        for source in self.drafts:
            if source.path not in self._useless:
                kind, streams, instant = self._about(source)
                if kind is not None and set(streams) >= set(self.names):
                    yield Draft(source.path, kind, instant)

    @cached_property
    def _useless(self) -> frozenset[str]:
        """The drafts that should warm, and do not; that there is no date yet is no reason."""
        drafts = (source for source in self.drafts if self._about(source)[0] is not None)
        return frozenset(source.path for source in drafts if source.path not in self.warming and not _lacks_only_date(source))

    def _about(self, source: Source) -> tuple[str | None, tuple[str, ...], int | None]:
        """A draft's purpose (None: it does not warm, or is no post), its streams, its date."""
        letter = source.letter or self._undated(source)
        if not isinstance(letter, Post) or not letter.warms:
            return None, (), None
        return letter.purpose.name, streams_of(letter), None if source.letter is None else minutes(letter.date)

    def _undated(self, source: Source) -> Post | None:
        """A draft without a date, as if it were of today."""
        if not source.path.startswith(f"{self.settings.docs_folder}/posts/"):
            return None
        values = _values(source, self.settings)
        if "purpose" not in values or "date" in values:
            return None
        channels = frozenset(Channel(channel) for channel in values.get("channels", Channel))
        return Post(
            path=source.path, title="", purpose=values["purpose"], slug="", body="", body_line=1, places={}, draft=True,
            audience=tuple(Stage(stage) for stage in values.get("audience", ())), channels=channels, date=self.shop.at,
        )  # fmt: skip


def answer_to(wish: Wish) -> Answer:
    """What the wish comes to: a plan for the wished date, else one for the earliest that can be met."""
    met = plan(wish.ground, wish.offer)
    found = met or earliest(wish.ground, wish.offer)
    zone = wish.settings.timezone
    return Answer(
        settings=wish.settings,
        at=wish.at,
        offer=wish.when,
        written=wish.written.path if wish.written else None,
        stage=wish.stage,
        met=met is not None,
        closed=tuple(name for name, lanes in wish.lanes.items() if any(lane.is_closed(wish.offer) for lane in lanes)),
        earliest=moment(found.offer.instant, zone) if found else None,
        rows=tuple(_rows(wish, found)) if found else (),
        readers={name: _joiners(found, lanes) for name, lanes in wish.lanes.items()} if found else {},
        arrivals={name: lanes[0].arrival((found or wish).offer.instant) for name, lanes in wish.lanes.items()},
        useless=wish.useless,
    )


def _rows(wish: Wish, found: Plan) -> Iterator[Row]:
    """The posts to come before the offer, those of the plan and those that stand there already."""
    zone = wish.settings.timezone
    moved = {post.path for post in found.posts}
    rows = [
        Row(moment(post.instant, zone), post.kind, State.MOVE if post.path else State.NEW, post.path)
        for post in found.posts
    ]
    drafts = {draft.path for draft in wish.ground.drafts}
    for path, post in wish.ahead.items():
        if path not in moved and minutes(post.date) < found.offer.instant:
            rows.append(Row(post.date, post.purpose.name, State.DRAFT if path in drafts else State.READY, path))
    yield from sorted(rows, key=lambda row: (minutes(row.date), row.path or ""))


def _joiners(found: Plan, lanes: tuple[Lane, ...]) -> tuple[Joined, ...]:
    """The readers who are warm for the offer in each of a stream's lanes."""
    common: list[Range] = [(-FOREVER, FOREVER)]
    for lane in lanes:
        spans = [
            (-FOREVER if one.start is None else one.start, FOREVER if one.end is None else one.end)
            for one in found.joiners(lane)
        ]
        common = [part for start, end in spans for part in clipped(common, start, end)]
    return tuple(Joined(None if start == -FOREVER else start, None if end == FOREVER else end) for start, end in common)


def _values(source: Source, settings: Settings) -> dict[str, Any]:
    """What the front matter of a file says."""
    try:
        tree = parse_document(source.text).tree
    except YamlError:
        return {}
    keys = Keys(letter_keys(settings.purposes, settings.extra_keys))
    return keys.values("", tree, Reading(settings.timezone)) if isinstance(tree, Table) else {}


def _lacks_only_date(source: Source) -> bool:
    written = (fault for fault in source.faults if fault.rule != "unknown-key")
    return source.letter is None and all(fault.values.get("key") == "date" for fault in written)


def _with(stream: Stream, sends: Iterable[Send], offer: str) -> Stream:
    """A stream with other sends, and without the offer of that path."""
    known = (send for send in sends if send.path != offer)
    return replace(stream, sends=tuple(sorted(known, key=lambda send: send.rank)))


def _different(lanes: Lanes) -> tuple[Lane, ...]:
    """One of each kind of lane: streams in which the same happens need not be tried twice."""
    found: dict[object, Lane] = {}
    for group in lanes.values():
        for lane in group:
            stream = lane.stream
            found.setdefault((stream.rule, stream.sends, stream.steps, stream.outages, stream.is_joined), lane)
    return tuple(found.values())
