"""The links of a rendered page, settled: those to letters that readers can't get become their words."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

NOWHERE = ".unpublished/"
"""Where links to unpublished letters lead, until they are turned into plain words."""
_VALUE = r"""(?:"[^"]*"|'[^']*'|[^\s"'<>=`]+)"""
_ATTRIBUTE = rf"""\s+[^\s"'<>/=]+(?:\s*=\s*{_VALUE})?"""
_ANCHOR = re.compile(rf"<a(?P<attributes>(?:{_ATTRIBUTE})*)\s*>|</a\s*>", re.IGNORECASE)
_HREF = re.compile(r"\s+href\s*=\s*(?P<value>.*)", re.IGNORECASE | re.DOTALL)

Resolve = Callable[[str], str | None]
"""Gives the way to the page of a Markdown file, or None where it has no page."""


def settled(html: str, source: str, resolve: Resolve) -> str:
    """The HTML of the Markdown file `source`; its links in raw HTML lead to pages as well."""
    kept: list[bool] = []

    def settle(tag: re.Match[str]) -> str:
        if tag["attributes"] is None:
            return tag[0] if not kept or kept.pop() else ""
        settled = _settled(tag["attributes"], source, resolve)
        kept.append(settled is not None)
        return "" if settled is None else f"<a{settled}>"

    return _ANCHOR.sub(settle, html)


def _settled(attributes: str, source: str, resolve: Resolve) -> str | None:
    """The attributes of a link with the way it leads; None for one that leads nowhere."""
    parts = re.findall(_ATTRIBUTE, attributes)
    for place, part in enumerate(parts):
        if href := _HREF.fullmatch(part):
            where = _where(unescape(href["value"].strip("\"'")), source, resolve)
            if where is None:
                return None
            parts[place] = f' href="{escape(where)}"'
    return "".join(parts)


def _where(href: str, source: str, resolve: Resolve) -> str | None:
    if NOWHERE in href:
        return None
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path.endswith(".md") or parts.path.startswith("/"):
        return href
    way = resolve(normpath(join(dirname(source), unquote(parts.path))))
    return None if way is None else parts._replace(path=way).geturl()
