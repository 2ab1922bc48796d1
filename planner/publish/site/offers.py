"""The page of offers: those that are open first, then those that have ended, each with a letter to read instead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planner.incidents import incidents
from planner.model import Channel, Post
from planner.publish.site.page import Page
from planner.publish.site.pager import named, numbered, pager, parts
from planner.publish.site.related import related
from planner.publish.site.shelf import Shelf, View
from planner.render import is_over
from planner.wording import date_text

OFFERS = "offers/"
"""The address of the page, relative to the root of the site."""


def offer_pages(shelf: Shelf) -> Iterator[Page]:
    """The offers that readers were given, page by page; nothing where there are none."""
    offers = [*_open(shelf), *_ended(shelf)]
    pages = parts(offers, shelf.settings.per_page) if offers else []
    title = shelf.words.say("site.offers.title")
    about = shelf.words.say("site.offers.about", shop=shelf.settings.shop.name)
    for number, shown in enumerate(pages, start=1):
        url = numbered(OFFERS, number)
        ended = [post for post in shown if shelf.card(post)["ended"]]
        yield Page(
            src_uri=f"{url.removesuffix('/')}.md",
            url=url,
            title=named(shelf.words, title, number),
            description=named(shelf.words, about, number),
            template="offers.html",
            data={
                "kind": "offers",
                "about": about if number == 1 else "",
                "first": number == 1,
                "open": [_item(shelf, post) for post in shown if post not in ended],
                "ended": [_item(shelf, post) for post in ended],
                "pager": pager(OFFERS, number, len(pages)),
            },
            updated=shelf.updated(shown),
        )


def open_offer(shelf: Shelf) -> View | None:
    """The newest offer that is open, for the first page; none while readers wait to hear the end of an incident."""
    newest = next((post for post in _open(shelf) if post.offer), None)
    if newest is None or _is_waiting(shelf):
        return None
    return _item(shelf, newest)


def has_offers(shelf: Shelf) -> bool:
    """Whether there is a page of offers."""
    return any(post.asks for post in shelf.newest)


def _open(shelf: Shelf) -> list[Post]:
    """The offers that are open, newest first."""
    today = shelf.publication.at.date()
    return [post for post in shelf.newest if post.asks and not (post.offer and is_over(post.offer, today))]


def _ended(shelf: Shelf) -> list[Post]:
    """The offers that are over, the last to end first."""
    over = [post for post in shelf.newest if shelf.card(post)["ended"]]
    return sorted(over, key=_until, reverse=True)


def _until(post: Post) -> date:
    return post.offer.until if post.offer and post.offer.until else date.min


def _item(shelf: Shelf, post: Post) -> View:
    card = shelf.card(post)
    until = post.offer.until if post.offer else None
    instead = related(shelf, post)[:1] if card["ended"] else []
    return {
        **card,
        "until": until and date_text(shelf.settings.language, until),
        "instead": shelf.card(instead[0]) if instead else None,
    }


def _is_waiting(shelf: Shelf) -> bool:
    at = shelf.publication.at
    known = incidents(shelf.publication.site)
    return any(one.open_at(at) and Channel.SITE.value in one.streams for one in known)
