"""What readers get: editions, their variants, and who is addressed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from planner.model.letter import Letter, Post, Step
from planner.model.settings import Person, Settings
from planner.model.vocabulary import Stage


class HeldBack(NamedTuple):
    """A letter that the build keeps out, from which streams, and by which rule."""

    path: str
    title: str
    rule: str
    streams: tuple[str, ...]
    """Empty: from all."""


class JoinRange(NamedTuple):
    """Readers who joined at `start` or later and before `end`, both aware; None: no bound."""

    start: datetime | None = None
    end: datetime | None = None


Readers = Mapping[Stage, tuple[JoinRange, ...]]
"""Readers of the newsletter: for each stage, those who joined in one of the ranges (sorted, disjoint)."""


class Variant(NamedTuple):
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
