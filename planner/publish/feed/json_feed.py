"""JSON Feed 1.1."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from planner.publish.feed.channel import Channel
from planner.publish.feed.entry import Author, Entry

_VERSION = "https://jsonfeed.org/version/1.1"
_written = json.JSONEncoder(ensure_ascii=False).encode
"""A value on one line: with indents, Python would write it many times more slowly."""


def json_feed(channel: Channel, entries: Iterable[Entry]) -> bytes:
    """The feed as JSON; without an address of the site it names none."""
    known = channel.home != "/"
    feed = {
        "version": _VERSION,
        "title": channel.title,
        "home_page_url": channel.home if known else None,
        "feed_url": channel.address if known else None,
        "description": channel.description,
        "language": channel.language,
        "authors": [_said({"name": channel.author, "url": channel.home if known else None})],
    }
    parts = [f"{_written(name)}: {_written(value)}" for name, value in _said(feed).items()]
    listed = ",\n  ".join(_written(_item(entry)) for entry in entries)
    parts.append(f'"items": [\n  {listed}\n ]' if listed else '"items": []')
    # `<` is written as an escape: a program that shows the file as a page finds no tag in it.
    return ("{\n " + ",\n ".join(parts) + "\n}\n").replace("<", "\\u003c").encode()


def _item(entry: Entry) -> dict[str, Any]:
    item = {
        "id": entry.id,
        "url": entry.link,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.content,
        "image": entry.picture.address if entry.picture else None,
        "date_published": entry.published.isoformat(),
        "authors": [_author(entry.author)],
        "tags": list(entry.categories),
    }
    return _said(item)


def _author(author: Author) -> dict[str, Any]:
    return _said({"name": author.name, "url": author.page})


def _said(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
