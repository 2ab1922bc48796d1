"""What a shop has set, complete: what mkdocs.yml leaves open has its default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from os import sep
from os.path import relpath
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from planner.model.finding import Place
from planner.model.letter import Purpose
from planner.model.vocabulary import EMPTY, Level, Stage


class Need(NamedTuple):
    """How much must warm a reader: posts, different purposes, and days from the earliest on."""

    posts: int
    kinds: int
    days: int


class WarmingRule(NamedTuple):
    """The warming ratio of one group of readers (domain.md, section 5)."""

    usual: Need
    first: Need
    within: int
    """Days after which a warming post has cooled."""
    reminders: int


class Signup(NamedTuple):
    """Where readers leave their address, and what they agree to."""

    action: str | None = None
    then: str | None = None
    """Where the service leads readers next, if that is on another site."""
    consent: str | None = None
    ticked: bool = False
    """Whether the form has the box of consent ticked beforehand; it must not."""


NO_SIGNUP = Signup()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopDetails:
    """Who the shop is: what readers and the law ask to know."""

    name: str
    sentence: str | None = None
    picture: str | None = None
    picture_alt: str | None = None
    address: str | None = None
    email: str | None = None
    phone: str | None = None
    seller: str | None = None
    """The name under which the law knows the shop, where it differs from `name`."""
    representative: str | None = None
    """Who answers for the sales."""
    postage: str | None = None
    """What comes on top of a price. Where this and the next three are None, each offer says it for itself."""
    payment: str | None = None
    """How to pay, and when."""
    delivery: str | None = None
    returns: str | None = None
    notice: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    """Further rows of the legal notice, in the words of the shop."""
    colour: str | None = None
    """The shop's own colour, as `#RRGGBB`."""
    legal: str | None = None
    """Where the legal notice stands, if not on the page that is made of these."""
    privacy: str | None = None
    signup: Signup = NO_SIGNUP


class Person(NamedTuple):
    """Someone of the shop who writes."""

    key: str
    name: str
    role: str | None = None
    picture: str | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsletterSettings:
    """How posts become editions, and through which service they go out."""

    edition: str = "post"
    weekday: int = 1
    """Monday is 0."""
    day: int = 1
    time: tuple[int, int] = (9, 0)
    service: str = "plain"
    unsubscribe: str | None = None
    """Where readers stop the letters, if there is a page for it; a service other than `plain` has its own."""
    preferences: str | None = None
    """Where readers choose what they get: the stories only, say."""
    pause: str | None = None
    """Where readers pause the letters; without one, where they choose."""
    joined_attribute: str = "signup_date"
    """What the service's list calls the day on which a reader joined."""
    stage_attribute: str = "stage"
    """What it calls the stage of a reader."""


class RuleSettings(NamedTuple):
    """What a shop says of one rule: its level (None: the rule's own) and its complete options."""

    level: Level | None
    options: Any


@lru_cache(maxsize=8)
def _way(start: Path, folder: Path) -> str:
    """The way from one folder to another, with `/`."""
    return relpath(folder, start).replace(sep, "/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a shop, complete: what mkdocs.yml leaves open has its default."""

    root: Path
    """The folder of mkdocs.yml."""
    config_path: Path
    language: str
    timezone: ZoneInfo
    output: Path
    site_name: str
    site_url: str
    """Ends with `/`; empty if none is set."""
    docs_dir: Path
    since: datetime | None
    warming: WarmingRule
    stages: Mapping[Stage, WarmingRule]
    """Every stage has its own, complete rule."""
    purposes: Mapping[str, Purpose]
    series: Mapping[str, Stage]
    newsletter: NewsletterSettings
    shop: ShopDetails
    people: Mapping[str, Person]
    feed_limit: int
    """0: all posts."""
    per_page: int
    """Cards on one page of a list."""
    incidents: bool = False
    """Whether the site has a record of what went wrong."""
    rules: Mapping[str, RuleSettings]
    """What the shop says of rules, by rule; a rule it does not mention is missing here."""
    extra_keys: frozenset[str]
    plugin: bool
    """Whether mkdocs.yml lists the `planner` plugin."""
    places: Mapping[str, Place] = field(default_factory=lambda: EMPTY)
    """Dotted key of the `planner` block (`shop.email`) to its span in the file."""
    block_file: Path | None = None
    """The file in which the block stands: mkdocs.yml, or one that it inherits from."""

    @property
    def block_path(self) -> str:
        """The file in which the block stands, as findings name it: relative to `root`, with `/`."""
        return relpath(self.block_file or self.config_path, self.root).replace(sep, "/")

    @property
    def docs_folder(self) -> str:
        """`docs_dir` as the paths of letters begin: relative to `root`, with `/`."""
        return _way(self.root, self.docs_dir)

    def rule_of(self, stream: str) -> WarmingRule:
        """The warming rule that holds in a stream (`site`, `feed`, `newsletter/<stage>`)."""
        _, _, stage = stream.partition("/")
        return self.stages[Stage(stage)] if stage else self.warming
