"""Which phrases may stand in paragraphs. One that comes again, such as a greeting or a letter that is checked twice, is looked at once."""

from __future__ import annotations

from collections.abc import Sequence

from planner.words.clauses import PARAGRAPH
from planner.words.glance import glance
from planner.words.net import Net
from planner.words.phrases import Phrase

_MOST = 50_000
"""Paragraphs that are kept in mind: some tens of megabytes."""
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
                known[paragraph] = caught.get(number, _NOTHING)
        every = map(known.__getitem__, paragraphs)
        return {number: phrases for number, phrases in enumerate(every, start=1) if phrases}
