"""The owner's calendar: what appears when, last days and promises, as iCalendar; only here icalendar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import icalendar

from planner.edition import instant_of
from planner.model import STREAMS, Channel, Post, Publication, Stage
from planner.render import NOWHERE, absolute, one_line, post_address
from planner.warming.calendar import moment, streams_of
from planner.warming.streams import Joined, Standing, Verdict
from planner.wording import catalogue

__all__ = ["PATH", "files"]

PATH = "calendar.ics"
_SHOWN = timedelta(minutes=15)
"""An event without a length is a hairline in most calendar programs."""
_COLD = "cold-offer"
_CONSENT = "story-consent"
_STATUSES = {"none": "CONFIRMED", "some": "CONFIRMED", "all": "TENTATIVE"}


def files(
    publication: Publication, posts: Iterable[Post], verdicts: Mapping[str, tuple[Verdict, ...]]
) -> dict[str, bytes]:
    """`calendar.ics` with every post, be it out or planned, oldest first; the same shop gives the same bytes.

    A story that its customer allows nowhere does not stand in it: calendars are shared, and keep what they were given.
    """
    return {PATH: _Maker(publication, verdicts).calendar(posts)}


class _Maker:
    """Makes the calendar of one shop."""

    def __init__(self, publication: Publication, verdicts: Mapping[str, tuple[Verdict, ...]]) -> None:
        self._settings = publication.settings
        self._words = catalogue(self._settings.language)
        self._on_site = {post.path for post in publication.site}
        self._domain = urlsplit(absolute(self._settings.site_url) or "").hostname or NOWHERE
        self._verdicts = {(stream, one.path): one for stream, found in verdicts.items() for one in found}
        self._rules: dict[tuple[str, str], list[str]] = {}
        for held in publication.held_back:
            for stream in held.streams or STREAMS:
                self._rules.setdefault((held.path, stream), []).append(held.rule)
        self._taken: Counter[str] = Counter()

    def calendar(self, posts: Iterable[Post]) -> bytes:
        """The whole file."""
        made = icalendar.Calendar()
        made.add("prodid", f"-//Nukumori//planner//{self._settings.language.upper()}")
        made.add("version", "2.0")
        made.add("x-wr-calname", _line(self._settings.shop.name) or _line(self._settings.site_name))
        for post in posts:
            for event in self._events(post) if self._is_allowed(post) else ():
                made.add_component(event)
        written: bytes = made.to_ical()
        return written

    def _events(self, post: Post) -> Iterator[icalendar.Event]:
        yield self._appearance(post)
        if post.offer and post.offer.until:
            said = self._marked(post, self._words.say("calendar.until.summary", title=_title(post)))
            yield self._day(post, "until", post.offer.until, said)
        for number, promise in enumerate(post.promises, start=1):
            if promise.by:
                said = self._marked(post, self._words.say("calendar.promise.summary", what=_line(promise.what)))
                yield self._day(post, f"promise-{number}", promise.by, said)

    def _appearance(self, post: Post) -> icalendar.Event:
        label, title = _line(post.purpose.label), _title(post)
        said = self._words.say("calendar.post.summary", purpose=label, title=title)
        event = self._event(post, "post", self._marked(post, said), post.date.astimezone(UTC))
        event.add("duration", _SHOWN)
        event.add("description", "\n".join(self._description(post)))
        event.add("categories", [label or _line(post.purpose.name)])
        return event

    def _day(self, post: Post, kind: str, day: date, said: str) -> icalendar.Event:
        event = self._event(post, kind, said, day)
        event.add("description", self._words.say("calendar.day.description", title=_title(post)))
        return event

    def _event(self, post: Post, kind: str, said: str, start: date | datetime) -> icalendar.Event:
        event = icalendar.Event()
        event.add("uid", self._uid(f"{kind}-{_line(post.slug)}"))
        # The format wants to know when the event was written; by the clock, each build would be another file.
        event.add("dtstamp", post.date.astimezone(UTC))
        event.add("dtstart", start)
        event.add("summary", said)
        event.add("status", _STATUSES[self._held(post)])
        event.add("transp", "TRANSPARENT")
        if post.path in self._on_site and self._settings.site_url:
            event.add("url", absolute(post_address(self._settings, post)) or self._settings.site_url)
        return event

    def _uid(self, name: str) -> str:
        """A name that stays when title and date change; of posts that share a slug each has its own."""
        self._taken[name] += 1
        again = f"-{self._taken[name]}" if self._taken[name] > 1 else ""
        return f"{name}{again}@{self._domain}"

    def _marked(self, post: Post, said: str) -> str:
        held = self._held(post)
        return said if held == "none" else self._words.say(f"calendar.held-back.{held}", summary=said)

    def _held(self, post: Post) -> str:
        """Whether a post is held back from `none`, `some` or `all` of its streams."""
        found = [(post.path, stream) in self._rules for stream in streams_of(post)]
        return "all" if all(found) else "some" if any(found) else "none"

    def _is_allowed(self, post: Post) -> bool:
        """Whether a customer's story may appear somewhere, at least."""
        streams = streams_of(post)
        return not streams or any(_CONSENT not in self._rules.get((post.path, stream), ()) for stream in streams)

    def _description(self, post: Post) -> Iterator[str]:
        say = self._words.say
        channels = self._words.enumeration(say(f"words.channel.{one}") for one in Channel if one in post.channels)
        yield say("calendar.post.channels", channels=channels)
        stages = self._words.enumeration(self._words.stage(one) for one in Stage if one in post.audience)
        yield say("calendar.post.audience", stages=stages) if stages else say("calendar.post.everyone")
        edition = instant_of(post.date, self._settings.newsletter)
        if Channel.NEWSLETTER in post.channels and edition != post.date:
            yield say("calendar.post.edition", date=edition)
        yield from self._alike(post, self._verdict)
        yield from self._alike(post, self._reason)

    def _alike(self, post: Post, tell: Callable[[Post, str], str]) -> Iterator[str]:
        """What there is to tell of each stream; of several of which it is the same, once."""
        groups: dict[str, list[str]] = {}
        for stream in streams_of(post):
            groups.setdefault(tell(post, stream), []).append(stream)
        groups.pop("", None)
        for said, streams in groups.items():
            names = self._words.stream(streams)
            yield self._words.say("calendar.stream.line", streams=names[:1].upper() + names[1:], said=said)

    def _verdict(self, post: Post, stream: str) -> str:
        """How warm an offer finds the readers of a stream, and where the cut-off is; nothing of what is no offer."""
        verdict = self._verdicts.get((stream, post.path))
        if verdict is None:
            return ""
        if verdict.standing is Standing.PARTLY:
            joined = [self._joined(one, verdict) for one in verdict.joiners]
            return self._words.say("calendar.verdict.partly", joined=joined)
        if verdict.standing is Standing.WARM:
            return self._words.say("calendar.verdict.warm")
        held = _COLD in self._rules.get((post.path, stream), ())
        cold = self._words.say("calendar.verdict.cold-held-back" if held else "calendar.verdict.cold")
        return cold + (self._earliest(verdict) if held else "")

    def _earliest(self, verdict: Verdict) -> str:
        if verdict.earliest is None:
            return ""
        return self._words.say("calendar.verdict.earliest", date=moment(verdict.earliest, self._settings.timezone))

    def _joined(self, one: Joined, verdict: Verdict) -> Mapping[str, datetime | None]:
        zone = self._settings.timezone
        start = None if one.start is None else moment(one.start, zone)
        return {"from": start, "until": moment(verdict.instant if one.end is None else one.end, zone)}

    def _reason(self, post: Post, stream: str) -> str:
        """Why a post is held back from a stream for more than being cold."""
        rules = sorted({rule for rule in self._rules.get((post.path, stream), ()) if rule != _COLD})
        return self._words.say("calendar.held-back.reason", rules=rules) if rules else ""


def _title(post: Post) -> str:
    """What a post is called; one that is held back for want of a title goes by its path."""
    return _line(post.title) or _line(post.path)


def _line(text: str) -> str:
    """The text on one line; icalendar takes a backslash and N for a new line, unless a joiner stands between."""
    return one_line(text).replace("\\N", "\\\u2060N")
