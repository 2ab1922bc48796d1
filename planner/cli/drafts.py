"""The drafts of a shop, and what each could do for a plan: warm on its day, be given a day, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from planner.frontmatter import Table, YamlError, parse_document
from planner.keys import letter_keys
from planner.model import Channel, Post, Role, Settings, Source, Stage
from planner.shapes import Keys, Reading
from planner.shop import Shop
from planner.warming.calendar import minutes, streams_of
from planner.warming.turns import Draft


class Drafts:
    """The drafts of a shop; `ready` is the same shop as if they were ready."""

    def __init__(self, shop: Shop, ready: Shop) -> None:
        self.settings = shop.settings
        self.at = shop.at
        self.ready = ready
        self.sources = tuple(source for source in shop.sources if source.draft)

    @cached_property
    def warming(self) -> frozenset[str]:
        """The posts that warm somebody, not only drafts; one that sells, or has an error, does not."""
        streams = self.ready.judged.streams.values()
        return frozenset(send.path for stream in streams for send in stream.sends if send.role is Role.WARMS)

    @cached_property
    def in_time(self) -> frozenset[str]:
        """Those that warm on a day to come."""
        return frozenset(path for path, post in self._warming_posts() if post.date > self.at)

    @cached_property
    def late(self) -> frozenset[str]:
        """Those that would have warmed on a day that is past."""
        return frozenset(path for path, post in self._warming_posts() if post.date <= self.at)

    @cached_property
    def useless(self) -> frozenset[str]:
        """Those that should warm, and do not; that there is no date yet is no reason."""
        unfit = (source for source in self.sources if source.path not in self.warming and not _lacks_only_date(source))
        return frozenset(source.path for source in unfit if self._post(source) is not None)

    def movable(self, streams: tuple[str, ...]) -> Iterator[Draft]:
        """Those that may be given a date, if they reach all of these streams."""
        for source in self.sources:
            post = self._post(source)
            if post is not None and source.path not in self.useless and set(streams_of(post)) >= set(streams):
                yield Draft(source.path, post.purpose.name, minutes(post.date) if source.letter else None)

    def _warming_posts(self) -> Iterator[tuple[str, Post]]:
        for source in self.sources:
            if source.path in self.warming and isinstance(source.letter, Post):
                yield source.path, source.letter

    def _post(self, source: Source) -> Post | None:
        """A draft that is to warm; one without a date as if it were of now."""
        letter = source.letter or self._undated(source)
        return letter if isinstance(letter, Post) and letter.warms else None

    def _undated(self, source: Source) -> Post | None:
        values = _values(source, self.settings)
        if not source.path.startswith(f"{self.settings.docs_folder}/posts/") or "purpose" not in values:
            return None
        channels = frozenset(Channel(channel) for channel in values.get("channels", Channel))
        return Post(
            path=source.path, title="", purpose=values["purpose"], slug="", body="", body_line=1, places={}, draft=True,
            audience=tuple(Stage(stage) for stage in values.get("audience", ())), channels=channels, date=self.at,
        )  # fmt: skip


def _values(source: Source, settings: Settings) -> dict[str, Any]:
    """What the front matter of a file says."""
    try:
        tree = parse_document(source.text).tree
    except YamlError:
        return {}
    keys = Keys(letter_keys(settings.purposes, settings.extra_keys))
    return keys.values("", tree, Reading(settings.timezone)) if isinstance(tree, Table) else {}


def _lacks_only_date(source: Source) -> bool:
    grave = (fault for fault in source.faults if fault.rule != "unknown-key")
    return source.letter is None and all(fault.values.get("key") == "date" for fault in grave)
