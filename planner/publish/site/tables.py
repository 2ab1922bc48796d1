"""Tables as those need them who don't see them: headings that say what they are for, and no style of their own."""

from __future__ import annotations

import re

_SIDE = re.compile(r'(<t[hd]\b[^<>]*?) style="text-align:\s*(left|center|right);?"')
_TABLE = re.compile(r"<table\b[^>]*>(?:(?!</?table\b).)*</table>", re.DOTALL | re.IGNORECASE)
"""A table with none inside it: of nested ones the inner."""
_HEAD = re.compile(r"<thead>.*?</thead>\s*", re.DOTALL)
_HEADING = re.compile(r"<th\b([^>]*)>(.*?)</th>", re.DOTALL)
_FIRST = re.compile(r"(<tr\b[^>]*>\s*)<td\b([^>]*)>((?:(?!</?t[dr]\b).)*)</td>", re.DOTALL)
_WIDE = 5
"""Columns from which a table may need to be pushed sideways on a telephone, and so must take the keyboard."""


def told_tables(html: str, label: str) -> str:
    """The page with its tables told: which cells head which, by scope; a wide one under `label` can be reached by Tab."""
    return _TABLE.sub(lambda found: _table(found[0], label), _SIDE.sub(r'\1 data-align="\2"', html))


def _table(table: str, label: str) -> str:
    head = _HEAD.search(table)
    if head is None:
        return table
    words = [inner.strip() for _, inner in _HEADING.findall(head[0])]
    body = table[head.end() :]
    if words and not words[0]:  # a corner without words: what stands below it heads the rows
        body = _FIRST.sub(r'\1<th scope="row"\2>\3</th>', body)
    shown = _named(table[: head.start()]) + (_HEADING.sub(_heading, head[0]) if any(words) else "") + body
    return (
        f'<section class="nk-wide" aria-label="{label}" tabindex="0">{shown}</section>'
        if len(words) >= _WIDE
        else shown
    )


def _named(start: str) -> str:
    """The table with a class of ours, so that the theme's script leaves it alone."""
    return start if "class=" in start else start.replace("<table", '<table class="nk-table"', 1)


def _heading(found: re.Match[str]) -> str:
    attributes, words = found[1], found[2]
    if not words.strip():
        return f"<td{attributes}></td>"
    return found[0] if "scope=" in attributes else f'<th scope="col"{attributes}>{words}</th>'
