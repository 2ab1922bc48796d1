"""How much work a body makes for Markdown, told without doing it: what no letter needs would take for ever.

Markdown looks again and again at what it has seen: from each open bracket and each run of backticks to the end of its block,
from each tag that is not closed to the end of the text, at the rest of a block behind each line that begins a block of its own,
at the rest of a line for each level of nesting, at all marks of a block for each of them, at all blocks for each of them, and
at all calls of a footnote for each of them.
Those looks are counted here, each weighed by the time that it takes.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from planner.patterns import compiled

MOST_EFFORT = 1_500_000
"""Beyond so much a text is not meant as Markdown; up to it, no text that was tried took longer than a few seconds."""
_BRACKETS = r"[\[\]()<>]"
_PAIRS = {"]": "[", ")": "(", ">": "<"}
_BLANK = re.compile(r"\n[ \t]*\n")
_CUT = r"(?m)^[ >]{0,9}(?:#|!!!|\?\?\?|\*?\[[^\]\n]{0,99}\]:|[-=_*][-=_* ]*$)"
"""Where a line begins a block of its own."""
_RUN = r"``|\*\*\*?|___?"
"""Where a mark begins whose end is looked for."""
_NESTED = r"(?m)^(?: {0,3}(?:>|[-*+] |\d{1,9}\. ))+"
"""Quotations and lists within one another, on one line."""
_TAG = r"<[A-Za-z/!?]|>"
_CALL = r"\[\^[^\]\n]{0,99}\]"
_MARKS = r"\`*_&<{"
_CUTS, _SIGNS, _BLOCKS, _LEVELS = 32, 1_000, 4_000, 10
"""How many of these looks take as long as one from an open bracket."""
_DEEPEST = 100
"""Levels of nesting at which Markdown gives up."""


def is_tangled(text: str) -> bool:
    """Whether a text makes more work than a letter is worth."""
    return _at_most(text) > MOST_EFFORT and effort(text) > MOST_EFFORT


def worst_line(text: str) -> int:
    """The line, from 0, on which the block begins that makes the most work."""
    starts = [0, *(match.end() for match in _BLANK.finditer(text))]
    worst = max(zip(starts, _BLANK.split(text), strict=True), key=lambda block: _of_block(block[1]))
    return text.count("\n", 0, worst[0])


def effort(text: str) -> int:
    """The work that a text makes; compare with `MOST_EFFORT`."""
    blocks = _BLANK.split(text)
    looks = _open_tags(text) / _CUTS + len(blocks) / _BLOCKS
    return sum(map(_of_block, blocks)) + round(looks * len(text)) + _calls(text) ** 2


def _at_most(text: str) -> int:
    """What the work cannot exceed, at a glance."""
    return len(text) * (sum(map(text.count, "[(<")) + len(text) // _CUTS + len(text) // _BLOCKS + _DEEPEST // _LEVELS)


def _of_block(block: str) -> int:
    cuts = len(compiled(_CUT).findall(block)) + len(compiled(_RUN).findall(block))
    marks = sum(map(block.count, _MARKS))
    looks = cuts / _CUTS + marks / _SIGNS + _levels(block) / _LEVELS
    return round((_open_at_worst(block) + looks) * len(block))


def _levels(block: str) -> int:
    """How deep the lines of a block are nested, at two characters for a level."""
    return min(_DEEPEST, max((len(match[0]) // 2 for match in compiled(_NESTED).finditer(block)), default=0))


def _open_tags(text: str) -> int:
    """How many tags are begun where the one before is not closed."""
    signs = compiled(_TAG).findall(text)
    return sum(one != ">" != other for one, other in pairwise((*signs, "<")))


def _calls(text: str) -> int:
    """How often the footnote is called that is called most."""
    return max(Counter(compiled(_CALL).findall(text)).values(), default=0)


def _open_at_worst(block: str) -> int:
    depth = {"[": 0, "(": 0, "<": 0}
    worst = 0
    for sign in compiled(_BRACKETS).findall(block):
        if sign in depth:
            depth[sign] += 1
            worst = max(worst, depth[sign])
        else:
            depth[_PAIRS[sign]] = max(0, depth[_PAIRS[sign]] - 1)
    return worst
