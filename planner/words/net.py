"""A net of the anchors of many phrases, drawn through sentences: which phrases may stand in which of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TypeAlias

from planner.wording import LANGUAGES
from planner.words.automaton import Automaton
from planner.words.crowd import Crowd
from planner.words.glance import LATIN, LOWER, glance
from planner.words.phrases import Language, Phrase, in_order, language_of
from planner.words.prepared import ROW
from planner.words.sentences import BREAK, PARAGRAPH, has_japanese

Hit: TypeAlias = tuple["_Anchors", int, int, int]
"""Of which kind an anchor is, which row of these, and where it begins and ends."""
_LONG, _TWICE = 1000, 2
"""In a sentence of so many bytes words may come too often to be tried each time. When they come again they are tried with all of the
sentence before them and behind them, and after that no more.
"""
_TOGETHER = 50
"""Sentences that are read together: a letter of 3 KB has as many."""
_SIGNS = (b"%", "¥".encode())
"""What Japanese phrases have that do without kana and kanji."""


class Net:
    """The anchors of the phrases of some rules, in all languages."""

    def __init__(self, rules: Iterable[str]) -> None:
        self._rules = sorted(rules)
        self._languages: dict[str, _OfLanguage] = {}

    def caught(self, sentences: Sequence[str], stop: str) -> dict[str, tuple[Phrase, ...]]:
        """The sentences that have all that a phrase needs, with the phrases that may stand there; there may be none.

        Of a phrase that goes on behind its sentence, a part stands there. `stop` is the full stop that each sentence has. What is
        not among these has no phrase, and wouldn't with other figures in it either.
        """
        read = _read(sentences, stop)
        met = self._met(b" " + read)
        if not met:
            return {}
        found = {}
        number = before = 0
        for start, phrases in sorted(met.items()):
            number, before = number + read.count(BREAK, before, start), start
            written = read[start : read.find(BREAK, start)].decode("utf-8", "ignore")
            lowered = written.lower()
            there = [phrase for phrase in phrases if phrase.may_partly_stand_in(written, lowered)]
            found[sentences[number]] = tuple(in_order(there))
        return found

    def _met(self, text: bytes) -> dict[int, set[Phrase]]:
        """The phrases of which all that they need stands in a sentence, by the place before it, which is an edge of words."""
        words, lower = text.translate(LATIN), text.translate(LOWER)
        tried: dict[tuple[_Anchors, int, int], int] = {}
        found: dict[int, set[Phrase]] = {}
        for anchors, row, start, end in self._hits(lower, words):
            # A row may begin with the space that the anchor ends with.
            first, last = text.rfind(BREAK, 0, start + 1) + 1, text.find(BREAK, end - 1) + 1
            before, behind = start + 1, end - 1
            if last - first > _LONG:
                times = tried[anchors, row, first] = tried.get((anchors, row, first), 0) + 1
                if times > _TWICE:
                    continue
                if times == _TWICE:
                    before, behind = last, first
            beside = (words[first:before], words[behind:last], lower[first:before], lower[behind:last])
            met = anchors.crowd(row).met(beside)
            if met:
                found.setdefault(first, set()).update(met)
        return found

    def _hits(self, text: bytes, words: bytes) -> Iterator[Hit]:
        for language in LANGUAGES:
            # The list of a language that isn't there needn't be read.
            if language != "ja" or may_be_japanese(text):
                yield from self._of(language).hits(text, words)

    def _of(self, language: str) -> _OfLanguage:
        if language not in self._languages:
            self._languages[language] = _OfLanguage(language_of(language), self._rules)
        return self._languages[language]


def may_be_japanese(text: bytes) -> bool:
    """Whether a Japanese phrase may stand in a text in UTF-8: one with kana or kanji, or one like “20%off” and “¥500”."""
    return any(sign in text for sign in _SIGNS) or has_japanese(text)


def _read(sentences: Sequence[str], stop: str) -> bytes:
    """The words of some sentences, each with a break behind it. One with unusual markup slows those that are read with it."""
    end = stop.rstrip() + PARAGRAPH
    rows = (sentences[at : at + _TOGETHER] for at in range(0, len(sentences), _TOGETHER))
    read = b"".join(glance(end.join([*row, ""])) for row in rows)
    if BREAK + b"\n" in read:  # an empty line too many, which would hide where a sentence begins
        read = BREAK.join(one.strip(b"\n") for one in read.split(BREAK))
    return read


def _places(mark: bytes, text: bytes) -> Iterator[int]:
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)


class _OfLanguage:
    """The anchors of one language."""

    def __init__(self, language: Language, rules: Iterable[str]) -> None:
        self._words, self._text, self._marks = (_Anchors(language, kind, rules) for kind in ("words", "text", "marks"))

    def hits(self, text: bytes, words: bytes) -> Iterator[Hit]:
        """Where they stand in a text, and in its words."""
        if self._words.rows and not words.isspace():
            yield from self._words.hits(words)
        if self._text.rows and has_japanese(text):
            yield from self._text.hits(text)
        for number, mark in enumerate(self._marks.rows):
            yield from ((self._marks, number, at, at + len(mark)) for at in _places(mark, text))


class _Anchors:
    """Rows of one kind, with the phrases that each may belong to."""

    def __init__(self, language: Language, kind: str, rules: Iterable[str]) -> None:
        self._language = language
        self.rows: list[bytes] = []
        self._numbers: list[str] = []
        for rule in rules:
            rows, numbers = language.anchors.get(rule, {}).get(kind, ("", ""))
            if rows:
                self.rows += rows.encode().split(ROW.encode())
                self._numbers += numbers.split(ROW)
        self._automaton = Automaton(self.rows)
        self._crowds: dict[int, Crowd] = {}

    def hits(self, text: bytes) -> Iterator[Hit]:
        """Where they stand in a text."""
        return ((self, *found) for found in self._automaton.found(text))

    def crowd(self, row: int) -> Crowd:
        """The phrases that a row leads to."""
        if row not in self._crowds:
            phrases = map(self._language.phrase, map(int, self._numbers[row].split()))
            self._crowds[row] = Crowd(list(phrases))
        return self._crowds[row]


def standing(phrases: Collection[Phrase], paragraph: str) -> list[Phrase]:
    """Which phrases, of each of which a part stands in a sentence, may stand in its paragraph as a whole."""
    if not phrases:
        return []
    text = b" %b " % glance(paragraph)
    words, lower = text.translate(LATIN), text.translate(LOWER)
    beside = (words, words, lower, lower)
    complete = [phrase for phrase in phrases if phrase.elsewhere.are_met(beside)]
    if not complete:
        return []
    written = text.decode("utf-8", "ignore")
    lowered = written.lower()
    return [phrase for phrase in complete if phrase.may_stand_in(written, lowered)]
