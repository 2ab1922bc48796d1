"""A letter as every feed shows it: made once, in the order in which feeds list it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import reduce
from html import escape

from planner.model import Post, Publication, Purpose, Settings
from planner.publish.feed.channel import plain_address
from planner.publish.feed.fitting import fit_html, fit_id, fit_line, fit_time
from planner.publish.feed.picture import Picture, picture_of
from planner.render import (
    OfferTerms,
    Renderer,
    addresses,
    joined,
    person_url,
    post_address,
    shortened,
    terms_shown,
    words_of,
)
from planner.story import story_labels
from planner.wording import Catalogue, catalogue

_SENTENCE = 280
"""Characters of the summary of a letter that has none."""
_SAYS_SOMETHING = re.compile(r"(?:^|>)\s*[^<\s]|<img")
_PARAGRAPH = re.compile(r"<p>.*?</p>", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who wrote a letter."""

    name: str
    page: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A letter in full. All text is plain and on one line, but for `content`."""

    id: str
    """The address of its page, by its slug: it stays when the title changes."""
    link: str | None
    """Its page; None for a letter that is in the feed alone."""
    permanent: bool
    """Whether `id` can be followed."""
    title: str
    summary: str
    content: str
    """Sanitised HTML with absolute links."""
    published: datetime
    updated: datetime
    """The same; of letters of one minute each has its own second, as Atom wishes."""
    author: Author
    purpose: Purpose
    categories: tuple[str, ...]
    picture: Picture | None


def entries(publication: Publication, renderer: Renderer) -> tuple[Entry, ...]:
    """Every letter that some feed shows, newest first."""
    return tuple(reversed([*_Maker(publication, renderer).entries(frozenset(_shown(publication)))]))


def _shown(publication: Publication) -> Iterator[str]:
    """The newest letters of all, and of each purpose, as many as a feed may show."""
    limit = publication.settings.feed_limit or len(publication.feed)
    before: Counter[str] = Counter()
    for post in reversed(publication.feed):
        if min(before.total(), before[post.purpose.name]) < limit:
            yield post.path
        before[post.purpose.name] += 1


class _Maker:
    """Makes the entries of one publication."""

    def __init__(self, publication: Publication, renderer: Renderer) -> None:
        self._publication = publication
        self._renderer = renderer
        self._settings: Settings = plain_address(publication.settings)
        self._named: Settings = replace(self._settings, site_url=fit_id(self._settings.site_url))
        self._words: Catalogue = catalogue(self._settings.language)
        self._links: Mapping[str, str] = addresses(self._settings, publication.site)

    def entries(self, shown: Container[str]) -> Iterator[Entry]:
        """The letters of these paths, oldest first, named and dated as in a feed of all."""
        updates: set[datetime] = set()
        before: Counter[str | datetime] = Counter()
        for post in self._publication.feed:
            published, address = fit_time(post.date), self._name(post)
            updated = published + timedelta(seconds=before[published])
            while updated in updates:
                updated += timedelta(seconds=1)
            if post.path in shown:
                yield self._entry(post, _another(address, before[address]), published, updated)
            updates.add(updated)
            before.update((published, address))

    def _entry(self, post: Post, name: str, published: datetime, updated: datetime) -> Entry:
        body = self._renderer.html(post, self._links)
        terms = terms_shown(post, self._publication.at, self._settings.language)
        notes = self._notes(post, terms)
        begins = fit_line(post.summary or "") or _beginning(body)
        title = fit_line(post.title) or begins or post.slug
        summary = reduce(joined, (*notes, begins or title))
        link, picture = self._links.get(post.path), picture_of(self._settings, post)
        content = self._content(post, body, terms, picture)
        return Entry(
            id=name,
            link=link,
            permanent=link == name and bool(self._settings.site_url),
            title=title,
            summary=summary,
            content=content if _SAYS_SOMETHING.search(content) else f"<p>{escape(summary)}</p>",
            published=published,
            updated=updated,
            author=self._author(post),
            purpose=post.purpose,
            categories=tuple(dict.fromkeys(filter(None, map(fit_line, (post.purpose.label, *post.tags))))),
            picture=picture,
        )

    def _name(self, post: Post) -> str:
        address = post_address(self._named, post)
        return fit_id(address) if "%" in address else address

    def _notes(self, post: Post, terms: OfferTerms | None) -> tuple[str, ...]:
        """What must be said before anything else, also where a reader shows the summary alone."""
        ended = (self._words.say("offer.terms.ended", day=terms.ended),) if terms and terms.ended else ()
        return (*ended, *map(fit_line, story_labels(post, self._words)))

    def _content(self, post: Post, body: str, terms: OfferTerms | None, picture: Picture | None) -> str:
        values: dict[str, object] = {
            "labels": tuple(map(fit_line, story_labels(post, self._words))),
            "body": body,
            "picture": picture.address if picture else None,
            "picture_alt": fit_line(post.image_alt or ""),
            "offer": terms,
            "say": self._words.say,
        }
        # What stands as HTML in a letter may be nested in any way.
        known = "<" not in post.body and not self._renderer.has_own_templates
        return fit_html(self._renderer.template("item.html", values), known=known)

    def _author(self, post: Post) -> Author:
        person, settings = self._publication.person(post), self._settings
        known = person is not None and person.key and settings.site_url
        page = settings.site_url + person_url(person.key) if person and known else None
        name = fit_line(person.name) if person else ""
        shop = fit_line(settings.shop.name) or fit_line(settings.site_name)
        return Author(name=name or shop or self._words.say("feed.channel.title"), page=page if name else None)


def _another(address: str, before: int) -> str:
    """The address as a name of its own, should a shop allow two letters one address."""
    return f"{address}#{before + 1}" if before else address


def _beginning(body: str) -> str:
    text = ""
    for paragraph in _PARAGRAPH.finditer(body):
        text = joined(text, words_of(paragraph[0]))
        if len(text) > _SENTENCE:
            break
    return shortened(fit_line(text), _SENTENCE)
