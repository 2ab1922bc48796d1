"""A page as it is sent: what the theme writes and no validator passes is mended, and lines without a word are left out."""

from __future__ import annotations

import re

_KEPT = re.compile(r"(<(pre|textarea|script|style)\b[^>]*>.*?</\2\s*>)", re.DOTALL | re.IGNORECASE)
"""What means its spaces."""
_NAME = 2
_THEME = (
    # A box to tick has nothing that a browser could fill in.
    (re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"'), r"\1"),
    (re.compile(r"\A\s*<!doctype html>", re.IGNORECASE), "<!DOCTYPE html>"),
)


def tidied(html: str) -> str:
    """The page, saying the same in less."""
    for found, instead in _THEME:
        html = found.sub(instead, html)
    parts = _KEPT.split(html)
    # What is kept stands at every third place, and behind it the name of its tag.
    parts = _KEPT.split(html)
    return "".join(_close(part) if place % 3 == 0 else part for place, part in enumerate(parts) if place % 3 < _NAME)


def _close(part: str) -> str:
    """Without blank lines, and without spaces at the end of others."""
    first, *lines = part.split("\n")
    if not lines:
        return part
    *between, last = lines
    return "\n".join([first.rstrip(), *(line.rstrip() for line in between if line.strip()), last])
