"""A shop: its settings, letters, findings, and what readers get. Every face starts here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from pathlib import Path

from planner.check import Judged, judge
from planner.config import find_config, read_settings
from planner.content import Content, read_content
from planner.edition import editions
from planner.errors import ConfigError
from planner.model import Channel, Edition, Finding, HeldBack, Level, Post, Publication, Settings, Source, Stage
from planner.warming.calendar import streams_of
from planner.warming.streams import Verdict


def open_shop(
    config_path: Path | None,
    *,
    start: Path,
    now: datetime,
    at: datetime | None = None,
    language: str | None = None,
    drafts: bool = False,
) -> Shop:
    """The shop whose mkdocs.yml is `config_path`, or lies in `start` or above it; ConfigError where it can't be opened.

    `at` (default: `now`) is the moment at which it is seen; a naive one is taken in the shop's time zone.
    """
    path = config_path or find_config(start)
    if not path.is_file():
        raise ConfigError("config-missing", folder=str(path))
    settings = read_settings(path, language=language)
    moment = at or now
    return Shop(settings, _in_zone(moment, settings), drafts=drafts)


def _in_zone(moment: datetime, settings: Settings) -> datetime:
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=settings.timezone)
    return moment.astimezone(settings.timezone).replace(second=0, microsecond=0)


class Shop:
    """A shop at one moment. Everything is worked out when first asked for, once."""

    def __init__(self, settings: Settings, at: datetime, *, drafts: bool = False) -> None:
        self.settings = settings
        self.at = at
        self.drafts = drafts

    @cached_property
    def content(self) -> Content:
        """The shop's files."""
        return read_content(self.settings, drafts=self.drafts)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every post and series step as read, by path."""
        return self.content.sources

    @cached_property
    def judged(self) -> Judged:
        """The shop after all rules have run."""
        return judge(self.settings, self.content, self.at)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything the rules found, by path, line, column and rule."""
        return self.judged.findings

    @property
    def verdicts(self) -> Mapping[str, tuple[Verdict, ...]]:
        """The verdict on every offer, by stream."""
        return self.judged.verdicts

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """The posts that are no drafts, by date and path."""
        posts = (source.letter for source in self.sources if not source.draft)
        return tuple(
            sorted((post for post in posts if isinstance(post, Post)), key=lambda post: (post.date, post.path))
        )

    @cached_property
    def held_back(self) -> tuple[HeldBack, ...]:
        """What errors keep out, and from where: an error in one stream keeps a letter out of that stream only."""
        found: dict[tuple[str, str], set[str]] = {}
        for finding in self.findings:
            if finding.level is Level.ERROR:
                found.setdefault((finding.path, finding.rule), set()).add(finding.values.get("stream", ""))
        titles = {source.path: source.letter.title for source in self.sources if source.letter is not None}
        return tuple(
            HeldBack(
                path=path,
                title=titles.get(path, ""),
                rule=rule,
                streams=() if "" in streams else tuple(sorted(streams)),
            )
            for (path, rule), streams in sorted(found.items())
        )

    @cached_property
    def publication(self) -> Publication:
        """What readers get at `at`."""
        return Publication(
            settings=self.settings,
            at=self.at,
            site=tuple(post for post, streams in self._appearing if Channel.SITE.value in streams),
            feed=tuple(post for post, streams in self._appearing if Channel.FEED.value in streams),
            editions=self._editions,
            held_back=self.held_back,
        )

    @cached_property
    def _appearing(self) -> tuple[tuple[Post, frozenset[str]], ...]:
        """The posts that are out, each with the streams that it is not held back from."""
        everywhere = {held.path for held in self.held_back if not held.streams}
        kept: dict[str, set[str]] = {}
        for held in self.held_back:
            kept.setdefault(held.path, set()).update(held.streams)
        out = (post for post in self.posts if post.date <= self.at and post.path not in everywhere)
        return tuple((post, frozenset(streams_of(post)) - kept.get(post.path, set())) for post in out)

    @cached_property
    def _editions(self) -> tuple[Edition, ...]:
        deliveries = ((post, tuple(_stages(streams))) for post, streams in self._appearing)
        return tuple(
            edition for edition in editions(deliveries, self.settings.newsletter) if edition.instant <= self.at
        )

    def future(self) -> tuple[Post, ...]:
        """The posts that are not out yet."""
        return tuple(post for post in self.posts if post.date > self.at)


def _stages(streams: Iterable[str]) -> Iterator[Stage]:
    return (stage for stage in Stage if f"{Channel.NEWSLETTER}/{stage}" in streams)
