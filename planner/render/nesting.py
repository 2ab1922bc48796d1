"""What depends on where a tag stands: readings belong into their ruby, and what a style strikes out is marked so."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

VOID: Final = frozenset({"br", "hr", "img", "wbr", "col"})
"""What has no end."""
_READINGS = ("rt", "rp")
_FRAMES = frozenset({"table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "dl"})
"""What holds words only in its parts."""
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [^\s=>"]+="[^"]*")*)>')
_STRIKE = re.compile("<(/?)strike(?=[ >])")
_LINE_THROUGH = re.compile(r'(?i) style="(?:[^"]*[;\s])?text-decoration(?:-line)?\s*:[^;"]*line-through')


def placed(html: str) -> str:
    """Sanitised HTML in which readings stand right within their ruby, as HTML wants it; elsewhere they are mere words."""
    return _TAG.sub(_Readings(), html) if "<rt" in html or "<rp" in html else html


def may_be_struck(html: str) -> bool:
    """Whether any HTML may hold what `struck` is for."""
    lower = html.lower()
    return "line-through" in lower or "<strike" in lower


def struck(html: str) -> str:
    """Well-formed HTML with `<s>` within what a style strikes out, and in place of `<strike>`: no style is published."""
    return _TAG.sub(_Striking(), _STRIKE.sub(r"<\1s", html))


class _Readings:
    """Follows tags one after the other: each is given back, or, where it doesn't belong, dropped."""

    def __init__(self) -> None:
        self._open: list[tuple[str, bool]] = []

    def __call__(self, match: re.Match[str]) -> str:
        closes, tag, _ = match.groups()
        if closes:
            return match[0] if self._open and self._open.pop()[1] else ""
        is_placed = tag not in _READINGS or (bool(self._open) and self._open[-1][0] == "ruby")
        if tag not in VOID:
            self._open.append((tag, is_placed))
        return match[0] if is_placed else ""


class _Open(NamedTuple):
    end: str
    parts_are_struck: bool


class _Striking:
    """Follows tags one after the other, and strikes out what stands in one with such a style."""

    def __init__(self) -> None:
        self._open: list[_Open] = []

    def __call__(self, match: re.Match[str]) -> str:
        closes, tag, attributes = match.groups()
        if closes:
            return (self._open.pop().end if self._open else "") + match[0]
        if tag in VOID:
            return match[0]
        is_struck = bool(_LINE_THROUGH.search(attributes)) or (bool(self._open) and self._open[-1].parts_are_struck)
        is_frame = tag in _FRAMES
        begin, end = ("<s>", "</s>") if is_struck and not is_frame else ("", "")
        self._open.append(_Open(end, is_struck and is_frame))
        return match[0] + begin
