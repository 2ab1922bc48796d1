"""What a shop writes: a post, a step of a series, and the file that it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from planner.model.finding import Fault, Place
from planner.model.stated import Customer, Incident, Offer, Promise
from planner.model.vocabulary import EMPTY, Channel, Role, Stage


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a post is for. `label` is in the shop's language."""

    name: str
    role: Role
    label: str


# Nobody makes a letter that is neither a post nor a step, so it needs nothing that making and comparing takes.
@dataclass(frozen=True, slots=True, kw_only=True, init=False, repr=False, eq=False)
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


class Source(NamedTuple):
    """A file of the shop, read once: its text, what was wrong with it, and the letter in it if there is one."""

    path: str
    text: str
    faults: tuple[Fault, ...] = ()
    letter: Post | Step | None = None
    draft: bool = False
    allow: Mapping[str, Place] = EMPTY
    """Where each entry of `allow:` stands; in a file without a letter, too."""
