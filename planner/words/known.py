"""Which phrases may stand in paragraphs. One that comes again, such as a greeting or a letter that is checked twice, is looked at once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planner.words.clauses import PARAGRAPH
from planner.words.glance import glance
from planner.words.net import Net
from planner.words.phrases import Phrase

_MOST = 50_000
"""Paragraphs that are kept in mind: some tens of megabytes."""
_CODE = re.compile(r"[A-ZＡ-Ｚ][^\w\s]*[A-ZＡ-Ｚ-]|\d|[「『“‘\"]|(?<!\w)'")
"""Without this there is no code in a paragraph: it is in capitals, has a figure, or stands in quotation marks."""
_NOTHING: tuple[Phrase, ...] = ()


class Known:
    """What has been learnt of paragraphs by drawing a net through them."""

    def __init__(self, net: Net) -> None:
        self._net = net
        self._of: dict[str, Sequence[Phrase]] = {}

    def caught(self, paragraphs: Sequence[str]) -> dict[int, Sequence[Phrase]]:
        """The phrases that may stand in some paragraphs, by number from 1, where there are any."""
        known = self._of
        new = [paragraph for paragraph in paragraphs if paragraph not in known]
        if new:
            if len(known) > _MOST:
                known.clear()
                new = list(paragraphs)
            caught = self._net.caught(glance(PARAGRAPH.join(new)))
            for number, paragraph in enumerate(new, start=1):
                known[paragraph] = _with_codes(caught[number], paragraph) if number in caught else _NOTHING
        every = map(known.__getitem__, paragraphs)
        return {number: phrases for number, phrases in enumerate(every, start=1) if phrases}


def _with_codes(phrases: Sequence[Phrase], paragraph: str) -> Sequence[Phrase]:
    """Those phrases that have all that they need in a paragraph, a code too if they have one."""
    if any(phrase.has_code for phrase in phrases) and not _CODE.search(paragraph):
        return [phrase for phrase in phrases if not phrase.has_code]
    return phrases
