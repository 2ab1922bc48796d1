"""What a shop is made of, as frozen data; standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from os import sep
from os.path import relpath
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

EMPTY: Mapping[str, Any] = MappingProxyType({})


class Role(StrEnum):
    """What a purpose does to the reader."""

    WARMS = "warms"
    NEUTRAL = "neutral"
    ASKS = "asks"


class Stage(StrEnum):
    """How close a reader is to the shop, from name-only to devoted."""

    ACQUAINTANCE = "acquaintance"
    PROSPECT = "prospect"
    CUSTOMER = "customer"
    REGULAR = "regular"


class Channel(StrEnum):
    """Where a post appears."""

    SITE = "site"
    FEED = "feed"
    NEWSLETTER = "newsletter"


class Level(StrEnum):
    """How much a finding weighs; `off` silences a rule."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a file: lines and columns count from 1, columns in characters, the end is exclusive."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that reading found wrong; the rule of that name turns it into a finding."""

    rule: str
    case: str
    place: Place
    values: Mapping[str, Any] = field(default_factory=lambda: EMPTY)


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a post is for. `label` is in the shop's language."""

    name: str
    role: Role
    label: str


@dataclass(frozen=True, slots=True)
class Money:
    """An amount with its ISO 4217 currency."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastPrice:
    """A price that was really charged, from the first day to the last."""

    price: Money | None = None
    since: date | None = None
    until: date | None = None
    """None: until the day before the offer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The terms of an offer; a term that is not stated is None or empty."""

    for_whom: str | None = None
    worry: str | None = None
    wish: str | None = None
    price: Money | None = None
    was: tuple[PastPrice, ...] = ()
    """What the goods cost before; the first is the one that readers are shown beside the price."""
    postage: Money | None = None
    until: date | None = None
    pay: tuple[str, ...] = ()
    delivery: str | None = None
    returns: str | None = None
    order: str | None = None
    ask: Mapping[str, str] = field(default_factory=lambda: EMPTY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What a customer agreed to: since when, where, until when, and whether it was taken back."""

    given: date | None = None
    scope: tuple[Channel, ...] = ()
    until: date | None = None
    withdrawn: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """The customer of a story."""

    name: str | None = None
    consent: Consent | None = None
    incentive: str | None = None
    edited: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A failure of the shop, opened by an apology."""

    happened: datetime | None = None
    facts: str | None = None
    affected: str | None = None
    remedy: str | None = None
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """What the shop said it would do, and by when."""

    what: str
    by: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a post and a series step have in common: a purpose, words, and the place of each key."""

    path: str
    """Relative to the folder of mkdocs.yml, with `/`."""
    title: str
    purpose: Purpose
    slug: str
    body: str
    body_line: int
    """The line of the file on which the body starts."""
    places: Mapping[str, Place]
    """Dotted key (`offer.until`) to its span; list items as `audience[0]`."""
    audience: tuple[Stage, ...] = ()
    """Empty: everyone."""
    draft: bool = False
    summary: str | None = None
    image: str | None = None
    """Relative to the folder of the posts' pictures (`docs_dir`), or an address."""
    image_alt: str | None = None
    author: str | None = None
    tags: tuple[str, ...] = ()
    campaign: str | None = None
    offer: Offer | None = None
    customer: Customer | None = None
    incident: Incident | None = None
    recovers: str | None = None
    promised: str | None = None
    delivered: str | None = None
    answers: tuple[str, ...] = ()
    promises: tuple[Promise, ...] = ()
    fulfils: tuple[str, ...] = ()
    subject: str | None = None
    preheader: str | None = None
    allow: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    """Rules whose findings in this letter are allowed, each with the author's reason."""
    extra: Mapping[str, str] = field(default_factory=lambda: EMPTY)

    def place(self, *keys: str) -> Place:
        """Where the first of `keys` that is written stands, else the first line."""
        return next((self.places[key] for key in keys if key in self.places), Place())

    @property
    def asks(self) -> bool:
        """Whether this asks the reader to buy."""
        return self.purpose.role is Role.ASKS

    @property
    def warms(self) -> bool:
        """Whether this warms the reader."""
        return self.purpose.role is Role.WARMS


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Letter):
    """A letter with a date."""

    date: datetime
    """Aware, in the shop's time zone, whole minutes."""
    channels: frozenset[Channel] = frozenset(Channel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Letter):
    """A letter of a series, counted from the day the reader joined."""

    series: str
    day: int
    stage: Stage | None
    """The stage that the series greets; None where the settings name none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file of the shop, read once: its text, what was wrong with it, and the letter in it if there is one."""

    path: str
    text: str
    faults: tuple[Fault, ...] = ()
    letter: Post | Step | None = None
    draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One judgement of a rule. The sentence is chosen from the catalogue by `rule` and `case`."""

    rule: str
    level: Level
    path: str
    place: Place
    case: str
    values: Mapping[str, Any] = field(default_factory=lambda: EMPTY)


@dataclass(frozen=True, slots=True)
class Need:
    """How much must warm a reader: posts, different purposes, and days from the earliest on."""

    posts: int
    kinds: int
    days: int


@dataclass(frozen=True, slots=True)
class WarmingRule:
    """The warming ratio of one group of readers (domain.md, section 5)."""

    usual: Need
    first: Need
    within: int
    """Days after which a warming post has cooled."""
    reminders: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Signup:
    """Where readers leave their address, and what they agree to."""

    action: str | None = None
    consent: str | None = None
    ticked: bool = False
    """Whether the form has the box of consent ticked beforehand; it must not."""


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
    legal: str | None = None
    privacy: str | None = None
    signup: Signup = Signup()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
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


@dataclass(frozen=True, slots=True)
class RuleSettings:
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


STREAMS: tuple[str, ...] = (
    Channel.SITE.value,
    Channel.FEED.value,
    *(f"{Channel.NEWSLETTER}/{stage}" for stage in Stage),
)
"""Every stream there is, in the order in which reports list them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBack:
    """A letter that the build keeps out, from which streams, and by which rule."""

    path: str
    title: str
    rule: str
    streams: tuple[str, ...]
    """Empty: from all."""


