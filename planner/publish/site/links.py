"""The links of a rendered page, settled: those to letters that readers can't get become their words."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

NOWHERE = ".unpublished/"
"""Where links to unpublished letters lead, until they are turned into plain words."""
_ANCHOR = re.compile(r'<a\b(?P<before>[^>]*?)\shref="(?P<href>[^"]*)"(?P<after>[^>]*)>(?P<words>.*?)</a>', re.DOTALL)

Resolve = Callable[[str], str | None]
"""Gives the way to the page of a Markdown file, or None where it has no page."""


def settled(html: str, source: str, resolve: Resolve) -> str:
    """The HTML of the Markdown file `source`; its links in raw HTML lead to pages as well."""

    def settle(link: re.Match[str]) -> str:
        where = _where(unescape(link["href"]), source, resolve)
        if where is None:
            return link["words"]
        return f'<a{link["before"]} href="{escape(where)}"{link["after"]}>{link["words"]}</a>'

    return _ANCHOR.sub(settle, html)


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
