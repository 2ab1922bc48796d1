"""The owner's desk: how warm the readers of each stream are, the offers ahead, what to write next, whom to answer.

It is a page for the shop's owner alone: `planner serve` shows it, and no build makes it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Any

from planner.model import Post, Settings
from planner.render import environment, fill, post_url
from planner.report.known import Known
from planner.report.reasons import why
from planner.report.status import Ahead, Status, StreamStatus, status
from planner.voices import days_waiting
from planner.warming.calendar import minutes, moment
from planner.warming.line import Point, warmth_line
from planner.warming.streams import DAY, Standing, Stream
from planner.wording import Catalogue, catalogue

PATH = "desk/index.html"
"""Where it lies on the site."""
_BACK, _AHEAD, _MOST = 60 * DAY, 30 * DAY, 180 * DAY
_WIDE, _HIGH, _HEAD = 800, 120, 26
"""The drawing, and the room above it for the flags."""


@dataclass(frozen=True, slots=True)
class Unsent:
    """A post that readers do not have on the site, and why, in the words that mark it there."""

    post: Post
    mark: str


def files(known: Known, unsent: Iterable[Unsent] = ()) -> dict[str, str]:
    """The desk as `{path: page}`."""
    desk = _Desk(known, status(known), catalogue(known.settings.language))
    return {PATH: fill(environment(known.settings, "desk"), "desk.html", desk.view(unsent))}


class _Desk:
    def __init__(self, known: Known, state: Status, words: Catalogue) -> None:
        self.known = known
        self.status = state
        self.words = words
        self.now = minutes(known.at)

    @property
    def settings(self) -> Settings:
        return self.known.settings

    def view(self, unsent: Iterable[Unsent]) -> dict[str, Any]:
        return {
            "say": lambda key, **values: self.words.say(f"desk.{key}", **values),
            "language": self.settings.language,
            "shop": self.settings.shop.name,
            "at": self.known.at,
            "streams": [self._stream(group) for group in self._alike()],
            "next": [self._advice(one) for one in self.status.next],
            "voices": [
                {"id": one.id, "days": days_waiting(one, self.known.at), "text": one.worry or one.wish or ""}
                for one in self.known.unanswered
            ],
            "missed": self.known.missed,
            "unsent": [{"mark": one.mark, **self._letter(one.post)} for one in unsent],
        }

    def _letter(self, post: Post) -> Mapping[str, Any]:
        return {"title": post.title, "path": post.path, "date": post.date, "url": f"../{post_url(post.slug)}"}

    def _alike(self) -> list[list[StreamStatus]]:
        """Streams of which the same is to be told, together."""
        groups: dict[Hashable, list[StreamStatus]] = {}
        for one in self.status.streams:
            stream = self.known.streams[one.name]
            offers = tuple((offer.verdict, offer.held_back, offer.is_held_back) for offer in one.offers)
            groups.setdefault((stream.rule, stream.sends, stream.outages, offers, one.today), []).append(one)
        return list(groups.values())

    def _stream(self, group: list[StreamStatus]) -> Mapping[str, Any]:
        first = group[0]
        now = first.today
        name = self.words.stream(one.name for one in group)
        return {
            "name": name[:1].upper() + name[1:],
            "state": "incident" if now.outage else "warm" if now.is_warm else "cold",
            "had": now.warmth,
            "offers": [self._offer(one) for one in first.offers],
            "drawing": self._drawing(self.known.streams[first.name], first.offers),
        }

    def _offer(self, offer: Ahead) -> Mapping[str, Any]:
        verdict = offer.verdict
        zone = self.settings.timezone
        earliest = None if verdict.earliest is None else moment(verdict.earliest, zone)
        cold = verdict.standing is Standing.COLD
        return {
            **self._letter(offer.post),
            "standing": verdict.standing.value,
            "said": "cold-held-back" if cold and offer.is_held_back else verdict.standing.value,
            "earliest": earliest if cold else None,
        }

    def _drawing(self, stream: Stream, offers: tuple[Ahead, ...]) -> Mapping[str, Any]:
        start = self.now - _BACK
        last = max([self.now, *(offer.verdict.instant for offer in offers)])
        end = min(last + _AHEAD, self.now + _MOST)
        points = warmth_line(stream, start, end)
        scale = _Scale(start, end, max(max(one.posts, one.needed) for one in points))
        return {
            "wide": _WIDE,
            "high": _HIGH + _HEAD,
            "base": _HIGH + _HEAD,
            "line": _steps(points, scale),
            "need": _steps([replace(one, posts=one.needed) for one in points], scale),
            "now": scale.across(self.now),
            "cold": [_band(scale, one, other) for one, other in _cold(points)],
            "flags": [
                {
                    "x": scale.across(one.verdict.instant),
                    "standing": one.verdict.standing.value,
                    **self._letter(one.post),
                }
                for one in offers
                if one.verdict.instant <= end
            ],
            "from": self._day(start),
            "until": self._day(end),
        }

    def _day(self, minute: int) -> datetime:
        return moment(minute, self.settings.timezone).replace(hour=9, minute=0)

    def _advice(self, one: Any) -> Mapping[str, Any]:
        labels = [self.settings.purposes[name].label for name in one.purposes]
        return {
            "by": one.by,
            "purposes": labels,
            "title": self.status.titles[one.path],
            "why": why(self.status, one, self.words),
        }


@dataclass(frozen=True, slots=True)
class _Scale:
    start: int
    end: int
    most: int

    def across(self, instant: int) -> float:
        return round((instant - self.start) / max(1, self.end - self.start) * _WIDE, 1)

    def up(self, posts: int) -> float:
        return round(_HEAD + _HIGH - posts / max(1, self.most) * (_HIGH - 8), 1)


def _steps(points: Iterable[Point], scale: _Scale) -> str:
    """The corners of a line that runs level and climbs or falls at once."""
    corners: list[tuple[float, float]] = []
    for point in points:
        corner = (scale.across(point.instant), scale.up(point.posts))
        if corners and corners[-1][1] != corner[1]:
            corners.append((corner[0], corners[-1][1]))
        while len(corners) > 1 and corners[-1][1] == corners[-2][1] == corner[1]:
            corners.pop()
        corners.append(corner)
    return " ".join(f"{x},{y}" for x, y in corners)


def _cold(points: Iterable[Point]) -> Iterable[tuple[int, int]]:
    """The stretches of time in which an offer would not be welcome."""
    found: list[tuple[int, int]] = []
    for one, other in pairwise(points):
        if one.welcome or one.instant == other.instant:
            continue
        if found and found[-1][1] == one.instant:
            found[-1] = (found[-1][0], other.instant)
        else:
            found.append((one.instant, other.instant))
    return found


def _band(scale: _Scale, start: int, end: int) -> Mapping[str, float]:
    return {"x": scale.across(start), "width": round(scale.across(end) - scale.across(start), 1)}