@dataclass(frozen=True, slots=True)
class JoinRange:
    """Readers who joined at `start` or later and before `end`, both aware; None: no bound."""

    start: datetime | None = None
    end: datetime | None = None


Readers = Mapping[Stage, tuple[JoinRange, ...]]
"""Readers of the newsletter: for each stage, those who joined in one of the ranges (sorted, disjoint)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """An edition as one group of readers gets it."""

    name: str
    """Also the name of its files; planner/variants.py says how it is chosen."""
    letters: tuple[Post | Step, ...]
    readers: Readers


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One sending of the newsletter, or one letter of a series."""

    name: str
    """`<date>-<slug>`, `<date>` or `series-<name>-<day>`; also its folder."""
    instant: datetime | None
    """When it goes out; None for a letter of a series: each reader gets it on a day of their own."""
    letters: tuple[Post | Step, ...]
    """Everything in it, in reading order; a variant may have less."""
    variants: tuple[Variant, ...]
    """No reader gets two of them."""

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages of readers it goes to."""
        return tuple(stage for stage in Stage if any(stage in variant.readers for variant in self.variants))


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Everything that readers get at one moment: nothing in it is a draft, in the future or held back."""

    settings: Settings
    at: datetime
    site: tuple[Post, ...]
    """Oldest first, as (date, path)."""
    feed: tuple[Post, ...]
    editions: tuple[Edition, ...]
    held_back: tuple[HeldBack, ...] = ()

    def person(self, letter: Letter) -> Person | None:
        """Who wrote a letter, if the letter says so."""
        if letter.author is None:
            return None
        return self.settings.people.get(letter.author) or Person(key="", name=letter.author)
