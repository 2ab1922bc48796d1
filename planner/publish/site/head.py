"""What a theme puts into the head of a page as it is: escaped here, so that a title is a title, whatever it says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Any

from planner.publish.site.excerpt import first_sentence
from planner.publish.site.page import Page
from planner.render import one_line

_SHOWN = ("title", "description", "author")
_TITLE = re.compile(r"(</?h)1(?=[\s>])", re.IGNORECASE)


def front_matter(page: Page | None, written: Mapping[str, Any], *, own_words: bool, text: str = "") -> dict[str, Any]:
    """The front matter of a page: what the shop has written goes first; `own_words` lets the search find a list too.

    A page of the shop's own that says no description has the first sentence of its `text`.
    """
    said = one_line(first_sentence(text)) if page is None else ""
    ours: dict[str, Any] = {"description": said} if said else {}
    if page is not None:
        ours = {"title": page.title, "description": page.description or page.title, "template": page.template}
        if not (page.searchable or own_words):
            ours["search"] = {"exclude": True}
    meta = {**ours, **written}
    return {**meta, **{key: escape(unescape(str(meta[key]))) for key in _SHOWN if meta.get(key)}}


def below_title(html: str) -> str:
    """The HTML of a letter with its first-level headings one level down: the first level is the letter's title."""
    return _TITLE.sub(r"\g<1>2", html)
