"""What a theme puts into the head of a page as it is: escaped here, so that a title is a title, whatever it says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Any

from planner.publish.site.page import Page

_SHOWN = ("title", "description", "author")
_TITLE = re.compile(r"(</?h)1(?=[\s>])", re.IGNORECASE)


def front_matter(page: Page | None, written: Mapping[str, Any], *, own_words: bool) -> dict[str, Any]:
    """The front matter of a page: what the shop has written goes first; `own_words` lets the search find a list too."""
    ours: dict[str, Any] = {}
    if page is not None:
        ours = {"title": page.title, "description": page.description, "template": page.template}
        if not (page.searchable or own_words):
            ours["search"] = {"exclude": True}
    meta = {**ours, **written}
    return {**meta, **{key: escape(unescape(str(meta[key]))) for key in _SHOWN if meta.get(key)}}


def below_title(html: str) -> str:
    """The HTML of a letter with its first-level headings one level down: the first level is the letter's title."""
    return _TITLE.sub(r"\g<1>2", html)
