"""How things stand, for a shop owner: today, the offers ahead, what to write next."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from planner.report.base import Paint, plain
from planner.report.figures import had, joined_text
from planner.report.reasons import why
from planner.report.status import Ahead, SeriesStatus, Status, StreamStatus
from planner.report.visible import visible, width
from planner.voices import Voice, days_waiting
from planner.warming.advice import Advice
from planner.warming.calendar import moment
from planner.warming.streams import Outage, Standing, Warmth
from planner.wording import Catalogue

T = TypeVar("T")
_VOICES = 3
"""How many voices are told; `planner voices` lists them all."""
_PARTS = {Standing.WARM: "help", Standing.PARTLY: "warning", Standing.COLD: "error"}
"""How a verdict is coloured."""


def render(status: Status, words: Catalogue, paint: Paint = plain) -> str:
    """The whole overview."""
    told = _Telling(status, words, paint)
    blocks = [told.heading(), *told.today(), *told.ahead(), *told.series(), *told.voices(), *told.next()]
    return "\n\n".join(blocks) + "\n"


def _grouped(items: Iterable[T], key: Callable[[T], Hashable]) -> list[list[T]]:
    """Items that say the same, together; in the order in which each group first speaks."""
    groups: dict[Hashable, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return list(groups.values())


@dataclass(frozen=True, slots=True)
class _Telling:
    status: Status
    words: Catalogue
    paint: Paint

    def heading(self) -> str:
        return self.paint(
            visible(self.words.say("status.heading", shop=self.status.settings.shop.name, at=self.status.at)), "path"
        )

    def today(self) -> Iterator[str]:
        """How warm readers are now, one paragraph for those who are alike."""
        groups = _grouped(self.status.streams, lambda stream: stream.today)
        yield self._section("status.today.title", ["\n".join(self._today(group)) for group in groups])

    def _today(self, group: list[StreamStatus]) -> Iterator[str]:
        now = group[0].today
        names = self.words.stream(stream.name for stream in group)
        case = "incident" if now.outage else "warm" if now.is_warm else "cold"
        part = "help" if case == "warm" else "warning"
        yield f"  {visible(_capital(names))}: {self.paint(self.words.say(f'status.today.{case}'), part)}"
        yield f"    {self._had(now.warmth)}"
        if now.outage:
            yield f"    {self._incident(now.outage)}"

    def _incident(self, outage: Outage) -> str:
        if outage.end is None:
            return self.words.say("status.today.open", since=self._moment(outage.start))
        return self.words.say("status.today.closing", since=self._moment(outage.start), end=self._moment(outage.end))

    def _had(self, warmth: Warmth) -> str:
        case = "first" if warmth.first else "again"
        return self.words.say(f"status.had.{case}" if warmth.posts else f"status.had.{case}-none", **had(warmth))

    def ahead(self) -> Iterator[str]:
        """The offers to come, each with its verdicts."""
        found = [(stream, offer) for stream in self.status.streams for offer in stream.offers]
        offers = _grouped(found, lambda one: one[1].post.path)
        offers.sort(key=lambda group: (group[0][1].post.date.timestamp(), group[0][1].post.path))
        blocks = ["\n".join(self._offer(group)) for group in offers]
        yield self._section("status.ahead.title", blocks or ["  " + self.words.say("status.ahead.none")])

    def _offer(self, group: list[tuple[StreamStatus, Ahead]]) -> Iterator[str]:
        post = group[0][1].post
        yield f"  {self.words.say('status.ahead.offer', date=post.date, title=visible(post.title))}"
        yield f"    {self.paint(visible(post.path), 'rule')}"
        for alike in _grouped(group, lambda one: _said(one[1])):
            yield from self._verdict([stream.name for stream, _ in alike], alike[0][1])

    def _verdict(self, streams: list[str], offer: Ahead) -> Iterator[str]:
        verdict = offer.verdict
        key = "cold-held-back" if offer.is_held_back else verdict.standing
        said = self.paint(self.words.say(f"status.verdict.{key}"), _PARTS[verdict.standing])
        yield f"    {_capital(self.words.stream(streams))}: {said}"
        lines = self._partly(offer) if verdict.standing is Standing.PARTLY else self._cold(offer)
        if verdict.standing is not Standing.WARM:
            yield from (f"      {line}" for line in lines)
        if self._is_digest(offer):
            yield "      " + self.words.say("status.ahead.edition", date=self._moment(verdict.instant))
        if offer.held_back:
            yield "      " + self.words.say("status.ahead.held-back", rules=offer.held_back)

    def _is_digest(self, offer: Ahead) -> bool:
        return self._moment(offer.verdict.instant) != offer.post.date

    def _partly(self, offer: Ahead) -> Iterator[str]:
        zone, verdict = self.status.settings.timezone, offer.verdict
        ranges = [joined_text(one, verdict.instant, zone, self.words) for one in verdict.joiners]
        if len(ranges) == 1:
            yield self.words.say("status.joined.one", range=ranges[0])
        else:
            yield self.words.say("status.joined.several")
            yield from (f"  {one}" for one in ranges)

    def _cold(self, offer: Ahead) -> Iterator[str]:
        verdict = offer.verdict
        if verdict.outage:
            yield self.words.say("status.ahead.incident")
        yield self._had(verdict.warmth)
        if verdict.earliest is None:
            yield self.words.say("status.ahead.never")
        else:
            yield self.words.say("status.ahead.earliest", date=self._moment(verdict.earliest))

    def series(self) -> Iterator[str]:
        """The offers within series, where there are any."""
        found = [series for stream in self.status.streams for series in stream.series if series.offers]
        if found:
            yield self._section("status.series.title", ["\n".join(self._series(one)) for one in found])

    def _series(self, series: SeriesStatus) -> Iterator[str]:
        yield "  " + self.words.say(
            "status.series.name", name=visible(series.name), stream=f"newsletter/{series.stage}"
        )
        for step, verdict in series.offers:
            said = self.paint(self.words.say(f"status.verdict.{verdict.standing}"), _PARTS[verdict.standing])
            yield f"    {self.words.say('status.series.offer', day=step.day, title=visible(step.title))}: {said}"
            if verdict.standing is Standing.COLD:
                yield f"      {self._had(verdict.warmth)}"

    def next(self) -> Iterator[str]:
        """What to write, by day."""
        rows = [(self.words.say("status.next.by", date=one.by), one) for one in self.status.next]
        room = max((width(day) for day, _ in rows), default=0)
        blocks = ["\n".join(self._advice(day, room, one)) for day, one in rows]
        empty = "status.next.enough" if any(stream.offers for stream in self.status.streams) else "status.next.free"
        yield self._section("status.next.title", blocks or ["  " + self.words.say(empty)])

    def _advice(self, day: str, room: int, one: Advice) -> Iterator[str]:
        labels = [self._label(name) for name in one.purposes]
        key = "status.next.several" if len(labels) > 1 else "status.next.one"
        yield f"  {self.paint(day, 'path')}{' ' * (room - width(day))}  {self.words.say(key, purposes=labels)}"
        title, reason = visible(self.status.titles[one.path]), why(self.status, one, self.words)
        yield "    " + self.words.say("status.next.for", title=title, why=reason)

    def _label(self, name: str) -> str:
        return visible(self.status.settings.purposes[name].label)

    def _moment(self, minute: int) -> datetime:
        return moment(minute, self.status.settings.timezone)

    def voices(self) -> Iterator[str]:
        """Before anything is written: what customers said, and nobody has answered."""
        waiting, missed = self.status.unanswered, self.status.missed
        if missed:
            said = self.words.say("status.voices.missed", paths=missed)
            yield self._section("status.voices.unread", [f"  {self.paint(visible(said), 'error')}"])
        if waiting:
            told = [f"  {self._voice(voice)}" for voice in waiting[:_VOICES]]
            more = len(waiting) - len(told)
            told += [f"  {self.words.say('status.voices.more', n=more)}"] if more else []
            yield self._section("status.voices.title", ["\n".join(told)])

    def _voice(self, voice: Voice) -> str:
        days = days_waiting(voice, self.status.at)
        return visible(
            self.words.say("status.voices.voice", id=voice.id, days=days, text=voice.worry or voice.wish or "")
        )

    def _section(self, title: str, blocks: list[str]) -> str:
        return "\n".join(
            [
                self.paint(self.words.say(title), "path"),
                "\n\n".join(blocks) if any("\n" in one for one in blocks) else "\n".join(blocks),
            ]
        )


def _said(offer: Ahead) -> Hashable:
    """What is told of an offer; of a warm one, not how warm."""
    verdict = offer.verdict
    more = verdict.warmth if verdict.standing is Standing.COLD else None
    return (
        verdict.standing,
        more,
        verdict.joiners if verdict.standing is Standing.PARTLY else (),
        verdict.earliest,
        verdict.outage,
        verdict.instant,
        offer.held_back,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
