"""The feed: every letter in full, newest first, as RSS 2.0."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from planner.model import Post, Publication, Settings
from planner.render import (
    Renderer,
    addresses,
    offer_terms,
    one_line,
    picture_address,
    post_address,
    printable,
    words_of,
)
from planner.story import story_labels
from planner.wording import Catalogue, catalogue

PATH = "feed.xml"
_SENTENCE = 280
"""Characters of the description of a post without a summary."""
_PARAGRAPH = re.compile(r"<p>.*?</p>", re.DOTALL)


def files(publication: Publication, renderer: Renderer) -> dict[str, bytes]:
    """`feed.xml`; its dates are those of the posts, so the same posts are the same bytes."""
    feed = _channel(publication)
    links = addresses(publication.settings, publication.site)
    for post in _shown(publication):
        feed.add_entry(_item(publication, post, links, renderer), order="append")
    return {PATH: bytes(feed.rss_str(pretty=True))}


def _shown(publication: Publication) -> tuple[Post, ...]:
    newest = tuple(reversed(publication.feed))
    return newest[: publication.settings.feed_limit or None]


def _channel(publication: Publication) -> FeedGenerator:
    settings, words = publication.settings, catalogue(publication.settings.language)
    name = one_line(settings.site_name) or words.say("feed.channel.title")
    feed = FeedGenerator()
    feed.load_extension("dc")
    feed.title(name)
    if settings.site_url:
        feed.link(href=f"{settings.site_url}{PATH}", rel="self", type="application/rss+xml")
    feed.link(href=settings.site_url or "/", rel="alternate")  # the last link is the channel's own
    feed.description(one_line(settings.shop.sentence or "") or words.say("feed.channel.description", shop=name))
    feed.language(settings.language)
    feed.generator("Nukumori")
    _date(feed, publication)
    return feed


def _date(feed: FeedGenerator, publication: Publication) -> None:
    if publication.feed:
        feed.lastBuildDate(publication.feed[-1].date)
    else:
        # feedgen has set the clock's time, and offers no way to say "none".
        feed._FeedGenerator__rss_lastBuildDate = None  # noqa: SLF001


def _item(publication: Publication, post: Post, links: Mapping[str, str], renderer: Renderer) -> FeedEntry:
    settings, words = publication.settings, catalogue(publication.settings.language)
    body = renderer.html(post, links)
    item = FeedEntry()
    item.load_extension("dc")
    item.title(one_line(post.title))
    _identify(item, post, settings, on_site=post.path in links)
    item.pubDate(post.date)
    item.description(escape(one_line(post.summary or "") or _beginning(body) or one_line(post.title), quote=False))
    item.content(printable(_content(publication, post, body, renderer, words)))
    person = publication.person(post)
    item.dc.dc_creator(one_line(person.name if person else settings.shop.name))
    for term in dict.fromkeys(filter(None, map(one_line, (post.purpose.label, *post.tags)))):
        item.category(term=term)
    return item


def _identify(item: FeedEntry, post: Post, settings: Settings, *, on_site: bool) -> None:
    address = post_address(settings, post)
    # A post that is in the feed alone has no page, but must be told apart all the same.
    item.guid(address, permalink=on_site and bool(settings.site_url))
    if on_site:
        item.link(href=address)


def _content(publication: Publication, post: Post, body: str, renderer: Renderer, words: Catalogue) -> str:
    settings = publication.settings
    return renderer.template(
        "item.html",
        {
            "labels": tuple(map(one_line, story_labels(post, words))),
            "body": body,
            "picture": picture_address(settings, post.image) if post.image else None,
            "picture_alt": one_line(post.image_alt or ""),
            "offer": offer_terms(post.offer, publication.at, settings.language) if post.offer else None,
            "say": words.say,
        },
    )


def _beginning(body: str) -> str:
    text = words_of(" ".join(_PARAGRAPH.findall(body)))
    return text if len(text) <= _SENTENCE else text[: _SENTENCE - 1].rstrip() + "…"
