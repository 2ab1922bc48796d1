"""What a theme puts into the head of a page as it is: escaped here, so that a title is a title, whatever it says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Any

from planner.publish.site.description import described
from planner.publish.site.excerpt import first_sentence
from planner.publish.site.page import Page
from planner.render import one_line

_SHOWN = ("title", "description", "author")
_TITLE = re.compile(r"(</?h)1(?=[\s>])", re.IGNORECASE)


def front_matter(
    page: Page | None, written: Mapping[str, Any], *, own_words: bool, text: str = "", shop: str = ""
) -> dict[str, Any]:
    """The front matter of a page: what the shop has written goes first; `own_words` lets the search find a list too.

    A description that is too short goes on with sentences of the page's `text` (Markdown), and then of the `shop`.
    """
    said = first_sentence(text) if page is None else page.description or page.title
    ours: dict[str, Any] = {"description": one_line(described(said, (text, shop)))} if said else {}
    if page is not None:
        ours |= {"title": page.title, "template": page.template}
        if not (page.searchable or own_words):
            ours["search"] = {"exclude": True}
    meta = {**ours, **written}
    return {**meta, **{key: escape(unescape(str(meta[key]))) for key in _SHOWN if meta.get(key)}}


def below_title(html: str) -> str:
    """The HTML of a letter with its first-level headings one level down: the first level is the letter's title."""
    return _TITLE.sub(r"\g<1>2", html)
