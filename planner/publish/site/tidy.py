"""A page as it is sent: what the theme writes and no validator passes is mended, and lines without a word are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

_KEPT = re.compile(r"<(?P<closes>/?)(?P<tag>pre|textarea|script|style)\b[^>]{0,5000}>", re.IGNORECASE)
"""The tags around what means its spaces."""
_THEME = (
    # A box to tick has nothing that a browser could fill in.
    (re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"'), r"\1"),
    (re.compile(r"\A\s*<!doctype html>", re.IGNORECASE), "<!DOCTYPE html>"),
)


def tidied(html: str) -> str:
    """The page, saying the same in less."""
    for found, instead in _THEME:
        html = found.sub(instead, html)
    return "".join(_parts(html))


def _parts(html: str) -> Iterator[str]:
    """The page piece by piece: what means its spaces as it is, the rest closed up. What nothing ends goes on to the end."""
    start, inside = 0, ""
    for mark in _KEPT.finditer(html):
        tag, closes = mark["tag"].lower(), bool(mark["closes"])
        if not inside and not closes:
            yield _close(html[start : mark.start()])
            start, inside = mark.start(), tag
        elif closes and tag == inside:
            yield html[start : mark.end()]
            start, inside = mark.end(), ""
    yield html[start:] if inside else _close(html[start:])


def _close(part: str) -> str:
    """Without blank lines, and without spaces at the end of others."""
    first, *lines = part.split("\n")
    if not lines:
        return part
    *between, last = lines
    return "\n".join([first.rstrip(), *(line.rstrip() for line in between if line.strip()), last])
