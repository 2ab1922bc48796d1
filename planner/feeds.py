"""Where the feeds lie below the site, and which purposes have one of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote

from planner.model import Publication


@dataclass(frozen=True, slots=True)
class Feed:
    """A file for feed readers."""

    path: str
    """Below the site."""
    media_type: str
    format: str
    """What its format is called, in every language."""

    @property
    def url(self) -> str:
        """Its address, relative to the root of the site."""
        return quote(self.path)


RSS = Feed("feed.xml", "application/rss+xml", "RSS")
ATOM = Feed("atom.xml", "application/atom+xml", "Atom")
JSON = Feed("feed.json", "application/feed+json", "JSON Feed")
FEEDS = (RSS, ATOM, JSON)
"""The feeds of all letters."""


def purpose_feeds(publication: Publication) -> Mapping[str, Feed]:
    """The feeds of single purposes, by the name of the purpose: of those that have a letter in the feed."""
    names = dict.fromkeys(post.purpose.name for post in publication.feed)
    taken = Counter(map(_plain, {*publication.settings.purposes, *names}))
    files = {name: _file_name(name, shared=taken[_plain(name)] > 1) for name in names}
    return {name: Feed(f"feeds/{file}.xml", RSS.media_type, RSS.format) for name, file in files.items()}


def _file_name(name: str, *, shared: bool) -> str:
    """The name itself if it can be one; else without what can't be in it, and where purposes would then share it, with a sum."""
    written = _written(name)
    # Readers subscribe to an address: it must not hang on which other purposes there are, unless two would have the same.
    return f"{written}-{sha256(name.encode()).hexdigest()[:8]}" if shared and written != name else written


def _written(name: str) -> str:
    # A shop names its purposes as it likes, and a name with a slash is no way out of the folder.
    return "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in name)


def _plain(name: str) -> str:
    # On some disks large and small letters are the same.
    return _written(name).casefold()
