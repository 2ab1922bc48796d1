"""Which phrases may stand in texts. A sentence that comes again, in this text or another, is looked at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from planner.words.net import Net, standing
from planner.words.phrases import Phrase, in_order
from planner.words.sentences import PARAGRAPH, not_plain, parted, sentences, stop_of

Sieve: TypeAlias = Callable[[str, str, Sequence[Phrase]], Sequence[Phrase]]
"""Which of the phrases that may stand in a sentence, which is given with its full stop, may matter somewhere."""
_MOST_PARAGRAPHS, _MOST_SENTENCES = 50_000, 200_000
"""That are kept in mind: some tens of megabytes."""
_ZERO = b"0"
_ZEROS = bytes.maketrans(b"123456789", _ZERO * 9)


class Known:
    """What has been learnt of sentences by drawing a net through them."""

    def __init__(self, net: Net, sieve: Sieve | None = None) -> None:
        self._net = net
        self._sieve = sieve
        self._sentences: dict[str, _Sentences] = {}

    def caught(self, texts: Sequence[str]) -> dict[int, dict[int, Sequence[Phrase]]]:
        """The phrases that may stand in some texts, by the number of the text from 0 and of its paragraph from 1, where there are any.

        What is new in them is looked at together, which costs less.
        """
        of: dict[str, list[int]] = {}
        for number, text in enumerate(texts):
            of.setdefault(stop_of(text), []).append(number)
        found: dict[int, dict[int, Sequence[Phrase]]] = {}
        for stop, numbers in of.items():
            if stop not in self._sentences:
                self._sentences[stop] = _Sentences(self._net, stop, self._sieve)
            found.update(self._sentences[stop].caught({number: texts[number] for number in numbers}))
        return found


class _Sentences:
    """What has been learnt of sentences that end with the same full stop, and of paragraphs that have them."""

    def __init__(self, net: Net, stop: str, sieve: Sieve | None) -> None:
        self._stop = stop
        self._plain = _Book(net, stop, sieve)
        self._marked = _Book(net, stop, sieve)
        """Of paragraphs that aren't plain: what is a sentence there might be but a part of one elsewhere."""
        self._paragraphs: dict[tuple[str, frozenset[Phrase]], Sequence[Phrase]] = {}

    def caught(self, texts: Mapping[int, str]) -> dict[int, dict[int, Sequence[Phrase]]]:
        """The phrases that may stand in some texts, by the number of the text and of its paragraph."""
        self._forget()
        clear = self._plain.clear
        every = {
            number: some
            for number, text in texts.items()
            if (some := [sentence for sentence in parted(text, self._stop) if sentence not in clear])
        }
        new = self._plain.new(set().union(*every.values()))
        marked = not_plain(new, self._stop)
        for sentence in marked:
            del new[sentence]
        self._plain.learn(new)
        caught = self._plain.caught_of(every)
        for number, there in self._caught_in_markup(texts, every, marked).items():
            caught.setdefault(number, {}).update(there)
        found = {number: self._standing(texts[number], some) for number, some in caught.items()}
        return {number: paragraphs for number, paragraphs in found.items() if paragraphs}

    def _caught_in_markup(
        self, texts: Mapping[int, str], every: Mapping[int, Iterable[str]], marked: set[str]
    ) -> dict[int, dict[str, Sequence[Phrase]]]:
        """The same of the paragraphs that aren't plain, as some of what they were parted into shows."""
        if not marked:
            return {}
        rewritten = {
            number: self._in_markup(texts[number], there)
            for number, some in every.items()
            if (there := marked.intersection(some))
        }
        self._marked.learn(self._marked.new(set().union(*rewritten.values())))
        return self._marked.caught_of(rewritten)

    def _in_markup(self, text: str, marked: set[str]) -> list[str]:
        """The sentences of those paragraphs that aren't plain."""
        paragraphs = text.split(PARAGRAPH)
        return sentences([one for one in paragraphs if any(sentence in one for sentence in marked)], self._stop)

    def _forget(self) -> None:
        if len(self._plain) + len(self._marked) > _MOST_SENTENCES:
            self._plain.forget()
            self._marked.forget()

    def _standing(self, text: str, caught: Mapping[str, Sequence[Phrase]]) -> dict[int, Sequence[Phrase]]:
        """The phrases that may stand in the paragraphs of a text in which some sentences were caught."""
        there: dict[int, set[Phrase]] = {}
        paragraphs: dict[int, str] = {}
        for sentence, phrases in caught.items():
            for number, paragraph in _paragraphs_of(sentence, text):
                paragraphs[number] = paragraph
                there.setdefault(number, set()).update(phrases)
        found = {number: self._of_paragraph(paragraphs[number], frozenset(there[number])) for number in sorted(there)}
        return {number: phrases for number, phrases in found.items() if phrases}

    def _of_paragraph(self, paragraph: str, phrases: frozenset[Phrase]) -> Sequence[Phrase]:
        known = self._paragraphs
        if (paragraph, phrases) not in known:
            if len(known) >= _MOST_PARAGRAPHS:
                known.clear()
            there = {phrase for phrase in phrases if phrase.stays}
            known[paragraph, phrases] = in_order(there.union(standing(phrases - there, paragraph)))
        return known[paragraph, phrases]


