"""What stands around every page: the shop's name, how to sign up, and the footer that the law wants."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from planner.feeds import FEEDS, RSS
from planner.model import Publication, Settings, Signup
from planner.notice import notice_address
from planner.publish.site.colours import COLOURS
from planner.publish.site.incidents import RECORD
from planner.publish.site.offers import OFFERS, has_offers
from planner.publish.site.shelf import Shelf, View
from planner.render import absolute
from planner.wording import catalogue

_ON_MISSING = 3
"""Letters that are offered to a reader who followed a broken link."""


def frame(publication: Publication) -> Mapping[str, Any]:
    """The shop as plain values for the templates that all pages share."""
    shelf, settings = Shelf(publication), publication.settings
    shop = settings.shop
    words = catalogue(settings.language)
    return {
        "name": shop.name,
        "sentence": shop.sentence,
        "picture": shop.picture,
        "picture_alt": shop.picture_alt or "",
        "address": shop.address,
        "email": shop.email,
        "phone": shop.phone,
        "legal": _near(settings, notice_address(settings)),
        "privacy": _near(settings, shop.privacy),
        "signup": _signup(shop.signup, words.say("site.signup.consent", shop=shop.name)),
        "offers": OFFERS if has_offers(shelf) else None,
        "incidents": RECORD if settings.incidents else None,
        "newest": _newest(shelf),
        "feed": RSS.url,
        "feeds": [
            {
                "url": feed.url,
                "type": feed.media_type,
                "title": words.say("site.frame.feed_of", shop=shop.name, format=feed.format),
            }
            for feed in FEEDS
        ],
        "language": settings.language,
        "colours": COLOURS if shop.colour else None,
    }


def _newest(shelf: Shelf) -> list[View]:
    """A few letters that ask for nothing, without their pictures."""
    letters = islice((post for post in shelf.newest if not post.asks), _ON_MISSING)
    return [{**card, "image": None} for card in shelf.cards(letters)]


def _signup(signup: Signup, consent: str) -> Mapping[str, Any] | None:
    """Where to leave an address; None where the shop has no such place."""
    action = absolute(signup.action or "")
    return {"action": action, "consent": signup.consent or consent} if action else None


def _near(settings: Settings, url: str | None) -> str | None:
    """A page of this very site relative to its root, so that it works in a preview too; other addresses as they are."""
    if url is None:
        return None
    address = absolute(url)
    if address is None:
        return None if ":" in url else url.lstrip("/")
    here = settings.site_url
    return address.removeprefix(here) if here else address
