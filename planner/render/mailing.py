"""The body of a letter made fit for mail programs: pictures with pixels, headings in order, tables that can be read aloud."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape

_PICTURE = re.compile(r'<img((?: [^\s=>"]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([^\s=>"]+)="([^"]*)"')
_HEADING = re.compile(r"<(/?)h([1-6])\b")
_NAMES = re.compile(r' (?:id|name|headers|aria-labelledby|aria-describedby)="[^"]*"')
_CLASS = re.compile(r' class="([^"]*)"')
_STYLED = frozenset({"admonition", "admonition-title", "footnote"})
"""Classes that our style sheet knows; any other could be dressed as something it is not, a button say."""
_CELL = re.compile(r"<th(?![^>]* scope=)(?=[ >])")
_CELLS = re.compile(r"<t[hd][ >]")
_MANY = 4
"""Columns that do not fit on a phone with whole words."""
_EMPTY_HEAD = re.compile(r"<th((?: [^>]*)?)>\s*</th>")
"""A corner of a table that is the heading of nothing."""
_NO_HEAD = re.compile(r"<thead>\s*<tr>(?:\s*<th(?: [^>]*)?>\s*</th>)+\s*</tr>\s*</thead>\s*")
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_FIRST = re.compile(r"(<tr>\s*)<td((?: [^>]*)?)>(.*?)</td>", re.DOTALL)
_PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)</p>", re.DOTALL)
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as a letter shows it: its address, and its size in pixels of the page."""

    src: str
    width: int
    height: int | None
    full: bool = False
    """Whether it fills the column."""


Find = Callable[[str, str], Shown | None]
"""Finds the picture of an address, given also the width that was written, or an empty string."""


def for_mail(html: str, top: int, find: Find) -> str:
    """Sanitised HTML for below a heading of level `top`; a picture that can't be shown is its words."""
    html = _PICTURE.sub(lambda match: _picture(match, find), html) if "<img" in html else html
    html = _NAMES.sub("", html) if '="' in html else html
    html = _CLASS.sub(_known, html) if " class=" in html else html
    html = _TABLE.sub(_headed, html) if "<table" in html else html
    return _ordered(html, top) if _HEADING.search(html) else html


def first_paragraphs(html: str) -> Iterator[str]:
    """The paragraphs of sanitised HTML, as HTML, one after the other."""
    return (match[1] for match in _PARAGRAPH.finditer(html))


def _picture(match: re.Match[str], find: Find) -> str:
    values = dict(_ATTRIBUTE.findall(match[1]))
    alt: str = values.get("alt", "")
    shown = find(unescape(values.get("src", "")), values.get("width", ""))
    if shown is None:
        return alt
    height = f' height="{shown.height}"' if shown.height else ""
    return f'<img src="{escape(shown.src)}" width="{shown.width}"{height} alt="{alt}">'


def _headed(match: re.Match[str]) -> str:
    """A table that says what its cells are about: by its first row, or, where that is empty, by its first column."""
    table = _EMPTY_HEAD.sub(r"<td\1></td>", _NO_HEAD.sub("", match[0]))
    if len(_CELLS.findall(table.partition("</tr>")[0])) >= _MANY:
        table = table.replace("<table>", '<table class="many">', 1)
    return _CELL.sub('<th scope="col"', table) if "<th" in table else _FIRST.sub(r'\1<th scope="row"\2>\3</th>', table)


def _known(match: re.Match[str]) -> str:
    kept = [name for name in match[1].split() if name in _STYLED]
    return f' class="{" ".join(kept)}"' if kept else ""


def _ordered(html: str, top: int) -> str:
    """The same with its headings below level `top`, none of them more than one deeper than the one before."""
    highest = min(int(level) for _, level in _HEADING.findall(html))
    levels = [top]

    def heading(match: re.Match[str]) -> str:
        if not match[1]:
            wanted = int(match[2]) - highest + top + 1
            levels.append(min(wanted, levels[-1] + 1, _DEEPEST))
        return f"<{match[1]}h{levels[-1]}"

    return _HEADING.sub(heading, html)
