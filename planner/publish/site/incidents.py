"""What went wrong: the facts of an apology and its recovery, and the record of all incidents, for a shop that keeps one open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from planner.incidents import Incident, incidents
from planner.model import Incident as Told
from planner.model import Post
from planner.publish.site.page import Page
from planner.publish.site.pager import named, numbered, pager, parts
from planner.publish.site.shelf import Shelf, View

RECORD = "incidents/"
"""The address of the record, relative to the root of the site."""
_TOLD = ("facts", "affected", "remedy", "contact")
_ENDED = ("contact",)
"""What nobody needs once an incident is closed."""


def facts(shelf: Shelf, post: Post) -> Iterator[Mapping[str, str]]:
    """The plain facts of an apology or its recovery."""
    told: dict[str, str | None] = {"promised": post.promised, "delivered": post.delivered}
    if post.incident:
        happened = shelf.day(post.incident.happened) if post.incident.happened else None
        told = {"happened": happened, **{key: getattr(post.incident, key) for key in _TOLD}, **told}
    yield from ({"label": shelf.words.say(f"site.facts.{key}"), "text": text} for key, text in told.items() if text)


def incident_pages(shelf: Shelf) -> Iterator[Page]:
    """The record of incidents, newest first, if the shop wants one; it is there even while it is empty."""
    if not shelf.settings.incidents:
        return
    found = tuple(reversed(incidents(shelf.publication.site)))
    pages = parts(found, shelf.settings.per_page)
    title = shelf.words.say("site.incidents.title")
    about = shelf.words.say("site.incidents.about", shop=shelf.settings.shop.name)
    for number, shown in enumerate(pages, start=1):
        url = numbered(RECORD, number)
        yield Page(
            src_uri=f"{url.removesuffix('/')}.md",
            url=url,
            title=named(shelf.words, title, number),
            description=named(shelf.words, about, number),
            template="incidents.html",
            data={
                "kind": "incidents",
                "about": about if number == 1 else "",
                "incidents": [_item(shelf, one) for one in shown],
                "pager": pager(RECORD, number, len(pages)),
            },
            updated=shelf.updated(post for one in shown for post in (one.apology, one.recovery) if post),
        )


def _item(shelf: Shelf, one: Incident) -> View:
    return {
        "day": shelf.day(one.happened),
        "datetime": one.happened.date().isoformat(),
        "apology": shelf.card(one.apology),
        "recovery": shelf.card(one.recovery) if one.recovery else None,
        "rows": list(facts(shelf, _whole(one))),
    }


def _whole(one: Incident) -> Post:
    """The apology with what its recovery promised and delivered; the day stands above, and the contact is for open ones."""
    told = one.apology.incident or Told()
    whole = replace(one.apology, incident=replace(told, happened=None))
    if one.recovery is None:
        return whole
    closed = replace(told, happened=None, **dict.fromkeys(_ENDED))
    return replace(whole, incident=closed, promised=one.recovery.promised, delivered=one.recovery.delivered)
