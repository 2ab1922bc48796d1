"""The feeds: RSS, Atom and JSON Feed of all letters, and RSS of each purpose, all made of the same entries."""

from __future__ import annotations

from planner.feeds import ATOM, JSON, RSS, purpose_feeds
from planner.model import Publication
from planner.publish.feed.channel import channel, purpose_channel
from planner.publish.feed.entry import entries
from planner.publish.feed.json_feed import json_feed
from planner.publish.feed.xml_feed import atom, items, rss, written
from planner.render import Renderer

__all__ = ["files"]


def files(publication: Publication, renderer: Renderer) -> dict[str, bytes]:
    """Every feed by its path below the site; the dates are those of the letters, so the same letters are the same bytes."""
    limit = publication.settings.feed_limit or None
    every = entries(publication, renderer)
    item_of, newest, whole = items(every), every[:limit], channel(publication, RSS)
    written_of = written(whole, every, item_of)
    made = {
        RSS.path: rss(whole, newest, written_of),
        ATOM.path: atom(channel(publication, ATOM), newest, item_of),
        JSON.path: json_feed(channel(publication, JSON), newest),
    }
    for name, feed in purpose_feeds(publication).items():
        shown = tuple(entry for entry in every if entry.purpose.name == name)[:limit]
        made[feed.path] = rss(purpose_channel(publication, feed, shown[0].purpose), shown, written_of)
    return made
