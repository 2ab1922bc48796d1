"""From a shop and a wished day to what a plan starts from: the streams, the drafts that help, the days that are free."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from planner.cli.drafts import Drafts
from planner.edition import instant_of
from planner.model import STREAMS, Channel, Post, Role, Settings, Stage
from planner.shop import Shop
from planner.story import STORY
from planner.warming.advice import preferred
from planner.warming.calendar import minutes, moment, streams_of
from planner.warming.lane import Lane
from planner.warming.plan import Ground
from planner.warming.streams import Send, Stream
from planner.warming.weekdays import Free, habit_of
from planner.wording import DEFAULT_TIME

Lanes = Mapping[str, tuple[Lane, ...]]
"""The lanes of each stream: nobody knows yet which of its drafts will appear, so it must be warm either way."""


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
    drafts: frozenset[str]
    """The paths of those drafts."""
    useless: tuple[str, ...]
    """Warming drafts on which nothing can be built, since something in them has to be mended."""


def wish_of(shop: Shop, ready: Shop, when: datetime, stage: Stage | None) -> Wish:
    """The wish for an offer; `ready` is the same shop as if its drafts were ready."""
    return _Workshop(shop, ready, stage).wish(when)


class _Workshop:
    def __init__(self, shop: Shop, ready: Shop, stage: Stage | None) -> None:
        self.shop = shop
        self.settings = shop.settings
        self.ready = ready
        self.stage = stage
        self.now = minutes(shop.at)
        self.names = (f"{Channel.NEWSLETTER}/{stage}",) if stage else STREAMS
        self.drafts = Drafts(shop, ready)
        self.known = {post.path: post for post in ready.posts}
        """Every post that can be read, drafts too."""

    def wish(self, when: datetime) -> Wish:
        written = self._written(when)
        if written is not None:
            self.names = tuple(name for name in self.names if name in streams_of(written))
            # Who names a day means the offer of that day, whatever its hour.
            when = written.date if (when.hour, when.minute) == DEFAULT_TIME else when
        offer = self._offer(when, written)
        lanes = {name: tuple(self._lanes(name, offer.path)) for name in self.names}
        return Wish(
            settings=self.settings,
            at=self.shop.at,
            when=when,
            offer=offer,
            written=written,
            stage=self.stage,
            ground=self._ground(lanes, offer.path),
            lanes=lanes,
            ahead=self._ahead(),
            drafts=self.drafts.in_time,
            useless=tuple(sorted(self.drafts.useless)),
        )

    def _ground(self, lanes: Lanes, offer: str) -> Ground:
        """What the plan starts from; a customer's story needs the customer's leave, so only a draft of one is counted on."""
        kinds = preferred(purpose.name for purpose in self.settings.purposes.values() if purpose.role is Role.WARMS)
        movable = tuple(self.drafts.movable(self.names))
        return Ground(_different(lanes), self._free(offer), kinds, movable, frozenset({STORY}), self._asking(offer))

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
        """The stream as it may turn out.

        With the warming drafts that come in time alone; with all drafts but the warming ones that are late; with all.
        """
        certain, ready = self.shop.judged.streams[name], self.ready.judged.streams[name]
        known = {send.path for send in certain.sends}
        added = (send for send in ready.sends if send.path in self.drafts.in_time - known)
        streams = (
            _with(certain, [*certain.sends, *added], offer),
            _with(ready, [send for send in ready.sends if send.path not in self.drafts.late], offer),
            _with(ready, ready.sends, offer),
        )
        yield from (Lane(stream, self.now, self._arrives(stream)) for stream in dict.fromkeys(streams))

    def _arrives(self, stream: Stream) -> Callable[[int], int] | None:
        newsletter = self.settings.newsletter
        if not stream.is_joined or newsletter.edition == "post":
            return None
        return lambda minute: minutes(instant_of(moment(minute, self.settings.timezone), newsletter))

    def _free(self, offer: str) -> Free:
        """The days that are free, that of the offer among them; the habit is that of what has appeared."""
        habit = habit_of((post.date for post in self.shop.posts if post.date <= self.shop.at), self.settings.timezone)
        taken = frozenset(post.date.date() for path, post in self.known.items() if path != offer)
        return Free(habit, self.now, taken)

    def _asking(self, offer: str) -> frozenset[date]:
        """The days on which another offer stands."""
        others = (post for post in self.known.values() if post.asks and post.path != offer)
        return frozenset(post.date.date() for post in others if set(streams_of(post)) & set(self.names))

    def _ahead(self) -> dict[str, Post]:
        warming = ((path, post) for path, post in self.known.items() if path in self.drafts.warming)
        ahead = ((path, post) for path, post in warming if post.date > self.shop.at)
        return {path: post for path, post in ahead if set(streams_of(post)) & set(self.names)}


def _different(lanes: Lanes) -> tuple[Lane, ...]:
    """One of each kind of lane: streams in which the same happens need not be tried twice."""
    found: dict[object, Lane] = {}
    for group in lanes.values():
        for lane in group:
            stream = lane.stream
            found.setdefault((stream.rule, stream.sends, stream.steps, stream.outages, stream.is_joined), lane)
    return tuple(found.values())


def _with(stream: Stream, sends: Iterable[Send], offer: str) -> Stream:
    """A stream with other sends, and without the offer of that path."""
    known = (send for send in sends if send.path != offer)
    return replace(stream, sends=tuple(sorted(known, key=lambda send: send.rank)))
