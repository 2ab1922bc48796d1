"""Which phrases may stand in paragraphs. A paragraph or a sentence that comes again, in this letter or another, is looked at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from planner.words.net import Net, standing
from planner.words.phrases import Phrase, in_order
from planner.words.sentences import sentences

_MOST_PARAGRAPHS, _MOST_SENTENCES = 50_000, 200_000
"""That are kept in mind: some tens of megabytes."""
_FIGURE = re.compile(r"\d")
_NOTHING: Sequence[Phrase] = ()


class Known:
    """What has been learnt of paragraphs and sentences by drawing a net through them."""

    def __init__(self, net: Net) -> None:
        self._net = net
        self._paragraphs: dict[str, Sequence[Phrase]] = {}
        self._clear: set[str] = set()
        self._caught: dict[str, Sequence[Phrase]] = {}

    def caught(self, paragraphs: Sequence[str]) -> dict[int, Sequence[Phrase]]:
        """The phrases that may stand in some paragraphs, by number from 1, where there are any."""
        known = self._paragraphs
        new = [paragraph for paragraph in paragraphs if paragraph not in known]
        if new:
            if len(known) > _MOST_PARAGRAPHS:
                known.clear()
                new = list(paragraphs)
            known.update(self._learnt(new))
        every = map(known.__getitem__, paragraphs)
        return {number: phrases for number, phrases in enumerate(every, start=1) if phrases}

    def _learnt(self, paragraphs: Sequence[str]) -> dict[str, Sequence[Phrase]]:
        stop, parted = sentences(paragraphs)
        found = dict.fromkeys(paragraphs, _NOTHING)
        caught = self._of_interest(set(chain.from_iterable(parted)), stop)
        if caught:
            for paragraph, some in zip(paragraphs, parted, strict=True):
                if not caught.isdisjoint(some):
                    found[paragraph] = self._standing(paragraph, caught.intersection(some))
        return found

    def _of_interest(self, every: set[str], stop: str) -> set[str]:
        """Those of some sentences in which phrases may stand."""
        rest = every - self._clear
        new = [sentence for sentence in rest if sentence not in self._caught and _shape(sentence) not in self._clear]
        if not new:
            return rest & self._caught.keys()
        if len(self._clear) + len(self._caught) > _MOST_SENTENCES:
            self._clear.clear()
            self._caught.clear()
            rest, new = every, list(every)
        caught = self._net.caught(new, stop)
        for sentence in new:
            if caught.get(sentence):
                self._caught[sentence] = caught[sentence]
            else:
                self._clear.add(sentence if sentence in caught else _shape(sentence))
        return rest & self._caught.keys()

    def _standing(self, paragraph: str, caught: set[str]) -> Sequence[Phrase]:
        """The phrases that may stand in a paragraph, by its sentences in which they, or parts of them, may stand."""
        phrases = {phrase for sentence in caught for phrase in self._caught[sentence]}
        there = {phrase for phrase in phrases if phrase.stays}
        if len(there) < len(phrases):
            there.update(standing(phrases - there, paragraph))
        return in_order(there)


def _shape(sentence: str) -> str:
    """A sentence with other figures: what has no phrase has none with them."""
    return _FIGURE.sub("0", sentence)
