"""Which phrases may stand in texts. A paragraph or a sentence that comes again, in this text or another, is looked at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from planner.words.net import Net, standing
from planner.words.phrases import Phrase, in_order
from planner.words.sentences import PARAGRAPH, may_have_sums, sentences, with_sums

_MOST_PARAGRAPHS, _MOST_SENTENCES = 50_000, 200_000
"""That are kept in mind: some tens of megabytes."""
_FEW = 5
"""Sentences that are looked for in a paragraph one after the other."""
_FIGURE = re.compile("[0-9]")
_ZEROS = bytes.maketrans(b"123456789", b"0" * 9)


class Known:
    """What has been learnt of sentences by drawing a net through them."""

    def __init__(self, net: Net) -> None:
        self._net = net
        self._sentences: dict[str, _Sentences] = {}
        self._clear: set[str] = set()
        """Paragraphs without a phrase."""

    def caught(self, texts: Sequence[str]) -> dict[int, dict[int, Sequence[Phrase]]]:
        """The phrases that may stand in some texts, by the number of the text from 0 and of its paragraph from 1, where there are any.

        What is new in them is looked at together, which costs less.
        """
        parted: dict[str, dict[int, list[str]]] = {}
        for number, text in enumerate(texts):
            rest = self._unclear(text)
            if rest:
                stop, some = sentences(rest)
                parted.setdefault(stop, {})[number] = some
        found: dict[int, dict[int, Sequence[Phrase]]] = {}
        for stop, of in parted.items():
            if stop not in self._sentences:
                self._sentences[stop] = _Sentences(self._net, stop)
            found.update(self._sentences[stop].caught(texts, of))
            self._clear.update(*(texts[number].split(PARAGRAPH) for number in of.keys() - found.keys()))
        if len(self._clear) > _MOST_PARAGRAPHS:
            self._clear.clear()
        return found

    def _unclear(self, text: str) -> str:
        """The paragraphs of a text that may have a phrase."""
        paragraphs = text.split(PARAGRAPH)
        new = [paragraph for paragraph in paragraphs if paragraph not in self._clear]
        return text if len(new) == len(paragraphs) else PARAGRAPH.join(new)


class _Sentences:
    """What has been learnt of sentences that end with the same full stop, and of paragraphs that have them."""

    def __init__(self, net: Net, stop: str) -> None:
        self._net = net
        self._stop = stop
        self._clear: set[str] = set()
        self._clear_shapes: set[bytes] = set()
        self._caught: dict[str, Sequence[Phrase]] = {}
        self._paragraphs: dict[str, Sequence[Phrase]] = {}

    def caught(self, texts: Sequence[str], parted: dict[int, list[str]]) -> dict[int, dict[int, Sequence[Phrase]]]:
        """The phrases that may stand in the paragraphs of texts whose sentences are given by the numbers of the texts."""
        every = set().union(*parted.values())
        if may_have_sums(every, self._stop):
            parted = {number: with_sums(texts[number], self._stop) for number in parted}
            every = set().union(*parted.values())
        caught = self._caught_of(every)
        found = {}
        for number, some in parted.items() if caught else ():
            if not caught.isdisjoint(some):
                found[number] = self._standing(texts[number], caught.intersection(some))
        return {number: paragraphs for number, paragraphs in found.items() if paragraphs}

    def _caught_of(self, sentences: set[str]) -> set[str]:
        """Those in which phrases, or parts of them, may stand."""
        rest = sentences - self._clear
        shapes = {sentence: _shape(sentence) for sentence in rest if sentence not in self._caught}
        new = [sentence for sentence, shape in shapes.items() if shape not in self._clear_shapes]
        if new:
            if len(self._clear) + len(self._clear_shapes) + len(self._caught) > _MOST_SENTENCES:
                for known in (self._clear, self._clear_shapes, self._caught):
                    known.clear()
                return self._caught_of(sentences)
            self._learn(new, shapes)
        return {sentence for sentence in rest if sentence in self._caught}

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

    def _standing(self, text: str, caught: set[str]) -> dict[int, Sequence[Phrase]]:
        """The phrases that may stand in the paragraphs of a text in which some sentences were caught."""
        found = {}
        for number, paragraph in enumerate(text.split(PARAGRAPH), start=1):
            there = self._in_paragraph(paragraph, caught)
            if there and (phrases := self._of_paragraph(paragraph, there)):
                found[number] = phrases
        return found

    def _in_paragraph(self, paragraph: str, caught: set[str]) -> Iterable[str]:
        """Which sentences a paragraph has. Of a few it may be more: those that stand within another, which is seen sooner."""
        if len(caught) <= _FEW:
            return [sentence for sentence in caught if sentence in paragraph]
        return caught.intersection(with_sums(paragraph, self._stop))

    def _of_paragraph(self, paragraph: str, sentences: Iterable[str]) -> Sequence[Phrase]:
        known = self._paragraphs
        if paragraph not in known:
            if len(known) >= _MOST_PARAGRAPHS:
                known.clear()
            phrases = {phrase for sentence in sentences for phrase in self._caught[sentence]}
            there = {phrase for phrase in phrases if phrase.stays}
            known[paragraph] = in_order(there.union(standing(phrases - there, paragraph)))
        return known[paragraph]


def _shape(sentence: str) -> bytes:
    """A sentence with a 0 for each of its figures."""
    return sentence.encode("utf-8", "surrogatepass").translate(_ZEROS)
