"""The pages that list letters: home, the archive with its years, and one per purpose and per person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from planner.feeds import purpose_feeds
from planner.model import Post
from planner.publish.site.description import described
from planner.publish.site.offers import OFFERS, has_offers, open_offer
from planner.publish.site.page import Page
from planner.publish.site.pager import named, numbered, pager, parts
from planner.publish.site.shelf import Shelf, View
from planner.render import person_url, purpose_url, year_url
from planner.web_copy import HOME, web_copies

_ON_HOME = 6


def home_page(shelf: Shelf) -> Page:
    """Who we are in one screen, an offer if one is earned and open, and the newest letters."""
    newest = shelf.newest[:_ON_HOME]
    data = {
        "letters": shelf.cards(newest),
        "offer": open_offer(shelf),
        "people": _people(shelf),
        "index": _index(shelf),
    }
    shop = shelf.settings.shop
    return Page(
        src_uri="index.md",
        url="",
        title=shop.name,
        description=shop.sentence or shelf.words.say("site.home.about", shop=shop.name),
        template="home.html",
        data=data,
        updated=shelf.updated(newest),
    )


def _people(shelf: Shelf) -> list[View | None]:
    return [shelf.person(person) for person in shelf.settings.people.values()]


def _index(shelf: Shelf) -> Mapping[str, Any]:
    purposes = [{**shelf.purpose(purpose), "count": len(posts)} for purpose, posts in shelf.by_purpose.items()]
    years = [{"label": _year(shelf, year), "url": year_url(year), "count": len(p)} for year, p in shelf.by_year.items()]
    return {"purposes": purposes, "years": years}


def _year(shelf: Shelf, year: int) -> str:
    return shelf.words.say("site.archive.year", year=year)


def archive_pages(shelf: Shelf) -> Iterator[Page]:
    """The newest letters with the years as an index, then each year by itself."""
    newest = shelf.newest[: shelf.settings.per_page]
    yield Page(
        src_uri="archive.md",
        url="archive/",
        title=shelf.words.say("site.archive.title"),
        description=shelf.words.say("site.archive.about", shop=shelf.settings.shop.name),
        template="list.html",
        data={
            "kind": "archive",
            "letters": shelf.cards(newest),
            "index": _index(shelf),
            "pager": None,
            "offers": OFFERS if has_offers(shelf) else None,
            **_newsletter(shelf),
        },
        updated=shelf.updated(newest),
    )
    for year, posts in shelf.by_year.items():
        yield from _paged(shelf, posts, year_url(year), _year(shelf, year), {"kind": "year"})


def _newsletter(shelf: Shelf) -> Mapping[str, str | None]:
    """The way to the newsletter, where all its readers have got something."""
    return {"newsletter": HOME if any(copy.for_all for copy in web_copies(shelf.publication)) else None}


def purpose_pages(shelf: Shelf) -> Iterator[Page]:
    """The letters of each purpose that has any."""
    feeds = purpose_feeds(shelf.publication)
    for purpose, posts in shelf.by_purpose.items():
        key = f"site.purpose.{purpose.name}"
        about = shelf.words.say(key) if shelf.words.has(key) else ""
        feed = feeds[purpose.name].url if purpose.name in feeds else None
        data = {"kind": "purpose", "purpose": shelf.purpose(purpose), "about": about, "feed": feed}
        yield from _paged(shelf, posts, purpose_url(purpose.name), purpose.label, data)


def person_pages(shelf: Shelf) -> Iterator[Page]:
    """Everyone of the shop, with what they wrote."""
    for key, person in shelf.settings.people.items():
        data = {"kind": "person", "person": shelf.person(person)}
        about = person.about or ""
        yield from _paged(
            shelf, shelf.by_person[key], person_url(key), person.name, {**data, "about": about}, "person.html"
        )


def signup_pages(shelf: Shelf) -> Iterator[Page]:
    """Where readers leave their address, if the shop has told us where to send it."""
    if shelf.settings.shop.signup.action:
        yield Page(
            src_uri="signup.md",
            url="signup/",
            title=shelf.words.say("site.signup.title"),
            description=shelf.words.say("site.signup.about"),
            template="signup.html",
            data={},
            updated=shelf.updated(()),
        )


def _paged(
    shelf: Shelf, posts: Sequence[Post], url: str, title: str, data: Mapping[str, Any], template: str = "list.html"
) -> Iterator[Page]:
    pages = parts(posts, shelf.settings.per_page)
    for number, shown in enumerate(pages, start=1):
        address = numbered(url, number)
        called = named(shelf.words, title, number)
        listed = shelf.words.say("site.list.about", title=called, shop=shelf.settings.shop.name)
        yield Page(
            src_uri=f"{address.removesuffix('/')}.md",
            url=address,
            title=called,
            description=described(data.get("about", ""), [listed]) if number == 1 else listed,
            template=template,
            data={**data, "letters": shelf.cards(shown), "pager": pager(url, number, len(pages))},
            updated=shelf.updated(shown),
        )
