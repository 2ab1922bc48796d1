"""What a feed says of itself: its name, whose it is, where it lies, and which page it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from planner.feeds import Feed
from planner.model import Publication, Purpose, Settings
from planner.publish.feed.fitting import fit_line, fit_time
from planner.render import absolute, purpose_url
from planner.wording import catalogue

_BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)
"""An Atom feed must say when it changed last, also one that is still empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A feed without its entries."""

    title: str
    description: str
    language: str
    author: str
    home: str
    """The site; `/` where the shop has not said where it is."""
    page: str
    """The page that shows the same letters."""
    address: str
    """Where the feed itself lies."""
    media_type: str
    since: datetime
    """The time of a feed without entries."""


def channel(publication: Publication, feed: Feed) -> Channel:
    """The feed of all letters."""
    settings = plain_address(publication.settings)
    words, home = catalogue(settings.language), settings.site_url or "/"
    title = fit_line(settings.site_name) or words.say("feed.channel.title")
    description = fit_line(settings.shop.sentence or "") or words.say("feed.channel.description", shop=title)
    return Channel(
        title=title,
        description=description,
        language=settings.language,
        author=fit_line(settings.shop.name) or title,
        home=home,
        page=home,
        address=f"{home}{feed.url}",
        media_type=feed.media_type,
        since=fit_time(settings.since or _BEFORE_ALL),
    )


def purpose_channel(publication: Publication, feed: Feed, purpose: Purpose) -> Channel:
    """The feed of one purpose, which belongs to the page of that purpose if there is one."""
    whole, words = channel(publication, feed), catalogue(publication.settings.language)
    label = fit_line(purpose.label) or fit_line(purpose.name)
    on_site = any(post.purpose.name == purpose.name for post in publication.site)
    page = whole.home + purpose_url(purpose.name) if on_site else whole.home
    return replace(
        whole,
        title=words.say("feed.purpose.title", purpose=label, shop=whole.title),
        description=words.say("feed.purpose.description", purpose=label, shop=whole.title),
        page=page,
    )


def plain_address(settings: Settings) -> Settings:
    """The settings with the address of the site in ASCII, as the formats want it."""
    return replace(settings, site_url=absolute(settings.site_url) or "")
