"""RSS 2.0 and Atom; only here feedgen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from email.utils import format_datetime
from html import escape
from html.entities import name2codepoint
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.ext.dc import DcEntryExtension
from feedgen.ext.media import MediaEntryExtension
from feedgen.feed import FeedGenerator
from feedgen.util import xml_elem

from planner.publish.feed.channel import Channel
from planner.publish.feed.entry import Entry
from planner.publish.feed.fitting import fit_id
from planner.publish.feed.picture import Picture

_GENERATOR = "Nukumori"
_PAGE = "text/html"
_TEXT = re.compile(rb"<(title|category|description|name)>([^<&]*&[^<]*)<")
_ITEM = re.compile(rb"    <item>\n.*?\n    </item>\n", re.DOTALL)
_END = b"  </channel>\n"
_END_TAG = re.compile(r"</(?=\w)")
_REFERENCE = re.compile(r"&(#?\w+)")
_NAMED = {*name2codepoint, "apos"}
Items = Mapping[str, FeedEntry]
"""The entries as feedgen knows them, by their ids; RSS and Atom share them."""
Written = Mapping[str, bytes]
"""The entries as RSS, by their ids; all feeds share them."""


class _Built(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """The day of the newest letter where feedgen writes the time of the clock."""

    when: datetime | None = None

    def extend_rss(self, feed: Any) -> Any:
        built = feed.find("channel/lastBuildDate")
        if self.when is None:
            built.getparent().remove(built)
        else:
            built.text = format_datetime(self.when)
        _as_html(feed.find("channel/title"), feed.find("channel/description"))
        return feed

    def extend_atom(self, feed: Any) -> Any:
        _as_marked_html(feed.find("title"), feed.find("subtitle"))
        return feed


class _Details(BaseEntryExtension):  # type: ignore[misc]
    """What feedgen leaves out or gets wrong: what a link is for, and the day without a change of the program's locale."""

    when: datetime
    odd: bool
    """Whether some text of it could be taken for HTML."""

    def extend_rss(self, item: Any) -> Any:
        xml_elem("pubDate", item).text = format_datetime(self.when)
        if self.odd:
            _as_html(item.find("title"), *item.findall("category"))
        return item

    def extend_atom(self, entry: Any) -> Any:
        for link in entry.findall("link"):
            link.attrib.update({"rel": "alternate", "type": _PAGE})
        if self.odd:
            _as_marked_html(entry.find("title"), entry.find("summary"))
        xml_elem("published", entry).text = self.when.isoformat()
        return entry


def items(entries: Iterable[Entry]) -> Items:
    """The entries for `written` and `atom`."""
    return {entry.id: _item(entry) for entry in entries}


def written(channel: Channel, entries: tuple[Entry, ...], item_of: Items) -> Written:
    """The entries for `rss`: each is written once, for as many feeds as show it."""
    feed = _feed(channel, entries)
    feed.entry([item_of[entry.id] for entry in entries])
    found = _ITEM.findall(_rss(feed))
    return {entry.id: item for entry, item in zip(entries, found, strict=True)}


def rss(channel: Channel, entries: tuple[Entry, ...], written_of: Written) -> bytes:
    """A feed as RSS 2.0."""
    begin, end, rest = _rss(_feed(channel, entries)).rpartition(_END)
    return b"".join((begin, *(written_of[entry.id] for entry in entries), end, rest))


def atom(channel: Channel, entries: tuple[Entry, ...], item_of: Items) -> bytes:
    """A feed as Atom."""
    feed = _feed(channel, entries)
    feed.entry([item_of[entry.id] for entry in entries])
    return _TEXT.sub(_as_signs, bytes(feed.atom_str(pretty=True)))


def _rss(feed: FeedGenerator) -> bytes:
    return _TEXT.sub(_as_signs, bytes(feed.rss_str(pretty=True)))


def _feed(channel: Channel, entries: tuple[Entry, ...]) -> FeedGenerator:
    """A feed with all but its entries."""
    feed = FeedGenerator()
    feed.load_extension("dc", atom=False)
    feed.load_extension("media")
    feed.register_extension("built", _Built)
    feed.built.when = entries[0].published if entries else None
    feed.id(fit_id(channel.address))
    feed.title(channel.title)
    feed.subtitle(channel.description)
    feed.description(channel.description)
    feed.author(_person(channel.author, channel.home))
    _link(feed, channel)
    feed.language(channel.language)
    feed.generator(_GENERATOR)
    feed.updated(entries[0].updated if entries else channel.since)
    return feed


def _link(feed: FeedGenerator, channel: Channel) -> None:
    feed.link(href=channel.address, rel="self", type=channel.media_type)
    feed.link(href=channel.page, rel="alternate", type=_PAGE)  # the last link is the channel's own in RSS


def _item(entry: Entry) -> FeedEntry:
    item = FeedEntry()
    item.register_extension("dc", DcEntryExtension, atom=False)
    item.register_extension("media", MediaEntryExtension)
    item.register_extension("details", _Details)
    item.details.when = entry.published
    item.details.odd = any("<" in text or "&" in text for text in (entry.title, entry.summary, *entry.categories))
    item.guid(entry.id, permalink=entry.permanent)
    item.title(entry.title)
    if entry.link:
        item.link(href=entry.link)
    item.updated(entry.updated)
    item.summary(entry.summary)
    item.description(escape(entry.summary, quote=False))  # RSS takes it for HTML
    item.content(entry.content, type="html")
    item.author(_person(entry.author.name, entry.author.page))
    item.dc.dc_creator(entry.author.name)
    item.category([{"term": term} for term in entry.categories])
    if entry.picture:
        item.media.content(_media(entry.picture), group=None)
    return item


def _person(name: str, page: str | None) -> dict[str, str]:
    """Someone for Atom, where a name can't be marked as HTML, and must not look like it."""
    plain = _END_TAG.sub("</ ", name)
    return {"name": plain, "uri": page} if page and page != "/" else {"name": plain}


def _media(picture: Picture) -> dict[str, str]:
    kind = {"type": picture.media_type} if picture.media_type else {}
    return {"url": picture.address, "medium": "image", **kind}


def _as_html(*elements: Any) -> None:
    """Text that readers would take for HTML, as the HTML that shows it; RSS can't say which of the two it is."""
    for element in elements:
        if _END_TAG.search(element.text):
            element.text = escape(element.text, quote=False)


def _as_marked_html(*elements: Any) -> None:
    """The same for Atom, which can say it."""
    for element in elements:
        references = _REFERENCE.findall(element.text)
        if _END_TAG.search(element.text) or any(name in _NAMED or not name.isalpha() for name in references):
            element.set("type", "html")
            element.text = escape(element.text, quote=False)


def _as_signs(match: re.Match[bytes]) -> bytes:
    """Titles and names as the RSS Advisory Board wishes them: a `<` by its number can't be taken for a tag."""
    text = match[2].replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;")
    return b"<%s>%s<" % (match[1], text)
