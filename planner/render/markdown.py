"""Markdown to HTML, with the same extensions for feed and letters as for the site, and an answer for any text at all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from markdown import Markdown
from markdown.extensions.toc import slugify_unicode

from planner.effort import is_tangled
from planner.errors import BuildError
from planner.model import Settings
from planner.render.nesting import VOID
from planner.render.prose import Prose
from planner.render.striking import STRIKING, STRIKING_ALONE

Configs = Mapping[str, Mapping[str, Any]]

_DEPTH = 60
"""Elements within elements; css-inline overflows the stack on some thousands."""
_BLANK = re.compile(r"\n[ \t]*\n")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b")
# The way back from a footnote is of no use where the footnote leads to the site.
_BACKLINK = re.compile(r'(?:&#160;)?<a class="footnote-backref"[^<>]*>[^<]*</a>')


def standard_extensions(settings: Settings) -> tuple[tuple[str, ...], Configs]:
    """The extensions, and their settings, for a shop that is read without MkDocs."""
    del settings  # the same for every shop so far
    names = (
        "abbr",
        "admonition",
        "attr_list",
        "def_list",
        "fenced_code",
        "footnotes",
        "md_in_html",
        STRIKING,
        "sane_lists",
        "tables",
        "toc",
    )
    return names, {"toc": {"slugify": slugify_unicode}, STRIKING: STRIKING_ALONE}


class Body:
    """Turns the Markdown of one body after the other into HTML."""

    def __init__(self, extensions: Sequence[str], configs: Configs) -> None:
        self._extensions = list(extensions)
        # A pilcrow that leads back to the heading is of no use in a letter.
        contents = {**configs.get("toc", {}), "permalink": False, "anchorlink": False}
        self.leads_to_headings = any(configs.get("toc", {}).get(name) for name in ("permalink", "anchorlink"))
        """Whether others, with the same settings, make links of headings."""
        self._configs = {name: dict(config) for name, config in configs.items()} | {"toc": contents}
        self._markdown = self._fresh()

    def _fresh(self) -> Markdown:
        try:
            return Markdown(extensions=[*self._extensions, Prose()], extension_configs=self._configs)
        except Exception as error:  # an extension of the shop's own choice can raise anything
            raise BuildError("markdown-extension", reason=str(error)) from error

    def html(self, text: str) -> str:
        """The HTML of a body; where Markdown fails or would take for ever, its paragraphs as they were written."""
        if is_tangled(text):
            return paragraphs(text)
        try:
            return for_letters(self._markdown.reset().convert(text))
        except Exception:  # noqa: BLE001  too deep a nesting, or the fault of an extension: the words count
            self._markdown = self._fresh()
            return paragraphs(text)


def for_letters(html: str) -> str:
    """The HTML of a body without what is of use on its page alone."""
    return _BACKLINK.sub("", html)


def paragraphs(text: str) -> str:
    """The text as it was written, as paragraphs."""
    return "\n".join(f"<p>{escape(part.strip())}</p>" for part in _BLANK.split(text) if part.strip())


def is_deep(html: str) -> bool:
    """Whether sanitised HTML nests deeper than mail programs and feed readers take."""
    if html.count("<") - html.count("</") <= _DEPTH:
        return False
    depth = 0
    for match in _TAG.finditer(html):
        if match[2] not in VOID:
            depth += -1 if match[1] else 1
        if depth > _DEPTH:
            return True
    return False
