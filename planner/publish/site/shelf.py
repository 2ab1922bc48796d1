"""What every page draws from: the letters newest first, a card for each, and who and what they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from planner.model import Person, Post, Publication, Purpose
from planner.publish.site.excerpt import first_sentence
from planner.render import is_over, one_line, person_url, post_url, purpose_url
from planner.wording import Catalogue, catalogue, date_text

View = Mapping[str, Any]


class Shelf:
    """The published letters of a shop, sorted in the ways in which its pages show them."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.settings = publication.settings
        self.words: Catalogue = catalogue(self.settings.language)
        self.newest: tuple[Post, ...] = tuple(reversed(publication.site))
        self._cards: dict[str, View] = {}

    @cached_property
    def by_purpose(self) -> dict[Purpose, list[Post]]:
        """The letters of each purpose that has any, in the order in which the shop lists its purposes."""
        found: dict[str, list[Post]] = {name: [] for name in self.settings.purposes}
        for post in self.newest:
            found[post.purpose.name].append(post)
        return {self.settings.purposes[name]: posts for name, posts in found.items() if posts}

    @cached_property
    def by_year(self) -> dict[int, list[Post]]:
        """The letters of each year, newest year first."""
        found: dict[int, list[Post]] = {}
        for post in self.newest:
            found.setdefault(post.date.year, []).append(post)
        return found

    @cached_property
    def by_person(self) -> dict[str, list[Post]]:
        """The letters of each of the shop's people, by key, in the order of the settings."""
        found: dict[str, list[Post]] = {key: [] for key in self.settings.people}
        for post in self.newest:
            if post.author in found:
                found[post.author].append(post)
        return found

    @cached_property
    def apologies(self) -> tuple[Post, ...]:
        """The letters that open an incident."""
        return tuple(post for post in self.newest if post.purpose.name == "apology")

    @cached_property
    def recoveries(self) -> tuple[Post, ...]:
        """The letters that close an incident."""
        return tuple(post for post in self.newest if post.recovers)

    @cached_property
    def warm(self) -> tuple[Post, ...]:
        """The letters that warm, oldest first."""
        return tuple(post for post in self.publication.site if post.warms)

    def card(self, post: Post) -> View:
        """What a list shows of a letter, worked out once."""
        if post.path not in self._cards:
            self._cards[post.path] = self._card(post)
        return self._cards[post.path]

    def cards(self, posts: Iterable[Post]) -> list[View]:
        """What a list shows of some letters."""
        return [self.card(post) for post in posts]

    def _card(self, post: Post) -> View:
        return {
            "title": one_line(post.title),
            "url": post_url(post.slug),
            "date": self.day(post.date),
            "datetime": post.date.date().isoformat(),
            "purpose": self.purpose(post.purpose),
            "asks": post.asks,
            "ended": self._ended(post),
            "summary": one_line(post.summary or first_sentence(post.body)),
            "image": post.image,
            "alt": one_line(post.image_alt or ""),
            "author": self.person(self.publication.person(post)),
        }

    def _ended(self, post: Post) -> str | None:
        """The words that mark an offer which is over."""
        if not (post.asks and post.offer and is_over(post.offer, self.publication.at.date())):
            return None
        return self.words.say("site.offer.over", day=post.offer.until)

    def purpose(self, purpose: Purpose) -> View:
        """A purpose as a word that leads to its letters."""
        return {"name": purpose.name, "label": purpose.label, "url": purpose_url(purpose.name)}

    def person(self, person: Person | None) -> View | None:
        """Someone who writes; the name alone if the settings do not know them."""
        if person is None:
            return None
        known = person_url(person.key) if person.key else None
        return {
            "name": person.name,
            "role": person.role,
            "picture": person.picture,
            "about": person.about,
            "url": known,
        }

    def day(self, when: datetime) -> str:
        """The day of a letter as people write it."""
        return date_text(self.settings.language, when.date())

    def updated(self, posts: Iterable[Post]) -> datetime | None:
        """The day of the newest of some letters: never that of the build."""
        return max((post.date for post in posts), default=None)
