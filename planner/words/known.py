"""Which phrases may stand in paragraphs. A paragraph or a sentence that comes again, in this letter or another, is looked at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import chain

from planner.words.net import Net, standing
from planner.words.phrases import Phrase, in_order
from planner.words.sentences import sentences

_MOST_PARAGRAPHS, _MOST_SENTENCES = 50_000, 200_000
"""That are kept in mind: some tens of megabytes."""
_FIGURE = re.compile("[0-9]")
_ZEROS = bytes.maketrans(b"123456789", b"0" * 9)
_NOTHING: Sequence[Phrase] = ()


class Known:
    """What has been learnt of paragraphs by drawing a net through their sentences."""

    def __init__(self, net: Net) -> None:
        self._net = net
        self._paragraphs: dict[str, Sequence[Phrase]] = {}
        self._sentences: dict[str, _Sentences] = {}

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
        if stop not in self._sentences:
            self._sentences[stop] = _Sentences(self._net, stop)
        caught = self._sentences[stop].caught(set(chain.from_iterable(parted)))
        found = dict.fromkeys(paragraphs, _NOTHING)
        if caught:
            for paragraph, some in zip(paragraphs, parted, strict=True):
                there = caught.keys() & some
                if there:
                    found[paragraph] = _standing(paragraph, {phrase for one in there for phrase in caught[one]})
        return found


def _standing(paragraph: str, phrases: set[Phrase]) -> Sequence[Phrase]:
    """Those that may stand in a paragraph, of the phrases that, or parts of which, may stand in its sentences."""
    there = {phrase for phrase in phrases if phrase.stays}
    if len(there) < len(phrases):
        there.update(standing(phrases - there, paragraph))
    return in_order(there)


class _Sentences:
    """What has been learnt of sentences that end with the same full stop."""

    def __init__(self, net: Net, stop: str) -> None:
        self._net = net
        self._stop = stop
        self._clear: set[str] = set()
        self._clear_shapes: set[bytes] = set()
        self._caught: dict[str, Sequence[Phrase]] = {}

    def caught(self, sentences: set[str]) -> dict[str, Sequence[Phrase]]:
        """Those in which phrases, or parts of them, may stand."""
        rest = sentences - self._clear
        shapes = {sentence: _shape(sentence) for sentence in rest if sentence not in self._caught}
        new = [sentence for sentence, shape in shapes.items() if shape not in self._clear_shapes]
        if new:
            if len(self._clear) + len(self._clear_shapes) + len(self._caught) > _MOST_SENTENCES:
                for known in (self._clear, self._clear_shapes, self._caught):
                    known.clear()
                return self.caught(sentences)
            self._learn(new, shapes)
        return {sentence: self._caught[sentence] for sentence in rest if sentence in self._caught}

    def _learn(self, new: Sequence[str], shapes: Mapping[str, bytes]) -> None:
        """Look at some sentences. What has no phrase has none with other figures either: its shape, with zeros, is clear."""
        found = self._net.caught(new, self._stop)
        for sentence in new:
            if found.get(sentence):
                self._caught[sentence] = found[sentence]
            elif sentence in found or not _FIGURE.search(sentence):
                self._clear.add(sentence)
            else:
                self._clear_shapes.add(shapes[sentence])


def _shape(sentence: str) -> bytes:
    """A sentence with a 0 for each of its figures."""
    return sentence.encode("utf-8", "surrogatepass").translate(_ZEROS)
