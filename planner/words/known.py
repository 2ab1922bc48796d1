"""Which phrases may stand in texts. A paragraph or a sentence that comes again, in this text or another, is looked at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from planner.words.net import Net, standing
from planner.words.phrases import Phrase, in_order
from planner.words.sentences import PARAGRAPH, is_plain, parted, sentences, stop_of

Sieve: TypeAlias = Callable[[str, str, Sequence[Phrase]], Sequence[Phrase]]
"""Which of the phrases that may stand in a sentence, which is given with its full stop, may matter somewhere."""
_MOST_PARAGRAPHS, _MOST_SENTENCES = 50_000, 200_000
"""That are kept in mind: some tens of megabytes."""
_FIGURE = re.compile("[0-9]")
_ZEROS = bytes.maketrans(b"123456789", b"0" * 9)


class Known:
    """What has been learnt of sentences by drawing a net through them."""

    def __init__(self, net: Net, sieve: Sieve | None = None) -> None:
        self._net = net
        self._sieve = sieve
        self._sentences: dict[str, _Sentences] = {}
        self._clear: set[str] = set()
        """Paragraphs without a phrase."""

    def caught(self, texts: Sequence[str]) -> dict[int, dict[int, Sequence[Phrase]]]:
        """The phrases that may stand in some texts, by the number of the text from 0 and of its paragraph from 1, where there are any.

        What is new in them is looked at together, which costs less.
        """
        clear = self._clear
        unclear: dict[str, dict[int, list[str]]] = {}
        for number, text in enumerate(texts):
            new = [paragraph for paragraph in text.split(PARAGRAPH) if paragraph not in clear]
            if new:
                unclear.setdefault(stop_of(text), {})[number] = new
        found: dict[int, dict[int, Sequence[Phrase]]] = {}
        for stop, of in unclear.items():
            if stop not in self._sentences:
                self._sentences[stop] = _Sentences(self._net, stop, self._sieve)
            found.update(self._sentences[stop].caught(texts, of))
            clear.update(*(of[number] for number in of.keys() - found.keys()))
        if len(clear) > _MOST_PARAGRAPHS:
            clear.clear()
        return found


class _Sentences:
    """What has been learnt of sentences that end with the same full stop, and of paragraphs that have them."""

    def __init__(self, net: Net, stop: str, sieve: Sieve | None) -> None:
        self._net = net
        self._stop = stop
        self._sieve = sieve
        self._clear: set[str] = set()
        self._clear_shapes: set[bytes] = set()
        self._marked: set[str] = set()
        """What is clear of texts that aren't plain: it might be but a part of a sentence elsewhere."""
        self._caught: dict[str, Sequence[Phrase]] = {}
        self._paragraphs: dict[str, Sequence[Phrase]] = {}

    def caught(
        self, texts: Sequence[str], unclear: Mapping[int, Sequence[str]]
    ) -> dict[int, dict[int, Sequence[Phrase]]]:
        """The phrases that may stand in texts of which some paragraphs aren't known to be clear, given by the text's number."""
        if len(self._clear) + len(self._clear_shapes) + len(self._marked) + len(self._caught) > _MOST_SENTENCES:
            for known in (self._clear, self._clear_shapes, self._marked, self._caught):
                known.clear()
        every = {number: parted(paragraphs, self._stop) for number, paragraphs in unclear.items()}
        rest = set().union(*every.values()) - self._clear
        marked = {sentence for sentence in rest if not is_plain(sentence, self._stop)}
        caught = self._caught_of(rest - marked, self._clear)
        if marked:
            rewritten = [number for number, some in every.items() if not marked.isdisjoint(some)]
            every.update((number, sentences(unclear[number], self._stop)) for number in rewritten)
            rest = set().union(*(every[number] for number in rewritten)) - self._clear - self._marked
            caught |= self._caught_of(rest, self._marked)
        found = {}
        for number, some in every.items() if caught else ():
            if not caught.isdisjoint(some):
                found[number] = self._standing(texts[number], caught.intersection(some))
        return {number: paragraphs for number, paragraphs in found.items() if paragraphs}

    def _caught_of(self, rest: set[str], clear: set[str]) -> set[str]:
        """Those sentences in which phrases, or parts of them, may stand; the others are clear from now on."""
        shapes = {sentence: _shape(sentence) for sentence in rest if sentence not in self._caught}
        new = [sentence for sentence, shape in shapes.items() if shape not in self._clear_shapes]
        if new:
            self._learn(new, shapes, clear)
        return {sentence for sentence in rest if sentence in self._caught}

    def _learn(self, new: Sequence[str], shapes: Mapping[str, bytes], clear: set[str]) -> None:
        """Look at some sentences. What has no phrase has none with other figures either: its shape, with zeros, is clear."""
        found = self._net.caught(new, self._stop)
        for sentence in new:
            phrases: Sequence[Phrase] = found.get(sentence, ())
            if phrases and self._sieve:
                phrases = self._sieve(sentence, self._stop, phrases)
            if phrases:
                self._caught[sentence] = phrases
            elif sentence in found or not _FIGURE.search(sentence):
                clear.add(sentence)
            else:
                self._clear_shapes.add(shapes[sentence])

    def _standing(self, text: str, caught: Iterable[str]) -> dict[int, Sequence[Phrase]]:
        """The phrases that may stand in the paragraphs of a text in which some sentences were caught."""
        there: dict[int, set[str]] = {}
        for sentence in caught:
            for number in _paragraphs_of(sentence, text):
                there.setdefault(number, set()).add(sentence)
        if not there:
            return {}
        paragraphs = text.split(PARAGRAPH)
        found = {number: self._of_paragraph(paragraphs[number], there[number]) for number in sorted(there)}
        return {number + 1: phrases for number, phrases in found.items() if phrases}

    def _of_paragraph(self, paragraph: str, sentences: Collection[str]) -> Sequence[Phrase]:
        known = self._paragraphs
        if paragraph not in known:
            if len(known) >= _MOST_PARAGRAPHS:
                known.clear()
            phrases = {phrase for sentence in sentences for phrase in self._caught[sentence]}
            there = {phrase for phrase in phrases if phrase.stays}
            known[paragraph] = in_order(there.union(standing(phrases - there, paragraph)))
        return known[paragraph]


def _paragraphs_of(sentence: str, text: str) -> Iterator[int]:
    """The numbers, from 0 on, of the paragraphs that a sentence stands in, or within another one there."""
    words = sentence.strip("\n")
    number = before = 0
    at = text.find(words)
    while at >= 0:
        number += text.count(PARAGRAPH, before, at)
        yield number
        before = text.find(PARAGRAPH, at)
        at = text.find(words, before) if before >= 0 else -1


def _shape(sentence: str) -> bytes:
    """A sentence with a 0 for each of its figures."""
    return sentence.encode("utf-8", "surrogatepass").translate(_ZEROS)
