"""What stands around every page: the shop's name, how to sign up, and the footer that the law wants."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.feeds import FEEDS, RSS
from planner.model import Settings, Signup
from planner.render import absolute
from planner.wording import catalogue


def frame(settings: Settings) -> Mapping[str, Any]:
    """The shop as plain values for the templates that all pages share."""
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
        "legal": _near(settings, shop.legal),
        "privacy": _near(settings, shop.privacy),
        "signup": _signup(shop.signup, words.say("site.signup.consent", shop=shop.name)),
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
    }


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