class _Book:
    """Sentences that have been looked at."""

    def __init__(self, net: Net, stop: str, sieve: Sieve | None) -> None:
        self._net = net
        self._stop = stop
        self._sieve = sieve
        self.clear: set[str] = set()
        """Those that have no phrase."""
        self._clear_shapes: set[bytes] = set()
        self._caught: dict[str, Sequence[Phrase]] = {}
        self._once: set[str] = set()
        """Those of these that have come once."""

    def __len__(self) -> int:
        """How many there are."""
        return len(self.clear) + len(self._clear_shapes) + len(self._caught)

    def forget(self) -> None:
        """Begin anew."""
        for known in (self.clear, self._clear_shapes, self._caught, self._once):
            known.clear()

    def new(self, sentences: set[str]) -> dict[str, bytes]:
        """Those of some sentences that haven't been looked at, with these or other figures; and their shapes, with zeros."""
        self._look_again(sentences)
        some = list(sentences.difference(self.clear, self._caught))
        known = self._clear_shapes
        return {sentence: shape for sentence, shape in zip(some, _shapes(some), strict=True) if shape not in known}

    def learn(self, new: Mapping[str, bytes]) -> None:
        """Look at some sentences, given with their shapes. What has no phrase has none with other figures either."""
        found = self._net.caught(list(new), self._stop) if new else {}
        for sentence, phrases in found.items():
            if phrases:
                self._caught[sentence] = phrases
                self._once.add(sentence)
            else:
                self.clear.add(sentence)
        if found:
            new = {sentence: shape for sentence, shape in new.items() if sentence not in found}
        self.clear.update([sentence for sentence, shape in new.items() if _ZERO not in shape])
        self._clear_shapes.update([shape for shape in new.values() if _ZERO in shape])

    def _look_again(self, sentences: Iterable[str]) -> None:
        """Put those through the sieve that come for the second time; of those that come once it would be lost labour."""
        if self._sieve is None:
            return
        again = self._once.intersection(sentences)
        for sentence in again:
            phrases = self._sieve(sentence, self._stop, self._caught.pop(sentence))
            if phrases:
                self._caught[sentence] = phrases
            else:
                self.clear.add(sentence)
        self._once.difference_update(again)

    def caught_of(self, every: Mapping[int, Iterable[str]]) -> dict[int, dict[str, Sequence[Phrase]]]:
        """The sentences of each text in which phrases, or parts of them, may stand; only of texts that have some."""
        caught = self._caught
        return {
            number: {sentence: caught[sentence] for sentence in there}
            for number, some in every.items()
            if (there := [sentence for sentence in some if sentence in caught])
        }


def _paragraphs_of(sentence: str, text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs that a sentence stands in, or within another one there, each with its number from 1 on."""
    words = sentence.strip("\n")
    number, start = 1, 0
    end = text.find(PARAGRAPH)
    at = text.find(words)
    while at >= 0:
        while 0 <= end < at:
            number, start = number + 1, end + len(PARAGRAPH)
            end = text.find(PARAGRAPH, start)
        yield number, text[start : end if end >= 0 else None]
        at = text.find(words, end) if end >= 0 else -1


def _shapes(sentences: Sequence[str]) -> list[bytes]:
    """Each with a 0 for each of its figures."""
    found = _shape("\0".join(sentences)).split(b"\0")
    return found if len(found) == len(sentences) else list(map(_shape, sentences))


def _shape(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass").translate(_ZEROS)
